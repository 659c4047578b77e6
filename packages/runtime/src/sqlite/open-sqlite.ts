/**
 * A store in one SQLite file.
 *
 * @module
 */
import { closeSync, openSync, rmSync, statSync } from 'node:fs';
import Database from 'libsql';
import { isLeft, left, right, type Either } from '../kernel/either.ts';
import type { StorageFailed } from '../store/storage-failed.ts';
import type { Store } from '../store/store.ts';
import { closable } from './closable.ts';
import type { Driver } from './driver.ts';
import { prepareStore } from './schema.ts';
import { storeOn } from './sqlite-store.ts';
import { catchStorageFailure, storageFailure } from './storage-failure.ts';

/**
 * Releases the lock and closes.
 *
 * A driver may keep a connection, and its lock, until its statements have been garbage-collected.
 * So the lock is released explicitly; it takes effect at the next access to the file.
 */
const letGo = (driver: Driver): void => {
  catchStorageFailure(() => {
    driver.pragma('locking_mode = NORMAL');
    return right(driver.prepare('SELECT count(*) FROM sqlite_schema').get([]));
  });
  driver.close();
};

/**
 * Checkpoints the WAL, so that one file remains, and closes. A file that can no longer be written
 * is left as a kill would leave it. Idempotent.
 */
const close = (driver: Driver): void => {
  catchStorageFailure(() => {
    for (const pragma of ['wal_checkpoint(TRUNCATE)', 'journal_mode = DELETE'])
      driver.pragma(pragma);
    return right(undefined);
  });
  letGo(driver);
};

/**
 * Makes a store on an open database.
 *
 * @param given - of libsql, better-sqlite3, or any with the same synchronous API; closed if it
 *   cannot be used
 */
export const sqliteStore = (given: Driver): Either<StorageFailed, Store> => {
  const driver = closable(given);
  const store = catchStorageFailure((): Either<StorageFailed, Store> => {
    const prepared = prepareStore(driver);
    return isLeft(prepared) ? prepared : right(storeOn(driver, () => close(driver)));
  });
  if (isLeft(store)) letGo(driver);
  return store;
};

const OWNER_ONLY = 0o600;

/** SQLite gives the files beside it the same mode. True if the file is new. */
const madePrivate = (path: string): boolean => {
  try {
    closeSync(openSync(path, 'ax', OWNER_ONLY));
    return true;
  } catch {
    // It exists, or cannot be made: opening it says which.
    return false;
  }
};

/** The driver takes these for a URI, or for a database that is in no file. */
const NO_PATH = /^(?:[a-z][a-z0-9+.-]+:|:memory:$|$)/iu;

const opened = (path: string): Either<StorageFailed, Store> => {
  let driver: Driver;
  try {
    driver = new Database(path);
  } catch (fault) {
    return left(storageFailure(fault));
  }
  return sqliteStore(driver);
};

/** Leaves no empty file behind. */
const removeIfEmpty = (path: string): void => {
  try {
    if (statSync(path).size === 0) rmSync(path);
  } catch {
    // It is gone already.
  }
};

/**
 * Opens or creates a store. This process has the file locked until it is closed.
 *
 * @param path - a file, not a URI; a new one is readable by its owner only (mode 0600). Two more
 *   files lie beside it while it is open
 * @returns Left: `StorageFailed`; its `reason` says whether the file is locked by another process,
 *   damaged, not a store, read-only, or cannot be opened
 */
export const openSqlite = (path: string): Either<StorageFailed, Store> => {
  if (NO_PATH.test(path)) {
    const detail = `${JSON.stringify(path)} is no path; write ./ before a name with a colon`;
    return left({ _tag: 'StorageFailed', reason: 'CANNOT_OPEN', detail });
  }
  const isNew = madePrivate(path);
  const store = opened(path);
  // A file that is locked is another process's by now.
  if (isNew && isLeft(store) && store.left.reason === 'CANNOT_OPEN') removeIfEmpty(path);
  return store;
};
