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
  generateKeyringState,
  type KeyringScopes,
  type KeyringState,
  wipeKeyringState,
} from '../keyring/keyring-state.ts';
import { keyringOf, type MemoryKeyring } from '../keyring/memory-keyring.ts';
import { createKeyFile, readKeyFile, replaceKeyFile } from './key-file.ts';
import type { KeyFileError } from './key-file-error.ts';

/**
 * A synchronous keyring that writes its changes to its file. Only one process at a time may change
 * it.
 */
export type FileKeyring = Omit<MemoryKeyring, 'rotate' | 'retire'> & {
  readonly rotate: (scope: KeyScope) => Either<KeyUnavailable | KeyFileError, PbkInfo>;
  readonly retire: (
    pbkId: Bytes,
  ) => Either<KeyUnavailable | KeyStillActive | KeyFileError, PbkInfo>;
};

type Change<E> = (keyring: MemoryKeyring) => Either<E, PbkInfo>;

/** Tries a change on a keyring made from the file's state, and gives the state after it. */
const changed = <E>(
  state: KeyringState,
  change: Change<E>,
): Either<E, { readonly info: PbkInfo; readonly next: KeyringState }> => {
  const trial = keyringOf(state);
  const outcome = change(trial);
  const next = { ...state, rings: trial.rings() };
  trial.dispose();
  return outcome._tag === 'Left' ? outcome : right({ info: outcome.right, next });
};

/** Reads the file again, tries a change, and writes the file if it succeeds. */
const changeFile = <E>(path: string, change: Change<E>): Either<E | KeyFileError, PbkInfo> => {
  const state = readKeyFile(path);
  if (state._tag === 'Left') return state;
  const outcome = changed(state.right, change);
  const written = outcome._tag === 'Left' ? outcome : replaceKeyFile(path, outcome.right.next);
  wipeKeyringState(state.right);
  if (outcome._tag === 'Left') return outcome;
  return written._tag === 'Left' ? written : right(outcome.right.info);
};

const persisted = (path: string, keyring: MemoryKeyring): FileKeyring => {
  const apply = <E>(change: Change<E>): Either<E | KeyFileError, PbkInfo> => {
    const written = changeFile(path, change);
    return written._tag === 'Left' ? written : change(keyring);
  };
  return {
    ...keyring,
    name: 'file',
    rotate: (scope) => apply((each) => each.rotate(scope)),
    retire: (pbkId) => apply((each) => each.retire(pbkId)),
  };
};

/**
 * Opens the keyring in a key file.
 *
 * @returns Left: any `KeyFileError`; `KeyFileTooOpen` if others than the owner may access the file
 */
export const openFileKeyring = (path: string): Either<KeyFileError, FileKeyring> => {
  const state = readKeyFile(path);
  if (state._tag === 'Left') return state;
  const keyring = keyringOf(state.right);
  wipeKeyringState(state.right);
  return right(persisted(path, keyring));
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
  return written._tag === 'Left' ? written : openFileKeyring(path);
};
