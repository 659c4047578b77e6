/**
 * The states from which a keyring can and cannot be made.
 *
 * @module
 */
import { describe, expect, it } from '@jest/globals';
import {
  createMemoryKeyring,
  generateKeyringState,
  type KeyringState,
  wipeKeyringState,
} from '../src/index.ts';
import { fixedRandom, home, keyring, keyringState, left, pattern, right } from './support/world.ts';

const state = keyringState();
const epochs = (
  ...each: readonly (readonly [number, 'active' | 'decrypt-only' | 'retired'])[]
): Partial<KeyringState> => ({
  rings: [{ ...home, epochs: each.map(([epoch, status]) => ({ epoch, status })) }],
});

const odd: readonly (readonly [string, Partial<KeyringState>])[] = [
  ['key', { operatorKey: pattern(31) }],
  ['key', { manufacturerKeys: [{ manufacturer: 'acme', key: pattern(33) }] }],
  ['manufacturer', { manufacturerKeys: [{ manufacturer: 'a b', key: pattern(32) }], rings: [] }],
  ['manufacturer', { manufacturerKeys: [...state.manufacturerKeys, ...state.manufacturerKeys] }],
  ['manufacturer', { manufacturerKeys: [] }],
  ['region', { rings: [{ ...home, region: 'US', epochs: [{ epoch: 1, status: 'active' }] }] }],
  ['epochs', epochs()],
  ['epochs', epochs([0, 'active'])],
  ['epochs', epochs([1, 'retired'])],
  ['epochs', epochs([1, 'active'], [2, 'active'])],
  ['epochs', epochs([1, 'active'], [2, 'retired'])],
  ['epochs', epochs([2, 'retired'], [2, 'active'])],
  ['epochs', epochs([2 ** 32, 'active'])],
  ['epochs', { rings: [...state.rings, ...state.rings] }],
];

describe('createMemoryKeyring', () => {
  it.each(odd)('refuses a state whose %s is odd: %j', (field, change) => {
    expect(left(createMemoryKeyring({ ...state, ...change }))).toEqual({
      _tag: 'KeyringMalformed',
      field,
    });
  });

  it('accepts the last possible epoch, and gaps between epochs', () => {
    const ring = right(
      createMemoryKeyring({ ...state, ...epochs([3, 'retired'], [2 ** 32 - 1, 'active']) }),
    );
    expect(ring.keys().map(({ epoch, status }) => [epoch, status])).toEqual([
      [3, 'retired'],
      [2 ** 32 - 1, 'active'],
    ]);
  });

  it('copies the master keys: the caller may wipe its own', () => {
    const own = keyringState();
    const ring = keyring(own);
    const ids = ring.keys().map(({ id }) => id);
    wipeKeyringState(own);
    expect([own.operatorKey, ...own.manufacturerKeys.map(({ key }) => key)]).toEqual(
      Array.from({ length: 3 }, () => new Uint8Array(32)),
    );
    right(ring.rotate(home));
    expect(
      ring
        .keys()
        .filter(({ epoch }) => epoch === 1)
        .map(({ id }) => id),
    ).toEqual(ids);
  });

  it('gives every scope and epoch a different key', () => {
    const ring = keyring();
    right(ring.rotate(home));
    right(ring.rotate(home));
    const ids = ring.keys().map(({ id }) => id.join());
    expect(new Set(ids).size).toBe(5);
    expect(ring.keys().map(({ epoch, status }) => `${epoch} ${status}`)).toEqual([
      '1 decrypt-only',
      '2 decrypt-only',
      '3 active',
      '1 active',
      '1 active',
    ]);
    expect(ring.rings()[0]?.epochs).toHaveLength(3);
  });
});

describe('generateKeyringState', () => {
  it('draws one key for the operator and one for each manufacturer', () => {
    const made = generateKeyringState(
      { regions: ['us-east-1', 'eu-west-1'], manufacturers: ['acme', 'zeta'] },
      fixedRandom(),
    );
    const keys = [made.operatorKey, ...made.manufacturerKeys.map(({ key }) => key)].map((key) =>
      key.join(),
    );
    expect(new Set(keys).size).toBe(3);
    expect(made.rings).toHaveLength(4);
    expect(createMemoryKeyring(made)._tag).toBe('Right');
  });
});
