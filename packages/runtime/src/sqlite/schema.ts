/**
 * The settings and tables of the file.
 *
 * @module
 */
import { left, right, type Either } from '../kernel/either.ts';
import type { StorageFailed } from '../ports/storage-failed.ts';
import type { Driver } from './driver.ts';
import { numberIn } from './rows.ts';
import { transaction } from './transaction.ts';

/** Identifies the file: `hsml` in ASCII. */
const APPLICATION_ID = 0x68_73_6d_6c;
const FORMAT = 1;

/**
 * Only one process at a time, which takes the lock at opening. Every commit is synced. Deleted data
 * is overwritten; otherwise a destroyed key record would stay readable in a free page.
 */
const SETTINGS = [
  'locking_mode = EXCLUSIVE',
  'journal_mode = WAL',
  'synchronous = FULL',
  'secure_delete = ON',
];

const TABLES = `
  CREATE TABLE entries (
    position INTEGER PRIMARY KEY, stream TEXT NOT NULL, version INTEGER NOT NULL,
    event TEXT NOT NULL, metadata TEXT NOT NULL,
    UNIQUE (stream, version)
  ) STRICT;
  CREATE TABLE checkpoint (
    id INTEGER PRIMARY KEY CHECK (id = 1), position INTEGER NOT NULL, text TEXT NOT NULL
  ) STRICT;
  CREATE TABLE payloads (
    payload TEXT PRIMARY KEY, salt BLOB NOT NULL UNIQUE, commitment BLOB NOT NULL UNIQUE
  ) STRICT;
  CREATE TABLE pieces (
    payload TEXT NOT NULL, piece INTEGER NOT NULL, bytes BLOB NOT NULL,
    PRIMARY KEY (payload, piece)
  ) STRICT;
  CREATE TABLE records (
    holder TEXT PRIMARY KEY, payload TEXT, generation INTEGER NOT NULL, facts TEXT NOT NULL,
    commitment BLOB, record BLOB
  ) STRICT;
  CREATE INDEX records_by_payload ON records (payload) WHERE record IS NOT NULL;
`;

const setting = (driver: Driver, name: string): number =>
  numberIn(driver.prepare(`PRAGMA ${name}`).get([]), name);

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
  const tables = numberIn(
    driver.prepare('SELECT count(*) AS tables FROM sqlite_schema').get([]),
    'tables',
  );
  const application = setting(driver, 'application_id');
  const format = setting(driver, 'user_version');
  if (tables > 0 && application !== APPLICATION_ID)
    return notAStore('a database of another application');
  if (format > FORMAT) return notAStore(`format ${format}; this version reads ${FORMAT}`);
  for (const pragma of SETTINGS) driver.pragma(pragma);
  if (tables === 0) return lay(driver);
  driver.exec('BEGIN IMMEDIATE');
  driver.exec('COMMIT');
  driver.pragma('wal_checkpoint(TRUNCATE)');
  return right(undefined);
};
