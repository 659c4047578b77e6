/**
 * Reading and writing files of bytes.
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
import { codeOf, whyNotRead, whyNotWritten } from './cause.ts';

/** For its owner only: an envelope has its key record in it. */
const OWNER_ONLY = 0o600;

/** Reads a file that must not be longer than this. Left: why not */
export const readBytes = (path: string, bytesMax: number): Either<string, Uint8Array> => {
  try {
    const status = statSync(path, { throwIfNoEntry: false });
    if (status === undefined) return left(`there is no file ${path}`);
    if (!status.isFile()) return left(`${path} is not a file`);
    return status.size > bytesMax
      ? left(`${path} has ${status.size} bytes; at most ${bytesMax} are read`)
      : right(readFileSync(path));
  } catch (cause) {
    return left(`cannot read ${path}: ${whyNotRead(cause)}`);
  }
};

/** Leaves no half of a file behind. */
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

/** Writes a file where none is, and gives what is in the way. */
export const writeNew = (path: string, bytes: Uint8Array): string | undefined => {
  try {
    write(path, bytes);
    return undefined;
  } catch (cause) {
    return codeOf(cause) === 'EEXIST'
      ? `${path} is there already, and is not overwritten`
      : `cannot write ${path}: ${whyNotWritten(cause)}`;
  }
};

/**
 * Replaces a file by another at once: whoever reads it meets the one or the other, whole. Gives
 * what is in the way.
 */
export const replaceFile = (path: string, bytes: Uint8Array | string): string | undefined => {
  const beside = `${path}.new`;
  try {
    writeFileSync(beside, bytes);
    renameSync(beside, path);
    return undefined;
  } catch (cause) {
    return `cannot write ${path}: ${whyNotWritten(cause)}`;
  }
};
