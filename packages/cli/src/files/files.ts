/**
 * Reading and writing whole files.
 *
 * @module
 */
import { left, right, type Either } from 'fp-ts/lib/Either.js';
import {
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { codeOf, whyNotRead, whyNotWritten } from './file-errors.ts';

/** Only the owner may read what is written: an envelope contains its key record. */
const OWNER_ONLY = 0o600;

/** Reads a file of at most `bytesMax` bytes. Left: why it cannot be read, as a sentence. */
export const readBytes = (path: string, bytesMax: number): Either<string, Uint8Array> => {
  try {
    const status = statSync(path, { throwIfNoEntry: false });
    if (status === undefined) return left(`there is no file ${path}`);
    if (!status.isFile()) return left(`${path} is not a file`);
    return status.size > bytesMax
      ? left(`${path} is too large: ${status.size} bytes, at most ${bytesMax} are read`)
      : right(readFileSync(path));
  } catch (cause) {
    return left(`cannot read ${path}: ${whyNotRead(cause)}`);
  }
};

/** Leaves no incomplete file behind. */
const write = (path: string, bytes: Uint8Array): void => {
  const file = openSync(path, 'wx', OWNER_ONLY);
  try {
    writeFileSync(file, bytes);
    fsyncSync(file);
  } catch (cause) {
    rmSync(path, { force: true });
    throw cause;
  } finally {
    closeSync(file);
  }
};

/** Writes a new file. Returns the problem, if there is one, as a sentence. */
export const writeNewFile = (path: string, bytes: Uint8Array): string | undefined => {
  try {
    write(path, bytes);
    return undefined;
  } catch (cause) {
    return codeOf(cause) === 'EEXIST'
      ? `${path} already exists, and is not overwritten`
      : `cannot write ${path}: ${whyNotWritten(cause)}`;
  }
};

/**
 * Replaces a file atomically: readers see the old or the new one, never a part. Returns the
 * problem, if there is one, as a sentence.
 */
export const replaceFile = (path: string, bytes: Uint8Array | string): string | undefined => {
  const temporary = `${path}.new`;
  try {
    writeFileSync(temporary, bytes);
    renameSync(temporary, path);
    return undefined;
  } catch (cause) {
    return `cannot write ${path}: ${whyNotWritten(cause)}`;
  }
};
