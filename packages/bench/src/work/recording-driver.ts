/**
 * Records what a store writes to its file, so that the same writes can be repeated.
 *
 * @module
 */
import type { SqlValue, Driver, Statement } from '@hsm-lifecycle/runtime/sqlite';

/**
 * A row inserted, replaced or deleted: the statement, and its values; or statements without values,
 * such as those that create the tables.
 */
export type Write = { readonly sql: string; readonly values?: readonly SqlValue[] };

/** A transaction; or a pragma outside of any transaction. */
export type Step = { readonly writes: readonly Write[] } | { readonly pragma: string };

/** A driver, and what was done through it since the last call. */
export type Recording = { readonly driver: Driver; readonly taken: () => readonly Step[] };

/** The statements that begin and end transactions. */
const BOUNDS: ReadonlySet<string> = new Set(['BEGIN IMMEDIATE', 'COMMIT', 'ROLLBACK']);

/** Makes a recording driver. It does not copy values, because nothing changes them afterwards. */
export const recordingDriver = (driver: Driver): Recording => {
  let steps: Step[] = [];
  let writes: Write[] = [];
  const observed = (sql: string, statement: Statement): Statement => ({
    run: (values) => {
      writes.push({ sql, values });
      return statement.run(values);
    },
    get: (values) => statement.get(values),
    all: (values) => statement.all(values),
  });
  const exec: Driver['exec'] = (sql) => {
    const outcome = driver.exec(sql);
    if (sql === 'COMMIT') steps.push({ writes });
    if (BOUNDS.has(sql)) writes = [];
    else writes.push({ sql });
    return outcome;
  };
  const pragma: Driver['pragma'] = (source) => {
    steps.push({ pragma: source });
    return driver.pragma(source);
  };
  const taken: Recording['taken'] = () => {
    const those = steps;
    steps = [];
    return those;
  };
  return {
    driver: {
      prepare: (sql) => observed(sql, driver.prepare(sql)),
      exec,
      pragma,
      close: () => driver.close(),
      get inTransaction() {
        return driver.inTransaction;
      },
    },
    taken,
  };
};
