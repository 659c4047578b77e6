/**
 * The synchronous API that libsql, better-sqlite3 and other SQLite drivers share.
 *
 * @module
 */

/** What a column may hold. */
export type SqlValue = string | number | Uint8Array | null;

/**
 * A prepared statement. Values are given as one list, because a single byte array would be read as
 * named values.
 */
export type Statement = {
  readonly run: (values: readonly SqlValue[]) => unknown;
  readonly get: (values: readonly SqlValue[]) => unknown;
  readonly all: (values: readonly SqlValue[]) => readonly unknown[];
};

/** An open database. */
export type Driver = {
  readonly prepare: (sql: string) => Statement;
  readonly exec: (sql: string) => unknown;
  readonly pragma: (source: string) => unknown;
  readonly close: () => unknown;
  readonly inTransaction: boolean;
};
