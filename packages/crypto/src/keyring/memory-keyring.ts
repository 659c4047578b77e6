/**
 * A keyring in memory: regions, manufacturers, epochs, rotation and retirement.
 *
 * @module
 */
import { type Bytes, copyBytes, isEqual, toHex } from '../kernel/bytes.ts';
import { type Either, left, right } from '../kernel/either.ts';
import type { KeyringMalformed, KeyStillActive, KeyUnavailable } from '../kernel/errors.ts';
import { refusal } from '../kernel/refusal.ts';
import { secret } from '../kernel/secret.ts';
import type { KeyScope, PbkInfo, SyncBackupKeyring } from './backup-keyring.ts';
import { checkKeyringState, type KeyringState } from './keyring-state.ts';
import { derivePbk, type MasterKeys, type Pbk, unwrapEbk, wrapEbk } from './pbk.ts';
import { isRotatable, isSameScope, retired, type Ring, rotated } from './ring.ts';

/** A synchronous keyring whose keys can be rotated and retired. */
export type MemoryKeyring = Omit<SyncBackupKeyring, 'activeKey' | 'findKey'> & {
  readonly activeKey: (scope: KeyScope) => PbkInfo | undefined;
  readonly findKey: (pbkId: Bytes) => PbkInfo | undefined;
  /** Every key, whatever its status; scope by scope, oldest first. */
  readonly keys: () => readonly PbkInfo[];
  /** The epochs of every scope: public data. */
  readonly rings: () => readonly Ring[];
  /**
   * Starts a new epoch of a scope. Records under the old epoch open until it is retired; rewrap
   * them before.
   */
  readonly rotate: (scope: KeyScope) => Either<KeyUnavailable, PbkInfo>;
  /** Retires a key: it no longer wraps or unwraps. */
  readonly retire: (pbkId: Bytes) => Either<KeyUnavailable | KeyStillActive, PbkInfo>;
  /** Wipes the keys; the keyring has none afterwards. */
  readonly dispose: () => void;
};

/** A key: its public data, and the secret. */
type Entry = { readonly info: PbkInfo; readonly pbk: Pbk };

const entriesOf = (ring: Ring, masters: MasterKeys): readonly Entry[] =>
  ring.epochs.map(({ epoch, status }) => {
    const pbk = derivePbk(masters, { ...ring, epoch });
    return {
      info: Object.freeze({
        id: pbk.id,
        region: ring.region,
        manufacturer: ring.manufacturer,
        epoch,
        status,
      }),
      pbk,
    };
  });

/** Derives keys from the master keys that it holds. */
type KeySource = {
  readonly entries: (rings: readonly Ring[]) => readonly Entry[];
  readonly dispose: () => void;
};

const keySource = (state: KeyringState): KeySource => {
  const akbk = secret('master', copyBytes(state.operatorKey));
  const masters = state.manufacturerKeys.map(({ manufacturer, key }) => ({
    manufacturer,
    akbk,
    mkbk: secret('master', copyBytes(key)),
  }));
  const entriesOfRing = (ring: Ring): readonly Entry[] =>
    masters
      .filter(({ manufacturer }) => manufacturer === ring.manufacturer)
      .flatMap((keys) => entriesOf(ring, keys));
  const dispose = (): void => {
    akbk.dispose();
    for (const { mkbk } of masters) mkbk.dispose();
  };
  return { entries: (rings) => rings.flatMap(entriesOfRing), dispose };
};

const scopeName = ({ region, manufacturer }: KeyScope): string => `${region}/${manufacturer}`;

/** The rings of a keyring and the keys derived from them; replaced together. */
type Keys = {
  readonly rings: () => readonly Ring[];
  readonly entries: () => readonly Entry[];
  readonly find: (pbkId: Bytes) => Entry | undefined;
  /** Wipes the keys and derives those of other rings. */
  readonly replaceRings: (next: readonly Ring[]) => void;
};

const keysOf = (source: KeySource, first: readonly Ring[]): Keys => {
  let rings = first;
  let entries = source.entries(rings);
  return {
    rings: () => rings,
    entries: () => entries,
    find: (pbkId) => entries.find(({ info }) => isEqual(info.id, pbkId)),
    replaceRings: (next) => {
      for (const { pbk } of entries) pbk.key.dispose();
      rings = next;
      entries = source.entries(rings);
    },
  };
};

const activeIn = (entries: readonly Entry[], scope: KeyScope): PbkInfo | undefined =>
  entries.find(({ info }) => info.status === 'active' && isSameScope(info, scope))?.info;

/** The key of an id, to wrap or unwrap with. Throws `KeyUnavailable` if its status forbids it. */
const usableKey = (keys: Keys, pbkId: Bytes, isUsable: (info: PbkInfo) => boolean): Pbk['key'] => {
  const entry = keys.find(pbkId);
  if (entry === undefined || !isUsable(entry.info))
    throw refusal({ _tag: 'KeyUnavailable', key: toHex(pbkId) });
  return entry.pbk.key;
};

type Rotation = Pick<MemoryKeyring, 'rotate' | 'retire'>;

const rotation = ({ rings, entries, find, replaceRings }: Keys): Rotation => {
  const known = (pbkId: Bytes): Either<KeyUnavailable, PbkInfo> => {
    const info = find(pbkId)?.info;
    return info === undefined ? left({ _tag: 'KeyUnavailable', key: toHex(pbkId) }) : right(info);
  };
  const active = (scope: KeyScope): Either<KeyUnavailable, PbkInfo> => {
    const info = activeIn(entries(), scope);
    return info === undefined
      ? left({ _tag: 'KeyUnavailable', key: scopeName(scope) })
      : right(info);
  };
  return {
    rotate: (scope) => {
      const own = rings().filter((ring) => isSameScope(ring, scope));
      if (!own.every(isRotatable)) return left({ _tag: 'KeyUnavailable', key: scopeName(scope) });
      replaceRings(rings().map((ring) => (own.includes(ring) ? rotated(ring) : ring)));
      return active(scope);
    },
    retire: (pbkId) => {
      const old = known(pbkId);
      if (old._tag === 'Left') return old;
      if (old.right.status === 'active') return left({ _tag: 'KeyStillActive', key: toHex(pbkId) });
      const { epoch } = old.right;
      replaceRings(
        rings().map((ring) => (isSameScope(ring, old.right) ? retired(ring, epoch) : ring)),
      );
      return known(pbkId);
    },
  };
};

/** Makes a keyring from a state that has been checked. */
export const keyringOf = (state: KeyringState): MemoryKeyring => {
  const source = keySource(state);
  const keys = keysOf(source, state.rings);
  return Object.freeze({
    name: 'memory',
    sync: true as const,
    wrapSuites: [1],
    activeKey: (scope) => activeIn(keys.entries(), scope),
    findKey: (pbkId: Bytes) => keys.find(pbkId)?.info,
    wrap: (key, ebk, { binding }) =>
      wrapEbk(
        usableKey(keys, key.id, ({ status }) => status === 'active'),
        ebk,
        binding,
      ),
    unwrap: (key, wrapped, { binding }) =>
      unwrapEbk(
        usableKey(keys, key.id, ({ status }) => status !== 'retired'),
        wrapped,
        binding,
      ),
    keys: () => keys.entries().map(({ info }) => info),
    rings: keys.rings,
    ...rotation(keys),
    dispose: () => {
      keys.replaceRings([]);
      source.dispose();
    },
  } satisfies MemoryKeyring);
};

/**
 * Makes a keyring in memory.
 *
 * @param state - master keys of 32 bytes each, which are copied; see `generateKeyringState`
 * @returns Left: `KeyringMalformed`
 */
export const createMemoryKeyring = (
  state: KeyringState,
): Either<KeyringMalformed, MemoryKeyring> => {
  const checked = checkKeyringState(state);
  return checked._tag === 'Left' ? checked : right(keyringOf(checked.right));
};
