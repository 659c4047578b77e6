/**
 * A keyring kept in a key file. Rotation and retirement are written before they take effect.
 *
 * @module
 */
import { platformRandom } from '../cipher/noble.ts';
import type { RandomBytes } from '../cipher/primitives.ts';
import { type Bytes, isEqual } from '../kernel/bytes.ts';
import { type Either, left, right } from '../kernel/either.ts';
import type { KeyringMalformed, KeyStillActive, KeyUnavailable } from '../kernel/errors.ts';
import type { KeyScope, PbkInfo } from '../keyring/backup-keyring.ts';
import {
  checkKeyringState,
  drawMasters,
  generateKeyringState,
  type KeyringScopes,
  type KeyringState,
  type MasterKeys,
  wipeKeyringState,
} from '../keyring/keyring-state.ts';
import { loadableKeyring, type MemoryKeyring, ownKey } from '../keyring/memory-keyring.ts';
import { derivePbk } from '../keyring/pbk.ts';
import { isSameScope, type Ring } from '../keyring/ring.ts';
import { type KeyMaker, retireKey, rotateScope } from '../keyring/rotation.ts';
import { createKeyFile, readKeyFile, replaceKeyFile } from './key-file.ts';
import type { KeyFileError } from './key-file-error.ts';
import { withKeyFileLock } from './key-file-lock.ts';
import { nodeKeyPrimitives } from './node-key-primitives.ts';

/**
 * A synchronous keyring that writes its changes to its file. One process at a time changes it: the
 * others get `KeyFileBusy`, and may try again. A keyring learns of the changes of other processes
 * when it changes something itself, or is opened anew.
 *
 * A file that lacks a key of the keyring, since it was replaced by an earlier copy or by another
 * keyring's, is left as it is (`KeyFileReplaced`), and so are the keys in memory.
 */
export type FileKeyring = Omit<MemoryKeyring, 'rotate' | 'retire'> & {
  /** Starts a new epoch of a scope, with fresh master keys, durable in the file. */
  readonly rotate: (scope: KeyScope) => Either<KeyUnavailable | KeyFileError, PbkInfo>;
  /**
   * Destroys the master keys of an epoch, in the file too. Older copies of the file, and what a
   * disk keeps of replaced files, still hold them.
   *
   * Before it, rewrap the records of every fleet of every store that uses the file. A process that
   * opened the file before the rotation still seals under the old epoch: let it open it again.
   */
  readonly retire: (
    pbkId: Bytes,
  ) => Either<KeyUnavailable | KeyStillActive | KeyFileError, PbkInfo>;
};

const masterKind = (random: RandomBytes): KeyMaker<MasterKeys> => ({
  draw: () => drawMasters(random),
  idOf: (masters, at) => {
    const { key, id } = derivePbk(masters, at, nodeKeyPrimitives);
    key.dispose();
    return id;
  },
});

type Change<E> = (rings: KeyringState['rings']) => Either<E, readonly Ring<MasterKeys>[]>;

const isKeptIn =
  (rings: KeyringState['rings'], { idOf }: KeyMaker<MasterKeys>) =>
  (info: PbkInfo): boolean =>
    rings.some(
      (ring) =>
        isSameScope(ring, info) &&
        ring.epochs.some((each) => {
          if (each.epoch !== info.epoch) return false;
          const id = each.status === 'retired' ? each.pbkId : idOf(each.key, { ...ring, ...each });
          return isEqual(id, info.id);
        }),
    );

/** The file must have every key of the keyring; one that was retired by its id. */
const checkKept = (
  path: string,
  keys: readonly PbkInfo[],
  isKept: (info: PbkInfo) => boolean,
): Either<KeyFileError, void> => {
  const lacks = keys
    .filter((info) => !isKept(info))
    .map(({ region, manufacturer, epoch }) => ({ region, manufacturer, epoch }));
  return lacks.length === 0 ? right(undefined) : left({ _tag: 'KeyFileReplaced', path, lacks });
};

type FileChange<E> = {
  /** The keys that the keyring has. */
  readonly keys: readonly PbkInfo[];
  readonly kind: KeyMaker<MasterKeys>;
  readonly change: Change<E>;
  readonly use: (state: KeyringState) => void;
};

/** Reads the file again, makes a change, writes the file, and gives its state to `use`. */
const changeFile = <E>(
  path: string,
  { keys, kind, change, use }: FileChange<E>,
): Either<E | KeyFileError, void> => {
  return withKeyFileLock<E | KeyFileError, void>(path, (lock) => {
    const state = readKeyFile(path);
    if (state._tag === 'Left') return state;
    const kept = checkKept(path, keys, isKeptIn(state.right.rings, kind));
    const rings = kept._tag === 'Left' ? kept : change(state.right.rings);
    const next = rings._tag === 'Left' ? rings : right({ rings: rings.right });
    const written = next._tag === 'Left' ? next : replaceKeyFile(path, next.right, lock);
    if (written._tag === 'Right' && next._tag === 'Right') use(next.right);
    wipeKeyringState(state.right);
    if (next._tag === 'Right') wipeKeyringState(next.right);
    return written;
  });
};

const persisted = (path: string, state: KeyringState, random: RandomBytes): FileKeyring => {
  const { keyring, load } = loadableKeyring(state, { random, primitives: nodeKeyPrimitives });
  const kind = masterKind(random);
  const changed = <E>(change: Change<E>): Either<E | KeyFileError, void> =>
    changeFile(path, { keys: keyring.keys(), kind, change, use: load });
  return {
    ...keyring,
    name: 'file',
    rotate: (scope) => {
      const written = changed((rings) => rotateScope(rings, scope, kind));
      return written._tag === 'Left' ? written : right(ownKey(keyring.activeKey(scope)));
    },
    retire: (pbkId) => {
      const written = changed((rings) => retireKey(rings, pbkId, kind));
      return written._tag === 'Left' ? written : right(ownKey(keyring.findKey(pbkId)));
    },
  };
};

/**
 * Opens the keyring in a key file.
 *
 * @param random - draws the master keys of new epochs
 * @returns Left: any `KeyFileError`; `KeyFileTooOpen` if others than the owner may access the file
 */
export const openFileKeyring = (
  path: string,
  random: RandomBytes = platformRandom,
): Either<KeyFileError, FileKeyring> => {
  const state = readKeyFile(path);
  if (state._tag === 'Left') return state;
  const keyring = persisted(path, state.right, random);
  wipeKeyringState(state.right);
  return right(keyring);
};

/**
 * Draws master keys, writes them to a new key file of mode 0600, and opens the keyring in it.
 *
 * @param path - must not exist yet
 * @param scopes - which regions and manufacturers the keyring serves
 */
export const createFileKeyring = (
  path: string,
  scopes: KeyringScopes,
  random: RandomBytes = platformRandom,
): Either<KeyFileError | KeyringMalformed, FileKeyring> => {
  const state = checkKeyringState(generateKeyringState(scopes, random));
  if (state._tag === 'Left') return state;
  const written = createKeyFile(path, state.right);
  wipeKeyringState(state.right);
  return written._tag === 'Left' ? written : openFileKeyring(path, random);
};
