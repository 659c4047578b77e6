/**
 * The default store: one SQLite file. Needs Node.
 *
 * @module
 */
export type { SqlValue, Driver, Statement } from './sqlite/driver.ts';
export { openSqlite, sqliteStore } from './sqlite/open-sqlite.ts';
