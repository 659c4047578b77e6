/**
 * A ring: the epochs of one scope's persistent backup key, oldest first.
 *
 * `Key` is what a live epoch is kept as: master keys in a state, the derived PBK in a keyring. A
 * retired epoch has none: only its public id is left.
 *
 * @module
 */
import type { Bytes } from '../kernel/bytes.ts';
import type { KeyScope } from './backup-keyring.ts';

/** An epoch that has keys. */
export type LiveEpoch<Key> = {
  readonly epoch: number;
  readonly status: 'active' | 'decrypt-only';
  readonly key: Key;
};

/** An epoch whose keys were destroyed. `pbkId`: 16 bytes. */
export type RetiredEpoch = {
  readonly epoch: number;
  readonly status: 'retired';
  readonly pbkId: Bytes;
};

/** One epoch of a key. */
export type Epoch<Key> = LiveEpoch<Key> | RetiredEpoch;

/** The epochs of one scope; the last one is the active one. */
export type Ring<Key> = KeyScope & { readonly epochs: readonly Epoch<Key>[] };

/** The ring that a scope starts with. */
export const firstRing = <Key>({ region, manufacturer }: KeyScope, key: Key): Ring<Key> => ({
  region,
  manufacturer,
  epochs: [{ epoch: 1, status: 'active', key }],
});

const EPOCH_MAX = 2 ** 32 - 1;

/** Tells whether the epochs ascend and only the last one is active. */
export const isWellFormed = ({ epochs }: Ring<unknown>): boolean =>
  epochs.length > 0 &&
  epochs.every(({ epoch, status }, index) => {
    const isLast = index === epochs.length - 1;
    const before = epochs[index - 1]?.epoch ?? 0;
    return (
      Number.isInteger(epoch) &&
      epoch > before &&
      epoch <= EPOCH_MAX &&
      (status === 'active') === isLast
    );
  });

const demoted = <Key>(epoch: Epoch<Key>): Epoch<Key> =>
  epoch.status === 'active' ? { ...epoch, status: 'decrypt-only' } : epoch;

/** The number of the next epoch; undefined if there is none left. */
export const nextEpoch = ({ epochs }: Ring<unknown>): number | undefined => {
  const next = Math.max(...epochs.map(({ epoch }) => epoch)) + 1;
  return next <= EPOCH_MAX ? next : undefined;
};

/** Starts an epoch; the active one becomes decrypt-only. */
export const rotated = <Key>(ring: Ring<Key>, epoch: number, key: Key): Ring<Key> => ({
  ...ring,
  epochs: [...ring.epochs.map(demoted), { epoch, status: 'active', key }],
});

/** Takes the keys out of one epoch. */
export const retired = <Key>(ring: Ring<Key>, epoch: number, pbkId: Bytes): Ring<Key> => ({
  ...ring,
  epochs: ring.epochs.map((each) =>
    each.epoch === epoch ? { epoch, status: 'retired', pbkId } : each,
  ),
});

/** Tells whether two scopes are the same. */
export const isSameScope = (a: KeyScope, b: KeyScope): boolean =>
  a.region === b.region && a.manufacturer === b.manufacturer;
