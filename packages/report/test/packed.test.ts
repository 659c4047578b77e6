import { describe, expect, it } from '@jest/globals';
import { assert, jsonValue, property, tuple, dictionary, string, integer } from 'fast-check';
import { packed, unpacked } from '../src/story/packed.ts';

/** What JSON can say: it has no negative zero. */
const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

const roundTrip = (value: unknown): unknown => unpacked(JSON.parse(JSON.stringify(packed(value))));

describe('packed', () => {
  it('comes back as it was', () => {
    assert(
      property(jsonValue(), (value) => {
        expect(roundTrip(value)).toEqual(asJson(value));
      }),
    );
  });

  it('comes back as it was when parts recur', () => {
    assert(
      property(tuple(jsonValue(), jsonValue()), ([a, b]) => {
        const value = [a, { again: a, b }, [b, a]];
        expect(roundTrip(value)).toEqual(asJson(value));
      }),
    );
  });

  it('takes no member named $ for a reference', () => {
    assert(
      property(dictionary(string({ maxLength: 1 }), integer({ min: 0, max: 1 })), (part) => {
        const value = [{ ...part, $: 0 }, { $: 0 }, { $: { $: 1 } }];
        expect(roundTrip(value)).toEqual(asJson(value));
      }),
    );
  });

  it('writes what recurs once, and reads it as one frozen object', () => {
    const contents = { keys: ['a long name of a key', 'another long name of a key'] };
    const { shared, value } = packed([contents, { ...contents }]);
    expect(shared).toHaveLength(1);
    expect(JSON.stringify(value)).not.toContain('a long name');
    const back = unpacked({ shared, value });
    expect(Array.isArray(back) && back[0] === back[1] && Object.isFrozen(back[0])).toBe(true);
  });
});
