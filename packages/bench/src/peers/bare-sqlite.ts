/**
 * Bare writes with libsql: the same rows in the same transactions as a runtime, without its
 * queries, checks, decisions and sealing.
 *
 * @module
 */
import Database from 'libsql';
import type { Statement } from '@hsm-lifecycle/runtime/sqlite';
import type { Step, Write } from '../work/recording-driver.ts';

/** A file to write to. */
export type BareSqlite = {
  /**
   * Repeats everything that a store did, in the same order; each transaction is durable before
   * the next begins.
   */
  readonly write: (steps: readonly Step[]) => void;
  /** All rows as text. */
  readonly rows: () => string;
  readonly close: () => void;
};

/** Prepares statements; of a file, or of a store's driver. */
type Prepares = {
  readonly prepare: (sql: string) => { readonly all: (values: readonly []) => readonly unknown[] };
};

const READS = [
  'SELECT * FROM entries ORDER BY position',
  'SELECT payload, hex(salt), hex(commitment) FROM payloads ORDER BY payload',
  'SELECT payload, piece, hex(bytes) FROM pieces ORDER BY payload, piece',
  'SELECT holder, payload, generation, facts, hex(commitment), hex(record) FROM ' +
    'records ORDER BY holder',
  'SELECT * FROM checkpoint',
];

/** All rows of a store as text. */
export const rowsIn = (file: Prepares): string =>
  JSON.stringify(READS.map((sql) => file.prepare(sql).all([])));

/** Opens a file for bare writes. */
export const bareSqlite = (path: string): BareSqlite => {
  const database = new Database(path);
  const statements = new Map<string, Statement>();
  const prepared = (sql: string): Statement => {
    const known = statements.get(sql) ?? database.prepare(sql);
    statements.set(sql, known);
    return known;
  };
  const put = ({ sql, values }: Write): unknown =>
    values === undefined ? database.exec(sql) : prepared(sql).run(values);
  const write = (steps: readonly Step[]): void => {
    for (const step of steps) {
      if ('pragma' in step) database.pragma(step.pragma);
      else {
        database.exec('BEGIN IMMEDIATE');
        for (const it of step.writes) put(it);
        database.exec('COMMIT');
      }
    }
  };
  return { write, rows: () => rowsIn(database), close: () => database.close() };
};
