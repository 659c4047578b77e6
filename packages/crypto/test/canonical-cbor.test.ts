/**
 * The canonical encoding of snapshots: one value, one encoding, and nothing else decodes.
 *
 * @module
 */
import { describe, expect, it } from '@jest/globals';
import { bytesToHex, hexToBytes } from '@noble/ciphers/utils.js';
import {
  array,
  assert,
  boolean,
  constant,
  dictionary,
  integer,
  letrec,
  maxSafeInteger,
  oneof,
  property,
  string,
  uint8Array,
} from 'fast-check';
import {
  CBOR_DEPTH_MAX,
  CBOR_ITEMS_MAX,
  type CborValue,
  decodeSnapshot,
  encodeSnapshot,
} from '../src/index.ts';
import { strictTokens } from '../src/snapshot/strict-tokens.ts';
import { flipped, left, right } from './support/world.ts';

const text = string({ unit: 'grapheme' });
const { value: aValue } = letrec<{ value: CborValue }>((tie) => ({
  value: oneof(
    { depthSize: 'small', withCrossShrink: true },
    constant(null),
    boolean(),
    maxSafeInteger(),
    integer(),
    text,
    uint8Array(),
    array(tie('value')),
    dictionary(text, tie('value')),
  ),
}));

const nested = (depth: number): CborValue => {
  let value: CborValue = 0;
  for (let level = 0; level < depth; level += 1) value = [value];
  return value;
};

/** What a caller in plain JavaScript may pass in spite of the types. */
// eslint-disable-next-line typescript/no-unsafe-type-assertion
const untyped = (value: unknown): CborValue => Object.values({ value })[0] as CborValue;

const shuffled = (value: CborValue): CborValue => {
  if (Array.isArray(value)) return value.map(shuffled);
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
  const entries: [string, CborValue][] = [];
  for (const [key, part] of Object.entries(value)) entries.unshift([key, shuffled(part)]);
  return Object.fromEntries(entries);
};

describe('encodeSnapshot', () => {
  it.each<[CborValue, string]>([
    [null, 'f6'],
    [{ z: 1, aa: 2 }, 'a2617a0162616102'],
    [{ b: 1, a: 2 }, 'a2616102616201'],
    [
      [0, 23, 24, 255, 256, 65536, 2 ** 32, -1, -25],
      '8900171818 18ff 190100 1a00010000 1b0000000100000000 20 3818',
    ],
    [2 ** 53 - 1, '1b001fffffffffffff'],
    [-(2 ** 53 - 1), '3b001ffffffffffffe'],
    [Uint8Array.of(1, 2), '420102'],
    ['\uFEFFa', '64efbbbf61'],
    [{ keys: [true, false] }, 'a1646b65797382f5f4'],
  ])('encodes %j as %s', (value, spaced) => {
    const hex = spaced.replaceAll(' ', '');
    expect(bytesToHex(right(encodeSnapshot(value)))).toBe(hex);
    expect(right(decodeSnapshot(hexToBytes(hex)))).toEqual(value);
  });

  it('gives the same bytes whatever the order of keys', () => {
    assert(
      property(aValue, (value) =>
        expect(right(encodeSnapshot(shuffled(value)))).toEqual(right(encodeSnapshot(value))),
      ),
    );
  });

  it.each<[string, unknown, string]>([
    ['a fraction', { a: [1, 1.5] }, '$.a[1]'],
    ['minus zero', -0, '$'],
    ['2^53', 2 ** 53, '$'],
    ['NaN', [Number.NaN], '$[0]'],
    ['a big integer', 1n, '$'],
    ['undefined', { a: undefined }, '$.a'],
    ['a hole', Array.from({ length: 2 }), '$[1]'],
    ['a lone surrogate', ['a', '\uD800'], '$[1]'],
    ['a lone surrogate in a key', { b: { '\uDC00': 1 } }, '$.b'],
    ['a Map', new Map(), '$'],
    ['a Date', new Date(0), '$'],
    ['a function', () => 0, '$'],
    ['another typed array', new Uint16Array(1), '$'],
    ['a view', new DataView(new ArrayBuffer(1)), '$'],
  ])('refuses %s, and says where', (_, value, path) => {
    expect(left(encodeSnapshot(untyped(value)))).toMatchObject({ _tag: 'SnapshotMalformed', path });
  });

  it('nests 32 deep, and no deeper; a cycle is refused', () => {
    expect(right(decodeSnapshot(right(encodeSnapshot(nested(CBOR_DEPTH_MAX)))))).toEqual(
      nested(CBOR_DEPTH_MAX),
    );
    expect(left(encodeSnapshot(nested(CBOR_DEPTH_MAX + 1)))).toMatchObject({
      reason: 'nesting deeper than 32',
    });
    const cycle: unknown[] = [];
    cycle.push(cycle);
    expect(encodeSnapshot(untyped(cycle))._tag).toBe('Left');
  });
});

describe('the limit of ten million items', () => {
  const reason = 'more than ten million items';
  /** Has a length and takes no memory: its places are holes. */
  const list = (length: number): CborValue => {
    const holes: CborValue[] = [];
    holes.length = length;
    return holes;
  };

  it('counts a list and each place in it, before any place is looked at', () => {
    expect(left(encodeSnapshot(list(CBOR_ITEMS_MAX)))).toEqual({
      _tag: 'SnapshotMalformed',
      reason,
      path: '$',
    });
    expect(left(encodeSnapshot(list(2 ** 32 - 1)))).toMatchObject({ reason });
    expect(left(encodeSnapshot([list(CBOR_ITEMS_MAX - 1)]))).toMatchObject({
      reason,
      path: '$[0]',
    });
  });

  it('counts keys as well as values', () => {
    const map = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`k${index}`, 0]));
    expect(left(encodeSnapshot([list(CBOR_ITEMS_MAX - 1500), map]))).toMatchObject({
      reason,
      path: '$[0]',
    });
  });
});

describe('decodeSnapshot', () => {
  it('gives back what was encoded', () => {
    assert(
      property(aValue, (value) =>
        expect(right(decodeSnapshot(right(encodeSnapshot(value))))).toEqual(value),
      ),
    );
  });

  it('accepts a changed encoding only if it is the canonical one of its value', () => {
    assert(
      property(aValue, integer({ min: 0, max: 10_000 }), (value, at) => {
        const bytes = right(encodeSnapshot(value));
        const altered = flipped(bytes, at % (bytes.length * 8));
        const outcome = decodeSnapshot(altered);
        expect(outcome._tag === 'Right' ? right(encodeSnapshot(outcome.right)) : altered).toEqual(
          altered,
        );
      }),
    );
  });

  it.each([
    ['nothing', ''],
    ['bytes behind the end', '0000'],
    ['an integer longer than need be', '1800'],
    ['a length longer than need be', '5801ff'],
    ['unsorted keys', 'a2616201616102'],
    ['keys in the order of JavaScript', 'a262616102617a01'],
    ['a key twice', 'a2616101616102'],
    ['a key that is no text', 'a10001'],
    ['a float', 'f90000'],
    ['a tag', 'c000'],
    ['undefined', 'f7'],
    ['a simple value', 'f8ff'],
    ['an array without length', '9fff'],
    ['text without length', '7f6161ff'],
    ['a break', 'ff'],
    ['invalid UTF-8', '61ff'],
    ['a surrogate in UTF-8', '63eda080'],
    ['invalid UTF-8 in a long text', `7828${'ff'.repeat(40)}`],
    ['an integer beyond 2^53-1', '1b0020000000000000'],
    ['an array that ends early', '8200'],
    ['an array of more items than there can be', '9b00000000ffffffff'],
    ['text that ends early', '6261'],
    ['nesting 33 deep', `${'81'.repeat(33)}00`],
    ['nesting 5,000 deep', `${'81'.repeat(5000)}00`],
  ])('refuses %s', (_, hex) => {
    expect(left(decodeSnapshot(hexToBytes(hex)))._tag).toBe('SnapshotMalformed');
  });

  it.each(['61ff', '63eda080', `7828${'ff'.repeat(40)}`, `${'81'.repeat(33)}00`, 'c000'])(
    'refuses %s while it reads, not only on comparing',
    (hex) => {
      expect(left(decodeSnapshot(hexToBytes(hex)))).toEqual({
        _tag: 'SnapshotMalformed',
        reason: 'bytes that are not CBOR of the closed set of values',
      });
    },
  );

  it('stops at the first nesting too deep, before it recurses into it', () => {
    const bytes = hexToBytes(`${'81'.repeat(40)}00`);
    const tokens = strictTokens(bytes);
    for (let depth = 0; depth < CBOR_DEPTH_MAX; depth += 1) tokens.next();
    expect(() => tokens.next()).toThrow('too deep');
  });

  it('keeps a key that JavaScript treats as special', () => {
    const bytes = hexToBytes('a1695f5f70726f746f5f5f01');
    const value = right(decodeSnapshot(bytes));
    expect(Object.keys(value ?? {})).toEqual(['__proto__']);
    expect(right(encodeSnapshot(value))).toEqual(bytes);
  });
});
