/**
 * Comparing opened contents with those in the state.
 *
 * @module
 */
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Contents } from '@hsm-lifecycle/core';
import { canonicalJson } from '@hsm-lifecycle/core/codec';
import { encodeSnapshot, type CborValue } from '@hsm-lifecycle/crypto';
import { keyOwnerIn, openBackup } from '@hsm-lifecycle/runtime';
import {
  array,
  assert,
  boolean,
  constant,
  dictionary,
  integer,
  letrec,
  oneof,
  property,
  string,
  type Arbitrary,
} from 'fast-check';
import { isSameContents } from '../src/effects/payload-contents.ts';
import { grow, must, start, world } from './support/world.ts';

let known: Contents;
let opened: CborValue;

beforeAll(async () => {
  const host = world();
  const runtime = await start(host);
  const { backups } = await grow(runtime);
  const id = backups.at(-1)?.backupId ?? '';
  const owner = keyOwnerIn(runtime.state(), id);
  if (owner === undefined) throw new Error('nothing was sealed');
  known = owner.contents;
  opened = (await must(openBackup(host, id))).contents;
});

const { value: aValue } = letrec<{ value: CborValue }>((tie) => ({
  value: oneof(
    { depthSize: 'small', withCrossShrink: true },
    constant(null),
    boolean(),
    integer({ min: 0, max: 2 }),
    string({ maxLength: 1 }),
    array(tie('value'), { maxLength: 3 }),
    dictionary(string({ maxLength: 1 }), tie('value'), { maxKeys: 3 }),
  ),
}));
const aKnown: Arbitrary<unknown> = aValue;

/** Any value takes the place of contents here. */
// eslint-disable-next-line typescript/no-unsafe-type-assertion
const asContents = (value: unknown): Contents => value as Contents;

describe('isSameContents', () => {
  it('says of any two values what their canonical texts say', () => {
    let equal = 0;
    assert(
      property(aValue, aKnown, (one, other) => {
        const isSame = canonicalJson(one) === canonicalJson(other);
        equal += isSame ? 1 : 0;
        expect(isSameContents({ contents: one }, asContents(other))).toBe(isSame);
        expect(isSameContents({ contents: one }, asContents(structuredClone(one)))).toBe(true);
      }),
      { numRuns: 2000 },
    );
    expect(equal).toBeGreaterThan(0);
  });

  it('leaves out members that are undefined, which were not sealed', () => {
    const contents = { a: [1, { b: 'c' }] };
    expect(isSameContents({ contents }, asContents({ a: [1, { b: 'c', d: undefined }] }))).toBe(
      true,
    );
    expect(isSameContents({ contents }, asContents({ a: [1, { d: undefined }] }))).toBe(false);
    const inherited: CborValue = JSON.parse('{"__proto__":1}');
    expect(isSameContents({ contents: inherited }, asContents({}))).toBe(false);
  });

  it('finds every single change of real contents', () => {
    expect(isSameContents({ contents: opened }, known)).toBe(true);
    const text = JSON.stringify(known);
    const changed = [...text.matchAll(/"(?<text>[^"]+)"|\b\d+\b/gu)].map(({ index, 0: part }) => {
      const other = part.startsWith('"') ? `"${part.slice(1, -1)}x"` : String(Number(part) + 1);
      return `${text.slice(0, index)}${other}${text.slice(index + part.length)}`;
    });
    expect(changed.length).toBeGreaterThan(20);
    for (const one of changed)
      expect(isSameContents({ contents: opened }, asContents(JSON.parse(one)))).toBe(false);
  });

  it('takes bytes for no list', () => {
    const bytes = encodeSnapshot([1, 2]);
    if (bytes._tag === 'Left') throw new Error(bytes.left.reason);
    expect(isSameContents({ contents: bytes.right }, asContents([...bytes.right]))).toBe(false);
  });
});
