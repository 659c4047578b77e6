/**
 * The state of a local keyring: the master keys of every epoch.
 *
 * Each epoch has master keys of its own, drawn at random. None is derived from another, so whoever
 * has copied a state cannot open what is sealed after the next rotation, and destroying an epoch's
 * masters destroys its key.
 *
 * @module
 */
import { fits } from '../envelope/fields.ts';
import { KEY_BYTES, PBK_ID_BYTES } from '../envelope/limits.ts';
import { type Bytes, copyBytes, wipe } from '../kernel/bytes.ts';
import { type Either, left, right } from '../kernel/either.ts';
import type { KeyringMalformed } from '../kernel/errors.ts';
import type { RandomBytes } from '../cipher/primitives.ts';
import { type Epoch, firstRing, isSameScope, isWellFormed, type Ring } from './ring.ts';

/** The master keys of one epoch, 32 bytes each. */
export type MasterKeys = {
  /** MKBK, the manufacturer's key. */
  readonly manufacturerKey: Bytes;
  /** AKBK, the operator's key. */
  readonly operatorKey: Bytes;
};

/** The secrets and the epochs of a local keyring. */
export type KeyringState = { readonly rings: readonly Ring<MasterKeys>[] };

/** The scopes that a new keyring serves: each manufacturer in each region. */
export type KeyringScopes = {
  readonly regions: readonly string[];
  readonly manufacturers: readonly string[];
};

/** Draws the master keys of one epoch. */
export const drawMasters = (random: RandomBytes): MasterKeys => {
  // Copied, since a generator may reuse its buffer.
  const manufacturerKey = copyBytes(random(KEY_BYTES));
  return { manufacturerKey, operatorKey: copyBytes(random(KEY_BYTES)) };
};

/** Draws the master keys of a new keyring. Every scope is in its first epoch. */
export const generateKeyringState = (
  { regions, manufacturers }: KeyringScopes,
  random: RandomBytes,
): KeyringState => ({
  rings: regions.flatMap((region) =>
    manufacturers.map((manufacturer) => firstRing({ region, manufacturer }, drawMasters(random))),
  ),
});

/** Overwrites the two keys. */
export const wipeMasters = ({ manufacturerKey, operatorKey }: MasterKeys): void => {
  wipe(manufacturerKey);
  wipe(operatorKey);
};

/** Overwrites the master keys of a state. */
export const wipeKeyringState = ({ rings }: KeyringState): void => {
  for (const epoch of rings.flatMap(({ epochs }) => epochs))
    if (epoch.status !== 'retired') wipeMasters(epoch.key);
};

const isUnique = (rings: KeyringState['rings']): boolean =>
  rings.every((ring, index) => rings.findIndex((other) => isSameScope(ring, other)) === index);

const hasLengths = (epoch: Epoch<MasterKeys>): boolean =>
  epoch.status === 'retired'
    ? epoch.pbkId.length === PBK_ID_BYTES
    : epoch.key.manufacturerKey.length === KEY_BYTES && epoch.key.operatorKey.length === KEY_BYTES;

const fault = ({ rings }: KeyringState): KeyringMalformed['field'] | undefined => {
  if (!rings.every(({ epochs }) => epochs.every(hasLengths))) return 'key';
  if (!rings.every(({ manufacturer }) => fits('manufacturer', manufacturer))) return 'manufacturer';
  if (!rings.every(({ region }) => fits('region', region))) return 'region';
  return rings.every(isWellFormed) && isUnique(rings) ? undefined : 'epochs';
};

/** Checks that a keyring can be made from a state. */
export const checkKeyringState = (state: KeyringState): Either<KeyringMalformed, KeyringState> => {
  const field = fault(state);
  return field === undefined ? right(state) : left({ _tag: 'KeyringMalformed', field });
};
