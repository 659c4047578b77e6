/**
 * The state of a local keyring: its master keys and epochs.
 *
 * @module
 */
import { fits } from '../envelope/fields.ts';
import { KEY_BYTES } from '../envelope/limits.ts';
import { type Bytes, wipe } from '../kernel/bytes.ts';
import { type Either, left, right } from '../kernel/either.ts';
import type { KeyringMalformed } from '../kernel/errors.ts';
import type { RandomBytes } from '../cipher/primitives.ts';
import { firstRing, isSameScope, isWellFormed, type Ring } from './ring.ts';

/** The MKBK of one manufacturer, 32 bytes. */
export type ManufacturerKey = { readonly manufacturer: string; readonly key: Bytes };

/** The secrets and the epochs of a local keyring. */
export type KeyringState = {
  /** AKBK, the operator's key: 32 bytes. */
  readonly operatorKey: Bytes;
  /** MKBKs, one for each manufacturer. */
  readonly manufacturerKeys: readonly ManufacturerKey[];
  readonly rings: readonly Ring[];
};

/** The scopes that a new keyring serves: each manufacturer in each region. */
export type KeyringScopes = {
  readonly regions: readonly string[];
  readonly manufacturers: readonly string[];
};

/** Draws the master keys of a new keyring. Every scope is in its first epoch. */
export const generateKeyringState = (
  { regions, manufacturers }: KeyringScopes,
  random: RandomBytes,
): KeyringState => ({
  operatorKey: random(KEY_BYTES),
  manufacturerKeys: manufacturers.map((manufacturer) => ({ manufacturer, key: random(KEY_BYTES) })),
  rings: regions.flatMap((region) =>
    manufacturers.map((manufacturer) => firstRing({ region, manufacturer })),
  ),
});

/** Overwrites the master keys of a state. */
export const wipeKeyringState = ({ operatorKey, manufacturerKeys }: KeyringState): void => {
  wipe(operatorKey);
  for (const { key } of manufacturerKeys) wipe(key);
};

const isUnique = (rings: readonly Ring[]): boolean =>
  rings.every((ring, index) => rings.findIndex((other) => isSameScope(ring, other)) === index);

const fault = ({
  operatorKey,
  manufacturerKeys,
  rings,
}: KeyringState): KeyringMalformed['field'] | undefined => {
  const makers = manufacturerKeys.map(({ manufacturer }) => manufacturer);
  if (
    operatorKey.length !== KEY_BYTES ||
    manufacturerKeys.some(({ key }) => key.length !== KEY_BYTES)
  )
    return 'key';
  if (
    new Set(makers).size !== makers.length ||
    !makers.every((maker) => fits('manufacturer', maker))
  )
    return 'manufacturer';
  if (!rings.every(({ manufacturer }) => makers.includes(manufacturer))) return 'manufacturer';
  if (!rings.every(({ region }) => fits('region', region))) return 'region';
  return rings.every(isWellFormed) && isUnique(rings) ? undefined : 'epochs';
};

/** Checks that a keyring can be made from a state. */
export const checkKeyringState = (state: KeyringState): Either<KeyringMalformed, KeyringState> => {
  const field = fault(state);
  return field === undefined ? right(state) : left({ _tag: 'KeyringMalformed', field });
};
