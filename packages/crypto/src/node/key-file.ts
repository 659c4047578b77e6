/**
 * The file of a local keyring: JSON, readable by its owner only.
 *
 * @module
 */
import {
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { type Either, left, right } from '../kernel/either.ts';
import { checkKeyringState, type KeyringState } from '../keyring/keyring-state.ts';
import { besideName, isBeside, syncFolderOf } from './durable.ts';
import type { KeyFileError } from './key-file-error.ts';
import { readStateJson, writeStateJson } from './state-json.ts';

/** Read and write for the owner, nothing for anybody else. */
export const KEY_FILE_MODE = 0o600;

/** Does not block if the path is a named pipe. Windows has neither the flag nor such pipes. */
const READ_AT_ONCE = constants.O_RDONLY | constants.O_NONBLOCK;

const isCode = (thrown: unknown, code: string): boolean =>
  typeof thrown === 'object' && thrown !== null && 'code' in thrown && thrown.code === code;

const unreadable = (path: string, thrown: unknown): KeyFileError => ({
  _tag: isCode(thrown, 'ENOENT') ? 'KeyFileMissing' : 'KeyFileUnreadable',
  path,
});

const withFile = <T>(file: number, use: (file: number) => T): T => {
  try {
    return use(file);
  } finally {
    closeSync(file);
  }
};

/** Windows has no such bits; there the folder's access list protects the file. */
const modeFault = (file: number, path: string): KeyFileError | undefined => {
  const status = fstatSync(file);
  if (!status.isFile()) return { _tag: 'KeyFileUnreadable', path };
  const mode = status.mode % 0o1000;
  return process.platform === 'win32' || mode % 0o100 === 0
    ? undefined
    : { _tag: 'KeyFileTooOpen', path, mode };
};

const fromText = (path: string, text: string): Either<KeyFileError, KeyringState> => {
  const state = readStateJson(text);
  const checked = state && checkKeyringState(state);
  return checked === undefined || checked._tag === 'Left'
    ? left({ _tag: 'KeyFileMalformed', path })
    : checked;
};

/**
 * Reads a key file.
 *
 * The permissions are checked on the open file, so that it cannot be swapped in between.
 *
 * @returns Left: `KeyFileMissing`, `KeyFileUnreadable`, `KeyFileTooOpen`, `KeyFileMalformed`, in
 *   that order
 */
export const readKeyFile = (path: string): Either<KeyFileError, KeyringState> => {
  try {
    return withFile(openSync(path, READ_AT_ONCE), (file) => {
      const fault = modeFault(file, path);
      return fault === undefined ? fromText(path, readFileSync(file, 'utf8')) : left(fault);
    });
  } catch (error) {
    return left(unreadable(path, error));
  }
};

const unlink = (path: string): void => {
  try {
    unlinkSync(path);
  } catch {
    // It never existed, or cannot be removed; the error is the same either way.
  }
};

/**
 * Leaves no partial file behind, which would block the next attempt. `writeFileSync` continues
 * after a short write.
 */
const writeNew = (path: string, state: KeyringState): void => {
  const file = openSync(path, 'wx', KEY_FILE_MODE);
  try {
    withFile(file, () => {
      fchmodSync(file, KEY_FILE_MODE);
      writeFileSync(file, writeStateJson(state));
      fsyncSync(file);
    });
  } catch (error) {
    unlink(path);
    throw error;
  }
};

/** Writes a new key file. Left: `KeyFileExists` or `KeyFileUnwritable`. */
export const createKeyFile = (path: string, state: KeyringState): Either<KeyFileError, void> => {
  try {
    writeNew(path, state);
    syncFolderOf(path);
    return right(undefined);
  } catch (error) {
    return left({ _tag: isCode(error, 'EEXIST') ? 'KeyFileExists' : 'KeyFileUnwritable', path });
  }
};

/** Removes the partial files of crashes: they hold keys, and retiring a key must destroy them. */
const sweepBeside = (path: string): void => {
  const folder = dirname(path);
  for (const name of readdirSync(folder)) if (isBeside(path, name)) unlink(join(folder, name));
};

const replace = (path: string, state: KeyringState): void => {
  const beside = besideName(path);
  try {
    writeNew(beside, state);
    renameSync(beside, path);
  } catch (error) {
    unlink(beside);
    throw error;
  }
  syncFolderOf(path);
  sweepBeside(path);
};

/**
 * Replaces a key file: writes a new file under a random name, syncs it, renames it over the old
 * one, and syncs the folder, so that a crash leaves one or the other. A symbolic link stays, and
 * what it points to is replaced.
 */
export const replaceKeyFile = (path: string, state: KeyringState): Either<KeyFileError, void> => {
  try {
    replace(realpathSync(path), state);
    return right(undefined);
  } catch {
    return left({ _tag: 'KeyFileUnwritable', path });
  }
};
