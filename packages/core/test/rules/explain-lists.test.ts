import { describe, expect, it } from '@jest/globals';
import { explain } from '@hsm-lifecycle/core';
import { fleetFromJson, holderFromJson, parseJson } from '@hsm-lifecycle/core/codec';
import { untyped } from '../untyped.ts';

const sameRegion = { _tag: 'SameRegion', rule: 'U-15', region: 'eu-west-1' };

describe('explain', () => {
  const throwing: unknown = new Proxy([], {
    get: () => {
      throw new Error('hostile');
    },
  });

  it.each<[unknown]>([
    [null],
    [5],
    [{ books: 5 }],
    [{ books: null }],
    [{ books: throwing }],
    [throwing],
  ])('ignores options that are none: %#', (options) => {
    expect(explain(sameRegion, untyped(options))).toBe(explain(sameRegion));
  });

  it('passes over a book that is none', () => {
    expect(explain(sameRegion, { books: untyped([null, 5]) })).toBe(explain(sameRegion));
  });

  it('gives one line for each error of a list', () => {
    const unnamed = { _tag: 'IdMissing', rule: 'M-4', field: 'clusterId' };
    const lines = explain([sameRegion, unnamed]).split('\n');
    expect(lines).toEqual([explain(sameRegion), explain(unnamed)]);
    expect(explain([])).toBe('');
  });

  it('survives a list that throws', () => {
    expect(explain(untyped(throwing))).toBe(explain(untyped(5)));
  });
});

describe('readers of JSON text', () => {
  it.each([undefined, null, 5, true, {}, ['{}'], new String('{}')])(
    'refuse what is not text: %#',
    (text) => {
      const refused = { left: { _tag: 'MalformedInput', path: '', expected: 'JSON text' } };
      for (const read of [parseJson, fleetFromJson, holderFromJson])
        expect(read(untyped(text))).toMatchObject(refused);
    },
  );
});
