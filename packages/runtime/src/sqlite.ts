/**
 * The default of both ports: one SQLite file. Needs Node.
 *
 * @module
 */
export type { SqlValue, Driver, Statement } from './sqlite/driver.ts';
export { openSqlite, sqliteStore, type SqliteStore } from './sqlite/open-sqlite.ts';
