/**
 * A keyring in memory: regions, manufacturers, epochs, rotation and retirement.
 *
 * It keeps the derived PBKs only; the master keys are wiped once their PBK is derived.
 *
 * @module
 */
import { platformRandom } from '../cipher/noble.ts';
import type { RandomBytes } from '../cipher/primitives.ts';
import { type Bytes, copyBytes, isEqual, toHex } from '../kernel/bytes.ts';
import { type Either, right } from '../kernel/either.ts';
import type { KeyringMalformed, KeyStillActive, KeyUnavailable } from '../kernel/errors.ts';
import { refusal } from '../kernel/refusal.ts';
import type { SecretHandle } from '../kernel/secret.ts';
import type { KeyScope, PbkInfo, SyncBackupKeyring } from './backup-keyring.ts';
import { type KeyPrimitives, nobleKeyPrimitives } from './key-primitives.ts';
import {
  checkKeyringState,
  drawMasters,
  type KeyringState,
  type MasterKeys,
  wipeMasters,
} from './keyring-state.ts';
import { derivePbk, ebkWrap, type Pbk } from './pbk.ts';
import { type Epoch, isSameScope, type Ring } from './ring.ts';
import { type KeyMaker, type KeyPlace, retireKey, rotateScope } from './rotation.ts';

/** A synchronous keyring whose keys can be rotated and retired. */
export type MemoryKeyring = Omit<SyncBackupKeyring, 'activeKey' | 'findKey'> & {
  readonly activeKey: (scope: KeyScope) => PbkInfo | undefined;
  readonly findKey: (pbkId: Bytes) => PbkInfo | undefined;
  /** Every key, whatever its status; scope by scope, oldest first. */
  readonly keys: () => readonly PbkInfo[];
  /**
   * Starts a new epoch of a scope, with fresh master keys. Records under the old epoch open until
   * it is retired; rewrap them before.
   */
  readonly rotate: (scope: KeyScope) => Either<KeyUnavailable, PbkInfo>;
  /** Retires a key: destroys it. What is wrapped under it can never be opened again. */
  readonly retire: (pbkId: Bytes) => Either<KeyUnavailable | KeyStillActive, PbkInfo>;
  /** Wipes the keys; the keyring has none afterwards. */
  readonly dispose: () => void;
};

/** What a keyring in memory can be made with. */
export type MemoryKeyringOptions = {
  /** Draws the master keys of new epochs; the platform's generator if left out. */
  readonly random?: RandomBytes;
  /** @noble's if left out; `nodeKeyPrimitives` of `/node` is several times faster. */
  readonly primitives?: KeyPrimitives;
};

type Rings = readonly Ring<Pbk>[];

/** A key: its public data, and the secret unless it was retired. */
type Entry = { readonly info: PbkInfo; readonly key: SecretHandle | undefined };

const entryOf = ({ region, manufacturer }: KeyScope, epoch: Epoch<Pbk>): Entry => {
  const isLive = epoch.status !== 'retired';
  const id = isLive ? epoch.key.id : epoch.pbkId;
  const { epoch: number, status } = epoch;
  const info = Object.freeze({ id, region, manufacturer, epoch: number, status });
  return { info, key: isLive ? epoch.key.key : undefined };
};

const entriesOf = (rings: Rings): readonly Entry[] =>
  rings.flatMap((ring) => ring.epochs.map((epoch) => entryOf(ring, epoch)));

const derivedEpoch = (
  scope: KeyScope,
  each: Epoch<MasterKeys>,
  primitives: KeyPrimitives,
): Epoch<Pbk> =>
  each.status === 'retired'
    ? { ...each, pbkId: copyBytes(each.pbkId) }
    : { ...each, key: derivePbk(each.key, { ...scope, epoch: each.epoch }, primitives) };

/** Derives the keys of a state's epochs. */
const derivedRings = ({ rings }: KeyringState, primitives: KeyPrimitives): Rings =>
  rings.map(({ region, manufacturer, epochs }) => ({
    region,
    manufacturer,
    epochs: epochs.map((each) => derivedEpoch({ region, manufacturer }, each, primitives)),
  }));

/** The rings of a keyring, and its keys by id; replaced together. */
type Keys = {
  readonly rings: () => Rings;
  readonly entries: () => readonly Entry[];
  readonly find: (pbkId: Bytes) => Entry | undefined;
  /** Wipes the keys that the next rings do not have. */
  readonly replace: (next: Rings) => void;
};

const keysOf = (first: Rings): Keys => {
  let rings = first;
  let entries = entriesOf(rings);
  return {
    rings: () => rings,
    entries: () => entries,
    find: (pbkId) => entries.find(({ info }) => isEqual(info.id, pbkId)),
    replace: (next) => {
      const kept = entriesOf(next);
      for (const { key } of entries)
        if (key !== undefined && !kept.some((entry) => entry.key === key)) key.dispose();
      rings = next;
      entries = kept;
    },
  };
};

/** The key of an id, to wrap or unwrap with. Throws `KeyUnavailable` if its status forbids it. */
const usableKey = (
  keys: Keys,
  pbkId: Bytes,
  isUsable: (info: PbkInfo) => boolean,
): SecretHandle => {
  const entry = keys.find(pbkId);
  if (entry?.key === undefined || !isUsable(entry.info))
    throw refusal({ _tag: 'KeyUnavailable', key: toHex(pbkId) });
  return entry.key;
};

const pbkKind = (random: RandomBytes, primitives: KeyPrimitives): KeyMaker<Pbk> => ({
  draw: (at: KeyPlace) => {
    const masters: MasterKeys = drawMasters(random);
    const pbk = derivePbk(masters, at, primitives);
    wipeMasters(masters);
    return pbk;
  },
  idOf: ({ id }) => id,
});

const activeIn = (keys: Keys, scope: KeyScope): PbkInfo | undefined =>
  keys.entries().find(({ info }) => info.status === 'active' && isSameScope(info, scope))?.info;

/** The key that a change has just made or altered: it cannot be missing. */
export const ownKey = (info: PbkInfo | undefined): PbkInfo => {
  if (info === undefined) throw new Error('a keyring lost a key that it had a moment ago');
  return info;
};

type Rotation = Pick<MemoryKeyring, 'rotate' | 'retire'>;

const rotation = (keys: Keys, kind: KeyMaker<Pbk>): Rotation => ({
  rotate: (scope) => {
    const next = rotateScope(keys.rings(), scope, kind);
    if (next._tag === 'Left') return next;
    keys.replace(next.right);
    return right(ownKey(activeIn(keys, scope)));
  },
  retire: (pbkId) => {
    const next = retireKey(keys.rings(), pbkId, kind);
    if (next._tag === 'Left') return next;
    keys.replace(next.right);
    return right(ownKey(keys.find(pbkId)?.info));
  },
});

/** A keyring, and how the file that it is kept in puts another state into it. */
export type LoadableKeyring = {
  readonly keyring: MemoryKeyring;
  readonly load: (state: KeyringState) => void;
};

/** Makes a keyring from a state that has been checked. */
export const loadableKeyring = (
  state: KeyringState,
  { random = platformRandom, primitives = nobleKeyPrimitives }: MemoryKeyringOptions = {},
): LoadableKeyring => {
  const keys = keysOf(derivedRings(state, primitives));
  const { wrap, unwrap } = ebkWrap(primitives);
  const toWrap = (id: Bytes) => usableKey(keys, id, ({ status }) => status === 'active');
  const toUnwrap = (id: Bytes) => usableKey(keys, id, ({ status }) => status !== 'retired');
  const keyring: MemoryKeyring = Object.freeze({
    name: 'memory',
    sync: true as const,
    wrapSuites: [1],
    activeKey: (scope) => activeIn(keys, scope),
    findKey: (pbkId: Bytes) => keys.find(pbkId)?.info,
    wrap: ({ id }, ebk, { binding }) => wrap(toWrap(id), ebk, binding),
    unwrap: ({ id }, wrapped, { binding }) => unwrap(toUnwrap(id), wrapped, binding),
    keys: () => keys.entries().map(({ info }) => info),
    ...rotation(keys, pbkKind(random, primitives)),
    dispose: () => keys.replace([]),
  } satisfies MemoryKeyring);
  return { keyring, load: (next) => keys.replace(derivedRings(next, primitives)) };
};

/** Makes a keyring from a state that has been checked. */
export const keyringOf = (state: KeyringState): MemoryKeyring => loadableKeyring(state).keyring;

/**
 * Makes a keyring in memory.
 *
 * @param state - master keys of 32 bytes each; the keyring does not keep them, so the caller may
 *   wipe them; see `generateKeyringState`
 * @returns Left: `KeyringMalformed`
 */
export const createMemoryKeyring = (
  state: KeyringState,
  options?: MemoryKeyringOptions,
): Either<KeyringMalformed, MemoryKeyring> => {
  const checked = checkKeyringState(state);
  return checked._tag === 'Left' ? checked : right(loadableKeyring(checked.right, options).keyring);
};
