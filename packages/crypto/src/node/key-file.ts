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
  readFileSync,
  renameSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { fromHex, toHex } from '../kernel/bytes.ts';
import { type Either, left, right } from '../kernel/either.ts';
import { checkKeyringState, type KeyringState } from '../keyring/keyring-state.ts';
import type { KeyFileError } from './key-file-error.ts';
import { readStateJson, type StateJson } from './state-json.ts';

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

const toJson = ({ operatorKey, manufacturerKeys, rings }: KeyringState): StateJson => ({
  format: 'sealed-hsm-backup/keyring/1',
  operatorKey: toHex(operatorKey),
  manufacturerKeys: manufacturerKeys.map(({ manufacturer, key }) => ({
    manufacturer,
    key: toHex(key),
  })),
  rings,
});

const fromText = (path: string, text: string): Either<KeyFileError, KeyringState> => {
  const json = readStateJson(text);
  if (json === undefined) return left({ _tag: 'KeyFileMalformed', path });
  const manufacturerKeys = json.manufacturerKeys.map(({ manufacturer, key }) => ({
    manufacturer,
    key: fromHex(key),
  }));
  const state = checkKeyringState({
    operatorKey: fromHex(json.operatorKey),
    manufacturerKeys,
    rings: json.rings,
  });
  return state._tag === 'Left' ? left({ _tag: 'KeyFileMalformed', path }) : state;
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
      writeFileSync(file, `${JSON.stringify(toJson(state), undefined, 2)}\n`);
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
    return right(writeNew(path, state));
  } catch (error) {
    return left({ _tag: isCode(error, 'EEXIST') ? 'KeyFileExists' : 'KeyFileUnwritable', path });
  }
};

/**
 * Replaces a key file: writes a new file, then renames it over the old one, so that a crash leaves
 * one or the other.
 *
 * Removes the partial file of an earlier crash.
 */
export const replaceKeyFile = (path: string, state: KeyringState): Either<KeyFileError, void> => {
  const beside = `${path}.new`;
  unlink(beside);
  try {
    writeNew(beside, state);
    renameSync(beside, path);
    return right(undefined);
  } catch {
    unlink(beside);
    return left({ _tag: 'KeyFileUnwritable', path });
  }
};
