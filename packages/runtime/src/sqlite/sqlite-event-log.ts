/**
 * The log in a SQLite file.
 *
 * @module
 */
import { left, right, type Either } from '../kernel/either.ts';
import type {
  Batch,
  EventLog,
  LogEntry,
  Metadata,
  ReadFrom,
  VersionConflict,
} from '../ports/event-log.ts';
import type { Driver } from './driver.ts';
import { asBytes, isNull, jsonIn, numberIn, storedTextIn } from './rows.ts';
import { catchStorageFailure } from './storage-failure.ts';
import { transaction } from './transaction.ts';

const metadataOf = (value: unknown): Metadata =>
  typeof value === 'object' && value !== null ? { ...value } : {};

const entryOf = (row: unknown): LogEntry => ({
  position: numberIn(row, 'position'),
  stream: storedTextIn(row, 'stream'),
  version: numberIn(row, 'version'),
  event: jsonIn(row, 'event'),
  metadata: metadataOf(jsonIn(row, 'metadata')),
});

/** SQLite's value for no limit. */
const ALL = -1;

const COLUMNS = 'position, stream, version, event, metadata';

const READ = `position, version, ${asBytes('stream', 'event', 'metadata')}`;

const statements = (driver: Driver) => ({
  head: driver.prepare('SELECT max(position) AS position FROM entries'),
  version: driver.prepare('SELECT max(version) AS version FROM entries WHERE stream = ?'),
  insert: driver.prepare(`INSERT INTO entries (${COLUMNS}) VALUES (?, ?, ?, ?, ?)`),
  stream: driver.prepare(
    `SELECT ${READ} FROM entries WHERE stream = ? AND version > ? ORDER BY version LIMIT ?`,
  ),
  all: driver.prepare(`SELECT ${READ} FROM entries WHERE position > ? ORDER BY position LIMIT ?`),
  save: driver.prepare('INSERT OR REPLACE INTO checkpoint (id, position, text) VALUES (1, ?, ?)'),
  newest: driver.prepare(`SELECT position, ${asBytes('text')} FROM checkpoint`),
});

type Statements = ReturnType<typeof statements>;

/** The greatest number. Since there are no gaps, it is also the count. */
const greatest = (row: unknown, column: string): number =>
  isNull(row, column) ? 0 : numberIn(row, column);

const versionOf = ({ version }: Statements, stream: string): number =>
  greatest(version.get([stream]), 'version');

const conflictIn = (sql: Statements, { expected }: Batch): VersionConflict | undefined => {
  for (const [stream, known] of expected) {
    const actual = versionOf(sql, stream);
    if (actual !== known) return { _tag: 'VersionConflict', stream, expected: known, actual };
  }
  return undefined;
};

const appended = (sql: Statements, batch: Batch): Either<VersionConflict, number> => {
  const conflict = conflictIn(sql, batch);
  if (conflict !== undefined) return left(conflict);
  const versions = new Map(batch.expected);
  let position = greatest(sql.head.get([]), 'position');
  for (const { stream, event, metadata = {} } of batch.entries) {
    const version = (versions.get(stream) ?? versionOf(sql, stream)) + 1;
    versions.set(stream, version);
    position += 1;
    sql.insert.run([position, stream, version, JSON.stringify(event), JSON.stringify(metadata)]);
  }
  return right(position);
};

/** Makes the function that appends a batch. Call it inside a transaction. */
export const appending = (driver: Driver): ((batch: Batch) => Either<VersionConflict, number>) => {
  const sql = statements(driver);
  return (batch) => appended(sql, batch);
};

const limitOf = ({ limit = ALL }: ReadFrom): number => limit;

/** Makes the log of a prepared database. */
export const sqliteEventLog = (driver: Driver): EventLog => {
  const sql = statements(driver);
  return {
    append: async (batch) => transaction(driver, () => appended(sql, batch)),
    readStream: async (stream, from = { after: 0 }) =>
      catchStorageFailure(() =>
        right(sql.stream.all([stream, from.after, limitOf(from)]).map(entryOf)),
      ),
    readAll: async (from) =>
      catchStorageFailure(() => right(sql.all.all([from.after, limitOf(from)]).map(entryOf))),
    saveCheckpoint: async ({ position, text }) =>
      transaction(driver, () => {
        sql.save.run([position, text]);
        return right(undefined);
      }),
    newestCheckpoint: async () =>
      catchStorageFailure(() => {
        const row = sql.newest.get([]);
        return right(
          row === undefined
            ? undefined
            : { position: numberIn(row, 'position'), text: storedTextIn(row, 'text') },
        );
      }),
  };
};
