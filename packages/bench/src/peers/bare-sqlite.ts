/**
 * Bare inserts with libsql: a runtime's table and settings, and nothing of what it asks or checks.
 *
 * @module
 */
import Database from 'libsql';

/** A row of the log's table. */
export type LogRow = readonly [position: number, stream: string, version: number, event: string, metadata: string];

/** A file to insert into. */
export type BareSqlite = {
  /** Inserts rows in one transaction, durable when this returns. */
  readonly insert: (rows: readonly LogRow[]) => void;
  readonly rows: () => readonly unknown[];
  readonly close: () => void;
};

const SETTINGS = ['locking_mode = EXCLUSIVE', 'journal_mode = WAL', 'synchronous = FULL', 'secure_delete = ON'];

const TABLE = `CREATE TABLE entries (
  position INTEGER PRIMARY KEY, stream TEXT NOT NULL, version INTEGER NOT NULL, event TEXT NOT NULL, metadata TEXT NOT NULL, UNIQUE (stream, version)
) STRICT`;

/** Makes such a file. */
export const bareSqlite = (path: string): BareSqlite => {
  const database = new Database(path);
  for (const it of SETTINGS) database.pragma(it);
  database.exec(TABLE);
  const statement = database.prepare('INSERT INTO entries (position, stream, version, event, metadata) VALUES (?, ?, ?, ?, ?)');
  return {
    insert: (rows) => {
      database.exec('BEGIN IMMEDIATE');
      for (const row of rows) statement.run(row);
      database.exec('COMMIT');
    },
    rows: () => database.prepare('SELECT position, stream, version, event, metadata FROM entries ORDER BY position').all(),
    close: () => database.close(),
  };
};
