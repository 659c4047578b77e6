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
 * Gives the lock up and closes.
 *
 * A driver may keep a connection, and its lock, for as long as a statement of it has not been
 * collected; so the lock is given up by hand, at the next look at the file.
 */
const letGo = (driver: Driver): void => {
  catchStorageFailure(() => {
    driver.pragma('locking_mode = NORMAL');
    return right(driver.prepare('SELECT count(*) FROM sqlite_schema').get([]));
  });
  driver.close();
};

/**
 * Gives the file back, with everything in it and nothing beside it; one that cannot be written any
 * more, as a kill would leave it. Closing twice is right.
 */
const close = (driver: Driver): void => {
  catchStorageFailure(() => {
    for (const it of ['wal_checkpoint(TRUNCATE)', 'journal_mode = DELETE']) driver.pragma(it);
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
 * Makes both ports on a database that is open.
 *
 * @param given - libsql's, better-sqlite3's, or any with that synchronous API; it is closed when it
 *   is of no use
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
 * Opens a store, or makes one. The file belongs to this process until it is closed.
 *
 * @param path - a file; two more lie beside it while it is open, and belong to it
 * @returns Left: `StorageFailed`, whose `reason` says whether the file is locked by another
 *   process, damaged, something else, read-only, or cannot be opened at all
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
