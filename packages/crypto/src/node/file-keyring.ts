/**
 * A keyring kept in a key file. Rotation and retirement are written before they take effect.
 *
 * @module
 */
import { platformRandom } from '../cipher/noble.ts';
import type { RandomBytes } from '../cipher/primitives.ts';
import type { Bytes } from '../kernel/bytes.ts';
import { type Either, right } from '../kernel/either.ts';
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
import type { Ring } from '../keyring/ring.ts';
import { type KeyMaker, retireKey, rotateScope } from '../keyring/rotation.ts';
import { createKeyFile, readKeyFile, replaceKeyFile } from './key-file.ts';
import type { KeyFileError } from './key-file-error.ts';
import { nodeKeyPrimitives } from './node-key-primitives.ts';

/**
 * A synchronous keyring that writes its changes to its file. Only one process at a time may change
 * it.
 */
export type FileKeyring = Omit<MemoryKeyring, 'rotate' | 'retire'> & {
  /** Starts a new epoch of a scope, with fresh master keys, durable in the file. */
  readonly rotate: (scope: KeyScope) => Either<KeyUnavailable | KeyFileError, PbkInfo>;
  /**
   * Destroys the master keys of an epoch, in the file too. Older copies of the file, and what a
   * disk keeps of replaced files, still hold them.
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

/** Reads the file again, makes a change, writes the file, and gives its state to `use`. */
const changeFile = <E>(
  path: string,
  change: Change<E>,
  use: (state: KeyringState) => void,
): Either<E | KeyFileError, void> => {
  const state = readKeyFile(path);
  if (state._tag === 'Left') return state;
  const rings = change(state.right.rings);
  const next = rings._tag === 'Left' ? rings : right({ rings: rings.right });
  const written = next._tag === 'Left' ? next : replaceKeyFile(path, next.right);
  if (written._tag === 'Right' && next._tag === 'Right') use(next.right);
  wipeKeyringState(state.right);
  if (next._tag === 'Right') wipeKeyringState(next.right);
  return written;
};

const persisted = (path: string, state: KeyringState, random: RandomBytes): FileKeyring => {
  const { keyring, load } = loadableKeyring(state, { random, primitives: nodeKeyPrimitives });
  const kind = masterKind(random);
  return {
    ...keyring,
    name: 'file',
    rotate: (scope) => {
      const written = changeFile(path, (rings) => rotateScope(rings, scope, kind), load);
      return written._tag === 'Left' ? written : right(ownKey(keyring.activeKey(scope)));
    },
    retire: (pbkId) => {
      const written = changeFile(path, (rings) => retireKey(rings, pbkId, kind), load);
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
