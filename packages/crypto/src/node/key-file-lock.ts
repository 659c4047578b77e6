/**
 * The lock of a key file: `FILE.lock` beside it, made exclusively, while one process changes it.
 *
 * @module
 */
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  linkSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { type Either, left } from '../kernel/either.ts';
import { besideName } from './durable.ts';
import type { KeyFileError } from './key-file-error.ts';
import { isCode } from './thrown.ts';

const LOCK_MODE = 0o600;
const TOKEN_BYTES = 16;
/** A change takes milliseconds. A lock of this age is of a process that nobody can ask. */
const STALE_AFTER_MS = 600_000;

/** A lock that this process made. */
export type KeyFileLock = {
  readonly path: string;
  /** False once another process has taken the lock for a stale one. */
  readonly isHeld: () => boolean;
};

const readText = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
};

/** Tells whether a process of this host runs. A process of another user answers EPERM. */
const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !isCode(error, 'ESRCH');
  }
};

/** Whose lock it is: process, host, and a token, one a line. */
const isAbandoned = (text: string): boolean => {
  const [pid, host, token] = text.split('\n');
  const isWhole = token !== undefined && /^[1-9]\d*$/.test(pid ?? '');
  return isWhole && host === hostname() && !isRunning(Number(pid));
};

const isStale = (lock: string, text: string): boolean =>
  isAbandoned(text) || Date.now() - statSync(lock).mtimeMs > STALE_AFTER_MS;

/**
 * Removes a lock that holds a text. It is renamed first: if another process has replaced it in the
 * meantime, what was renamed goes back.
 */
const removeIf = (lock: string, text: string): void => {
  const aside = besideName(lock);
  renameSync(lock, aside);
  try {
    if (readText(aside) !== text) linkSync(aside, lock);
  } finally {
    unlinkSync(aside);
  }
};

const sweepStale = (lock: string): void => {
  try {
    const text = readText(lock);
    if (text !== undefined && isStale(lock, text)) removeIf(lock, text);
  } catch {
    // Another process was faster: making the lock tells who has it.
  }
};

const release = (lock: string, text: string): void => {
  try {
    if (readText(lock) === text) unlinkSync(lock);
  } catch {
    // It is stale as soon as this process ends.
  }
};

/** Leaves no empty lock on a full disk. */
const writeLock = (lock: string, text: string): void => {
  const file = openSync(lock, 'wx', LOCK_MODE);
  try {
    writeFileSync(file, text);
  } catch (error) {
    unlinkSync(lock);
    throw error;
  } finally {
    closeSync(file);
  }
};

const lockRefusal = (path: string, lock: string, thrown: unknown): KeyFileError => {
  if (isCode(thrown, 'EEXIST')) return { _tag: 'KeyFileBusy', path, lock };
  return { _tag: isCode(thrown, 'ENOENT') ? 'KeyFileMissing' : 'KeyFileUnwritable', path };
};

/** Two symbolic links to one file have one lock. */
const fileOf = (path: string): string => {
  try {
    return realpathSync(path);
  } catch {
    // Reading it says what is wrong with it.
    return path;
  }
};

/**
 * Changes a key file while no other process does.
 *
 * A lock is stale if its process, of this host, has ended, or if it is ten minutes old.
 *
 * @returns what `change` returns. Left: `KeyFileBusy`, at once, if another process holds the lock;
 *   `KeyFileMissing` if there is no such folder; `KeyFileUnwritable` if it cannot be written to
 */
export const withKeyFileLock = <E, A>(
  path: string,
  change: (lock: KeyFileLock) => Either<E, A>,
): Either<E | KeyFileError, A> => {
  const lock = `${fileOf(path)}.lock`;
  const token = randomBytes(TOKEN_BYTES).toString('hex');
  const text = [process.pid, hostname(), token].join('\n');
  sweepStale(lock);
  try {
    writeLock(lock, text);
  } catch (error) {
    return left(lockRefusal(path, lock, error));
  }
  try {
    return change({ path: lock, isHeld: () => readText(lock) === text });
  } finally {
    release(lock, text);
  }
};
