/**
 * The states from which a keyring can and cannot be made, and what rotation draws.
 *
 * @module
 */
import { describe, expect, it } from '@jest/globals';
import {
  createMemoryKeyring,
  type Epoch,
  generateKeyringState,
  type KeyringState,
  type MasterKeys,
  wipeKeyringState,
} from '../src/index.ts';
import {
  fixedRandom,
  home,
  keyring,
  keyringState,
  left,
  masters,
  pattern,
  right,
} from './support/world.ts';

const state = keyringState();
const epochOf = (
  epoch: number,
  status: 'active' | 'decrypt-only' | 'retired',
): Epoch<MasterKeys> =>
  status === 'retired'
    ? { epoch, status, pbkId: pattern(16, epoch) }
    : { epoch, status, key: masters(epoch, epoch + 1) };
const ringOf = (...epochs: readonly Epoch<MasterKeys>[]): KeyringState => ({
  rings: [{ ...home, epochs }],
});
const epochs = (...each: readonly Parameters<typeof epochOf>[]): KeyringState =>
  ringOf(...each.map((args) => epochOf(...args)));
const withKey = (key: MasterKeys): KeyringState => ringOf({ epoch: 1, status: 'active', key });

const odd: readonly (readonly [string, KeyringState])[] = [
  ['key', withKey({ ...masters(), operatorKey: pattern(31) })],
  ['key', withKey({ ...masters(), manufacturerKey: pattern(33) })],
  ['key', ringOf({ epoch: 1, status: 'retired', pbkId: pattern(15) }, epochOf(2, 'active'))],
  ['manufacturer', { rings: [{ ...home, manufacturer: 'a b', epochs: [epochOf(1, 'active')] }] }],
  ['region', { rings: [{ ...home, region: 'US', epochs: [epochOf(1, 'active')] }] }],
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
  it.each(odd)('refuses a state whose %s is odd', (field, unfit) => {
    expect(left(createMemoryKeyring(unfit))).toEqual({ _tag: 'KeyringMalformed', field });
  });

  it('accepts the last possible epoch, and gaps between epochs', () => {
    const ring = right(createMemoryKeyring(epochs([3, 'retired'], [2 ** 32 - 1, 'active'])));
    expect(ring.keys().map(({ epoch, status }) => [epoch, status])).toEqual([
      [3, 'retired'],
      [2 ** 32 - 1, 'active'],
    ]);
  });

  it('does not keep the master keys: the caller may wipe its own', () => {
    const own = keyringState();
    const ring = keyring(own);
    const ids = ring.keys().map(({ id }) => id);
    wipeKeyringState(own);
    const left32 = own.rings.flatMap((each) =>
      each.epochs.flatMap((epoch) =>
        epoch.status === 'retired' ? [] : [epoch.key.manufacturerKey, epoch.key.operatorKey],
      ),
    );
    expect(left32).toEqual(Array.from({ length: 6 }, () => new Uint8Array(32)));
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
  });

  it('draws fresh master keys for each epoch, from the generator it is given', () => {
    const made = (seed: string) => {
      const random = fixedRandom(seed);
      const ring = right(createMemoryKeyring(keyringState(), { random }));
      return [right(ring.rotate(home)), right(ring.rotate(home))].map(({ id }) => id.join());
    };
    expect(made('a')).toEqual(made('a'));
    expect(new Set([...made('a'), ...made('b')]).size).toBe(4);
  });
});

describe('generateKeyringState', () => {
  it('draws two keys for each region and manufacturer', () => {
    const made = generateKeyringState(
      { regions: ['us-east-1', 'eu-west-1'], manufacturers: ['acme', 'zeta'] },
      fixedRandom(),
    );
    const keys = made.rings.flatMap((ring) =>
      ring.epochs.flatMap((epoch) =>
        epoch.status === 'retired'
          ? []
          : [epoch.key.manufacturerKey.join(), epoch.key.operatorKey.join()],
      ),
    );
    expect(made.rings).toHaveLength(4);
    expect(new Set(keys).size).toBe(8);
    expect(createMemoryKeyring(made)._tag).toBe('Right');
  });

  it('copies what a generator gives, which may be one buffer', () => {
    const buffer = new Uint8Array(32);
    let draws = 0;
    const { rings } = generateKeyringState(
      { regions: ['us-east-1'], manufacturers: ['acme'] },
      () => buffer.fill((draws += 1)),
    );
    expect(rings[0]?.epochs[0]).toMatchObject({
      key: { manufacturerKey: new Uint8Array(32).fill(1), operatorKey: new Uint8Array(32).fill(2) },
    });
  });
});
