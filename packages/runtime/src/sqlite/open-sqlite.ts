/**
 * Log and store in one SQLite file.
 *
 * @module
 */
import Database from 'libsql';
import { isLeft, left, right, type Either } from '../kernel/either.ts';
import type { EventLog, VersionConflict } from '../ports/event-log.ts';
import type { PutError, SnapshotStore } from '../ports/snapshot-store.ts';
import type { StorageFailed } from '../ports/storage-failed.ts';
import type { Together } from '../ports/together.ts';
import { closable } from './closable.ts';
import type { Driver } from './driver.ts';
import { prepareStore } from './schema.ts';
import { appending, sqliteEventLog } from './sqlite-event-log.ts';
import { putting, sqliteSnapshotStore } from './sqlite-snapshot-store.ts';
import { catchStorageFailure, storageFailure } from './storage-failure.ts';
import { transaction } from './transaction.ts';

/** Both ports on one file, and what they do in one transaction. */
export type SqliteStore = {
  readonly eventLog: EventLog;
  readonly snapshots: SnapshotStore;
  readonly together: Together;
  readonly close: () => void;
};

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

const together = (driver: Driver): Together => {
  const [eventLog, snapshots, put, append] = [
    sqliteEventLog(driver),
    sqliteSnapshotStore(driver),
    putting(driver),
    appending(driver),
  ];
  const putAndAppend: Together['putAndAppend'] = async (sealed, batch) =>
    transaction<PutError | VersionConflict, number>(driver, () => {
      const kept = put(sealed);
      return isLeft(kept) ? kept : append(batch);
    });
  return { eventLog, snapshots, putAndAppend };
};

/**
 * Makes both ports on an open database.
 *
 * @param given - of libsql, better-sqlite3, or any with the same synchronous API; closed if it
 *   cannot be used
 */
export const sqliteStore = (given: Driver): Either<StorageFailed, SqliteStore> => {
  const driver = closable(given);
  const store = catchStorageFailure((): Either<StorageFailed, SqliteStore> => {
    const prepared = prepareStore(driver);
    if (isLeft(prepared)) return prepared;
    const both = together(driver);
    const { eventLog, snapshots } = both;
    return right({ eventLog, snapshots, together: both, close: () => close(driver) });
  });
  if (isLeft(store)) letGo(driver);
  return store;
};

/**
 * Opens or creates a store. This process has the file locked until it is closed.
 *
 * @param path - a file. Two more files lie beside it while it is open
 * @returns Left: `StorageFailed`; its `reason` says whether the file is locked by another process,
 *   damaged, not a store, read-only, or cannot be opened
 */
export const openSqlite = (path: string): Either<StorageFailed, SqliteStore> => {
  let driver: Driver;
  try {
    driver = new Database(path);
  } catch (fault) {
    return left(storageFailure(fault));
  }
  return sqliteStore(driver);
};
