/**
 * What is asked of a SQLite driver: the synchronous API that libsql, better-sqlite3 and others
 * share.
 *
 * @module
 */

/** What a column may hold here. */
export type SqlValue = string | number | Uint8Array | null;

/**
 * A prepared statement. Values are given as one list, for a lone list of bytes would be taken for
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
