/**
 * The settings and tables of the file.
 *
 * @module
 */
import { left, right, type Either } from '../kernel/either.ts';
import type { StorageFailed } from '../store/storage-failed.ts';
import type { Driver } from './driver.ts';
import { numberIn } from './rows.ts';
import { transaction } from './transaction.ts';

/** Identifies the file: `hsml` in ASCII. */
const APPLICATION_ID = 0x68_73_6d_6c;
const FORMAT = 2;

/**
 * Only one process at a time, which takes the lock at opening. Every commit is synced. Deleted data
 * is overwritten; otherwise a destroyed key record would stay readable in a free page.
 */
const SETTINGS = ['locking_mode = EXCLUSIVE', 'synchronous = FULL', 'secure_delete = ON'];

const TABLES = `
  CREATE TABLE fleets (
    fleet TEXT PRIMARY KEY, position INTEGER NOT NULL, chain BLOB NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE events (
    fleet TEXT NOT NULL, position INTEGER NOT NULL, stream TEXT NOT NULL, version INTEGER NOT NULL,
    type TEXT NOT NULL, schema INTEGER NOT NULL, body TEXT NOT NULL, metadata TEXT NOT NULL,
    commit_id TEXT NOT NULL,
    PRIMARY KEY (fleet, position), UNIQUE (fleet, stream, version)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE checkpoints (
    fleet TEXT PRIMARY KEY, position INTEGER NOT NULL, chain BLOB NOT NULL, text TEXT NOT NULL
  ) STRICT;
  CREATE TABLE payloads (
    fleet TEXT NOT NULL, payload TEXT NOT NULL, salt BLOB NOT NULL UNIQUE,
    commitment BLOB NOT NULL UNIQUE, PRIMARY KEY (fleet, payload)
  ) STRICT;
  CREATE TABLE pieces (
    fleet TEXT NOT NULL, payload TEXT NOT NULL, piece INTEGER NOT NULL, bytes BLOB NOT NULL,
    PRIMARY KEY (fleet, payload, piece)
  ) STRICT;
  CREATE TABLE records (
    fleet TEXT NOT NULL, holder TEXT NOT NULL, payload TEXT, generation INTEGER NOT NULL,
    facts TEXT NOT NULL, commitment BLOB, record BLOB,
    PRIMARY KEY (fleet, holder)
  ) STRICT;
  CREATE INDEX records_by_payload ON records (fleet, payload) WHERE record IS NOT NULL;
  CREATE TABLE effects (
    fleet TEXT NOT NULL, position INTEGER NOT NULL, ordinal INTEGER NOT NULL, kind TEXT NOT NULL,
    record TEXT NOT NULL, source TEXT, data TEXT NOT NULL,
    PRIMARY KEY (fleet, position, ordinal)
  ) STRICT, WITHOUT ROWID;
`;

const setting = (driver: Driver, name: string): number =>
  numberIn(driver.prepare(`PRAGMA ${name}`).get([]), name);

const countTables = (driver: Driver): number =>
  numberIn(driver.prepare('SELECT count(*) AS tables FROM sqlite_schema').get([]), 'tables');

const lay = (driver: Driver): Either<StorageFailed, void> =>
  transaction(driver, () => {
    driver.exec(
      `${TABLES} PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${FORMAT};`,
    );
    return right(undefined);
  });

const notAStore = (detail: string): Either<StorageFailed, never> =>
  left({ _tag: 'StorageFailed', reason: 'NOT_A_STORE', detail });

/**
 * Prepares a database: creates the tables in an empty one, and refuses a foreign one.
 *
 * Truncates the write-ahead log, in case a kill interrupted that: a destroyed key record must not
 * remain in it.
 */
export const prepareStore = (driver: Driver): Either<StorageFailed, void> => {
  const tables = countTables(driver);
  const application = setting(driver, 'application_id');
  const format = setting(driver, 'user_version');
  if (tables > 0 && application !== APPLICATION_ID)
    return notAStore('a database of another application');
  if (tables > 0 && format !== FORMAT)
    return notAStore(`format ${format}; this version reads ${FORMAT}`);
  // A database that enters WAL while it is locked exclusively cannot be unlocked before it has left
  // WAL, and on a full disk it cannot leave. It enters with the first read.
  driver.pragma('journal_mode = WAL');
  countTables(driver);
  for (const pragma of SETTINGS) driver.pragma(pragma);
  if (tables === 0) return lay(driver);
  // Takes the lock.
  driver.exec('BEGIN IMMEDIATE');
  driver.exec('COMMIT');
  driver.pragma('wal_checkpoint(TRUNCATE)');
  return right(undefined);
};
