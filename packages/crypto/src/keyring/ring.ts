/**
 * A ring: the epochs of one scope's persistent backup key, oldest first. Public data, without keys.
 *
 * @module
 */
import type { KeyScope, PbkStatus } from './backup-keyring.ts';

/** One epoch of a key. */
export type Epoch = { readonly epoch: number; readonly status: PbkStatus };

/** The epochs of one scope; the last one is the active one. */
export type Ring = KeyScope & { readonly epochs: readonly Epoch[] };

/** The ring that a scope starts with. */
export const firstRing = ({ region, manufacturer }: KeyScope): Ring => ({
  region,
  manufacturer,
  epochs: [{ epoch: 1, status: 'active' }],
});

const EPOCH_MAX = 2 ** 32 - 1;

/** Tells whether the epochs ascend and only the last one is active. */
export const isWellFormed = ({ epochs }: Ring): boolean =>
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

const demoted = ({ epoch, status }: Epoch): Epoch => ({
  epoch,
  status: status === 'active' ? 'decrypt-only' : status,
});

/** Tells whether there is a number left for the next epoch. */
export const isRotatable = ({ epochs }: Ring): boolean =>
  epochs.every(({ epoch }) => epoch < EPOCH_MAX);

/** Starts the next epoch; the active one becomes decrypt-only. */
export const rotated = (ring: Ring): Ring => {
  const next = Math.max(...ring.epochs.map(({ epoch }) => epoch)) + 1;
  return { ...ring, epochs: [...ring.epochs.map(demoted), { epoch: next, status: 'active' }] };
};

/** Retires one epoch. */
export const retired = (ring: Ring, epoch: number): Ring => ({
  ...ring,
  epochs: ring.epochs.map((each) => (each.epoch === epoch ? { epoch, status: 'retired' } : each)),
});

/** Tells whether two scopes are the same. */
export const isSameScope = (a: KeyScope, b: KeyScope): boolean =>
  a.region === b.region && a.manufacturer === b.manufacturer;
