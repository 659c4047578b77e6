/**
 * A driver that does nothing after it is closed.
 *
 * libsql's statements still work after their database was closed, and would write to a file that
 * another process may have opened by then.
 *
 * @module
 */
import type { Driver, Statement } from './driver.ts';

/** Makes a driver whose statements throw after `close`. Closing is idempotent. */
export const closable = (driver: Driver): Driver => {
  let isClosed = false;
  const ensureOpen = (): void => {
    if (isClosed) throw new Error('The database connection is not open');
  };
  const bound = (statement: Statement): Statement => ({
    run: (values) => {
      ensureOpen();
      return statement.run(values);
    },
    get: (values) => {
      ensureOpen();
      return statement.get(values);
    },
    all: (values) => {
      ensureOpen();
      return statement.all(values);
    },
  });
  return {
    prepare: (sql) => {
      ensureOpen();
      return bound(driver.prepare(sql));
    },
    exec: (sql) => {
      ensureOpen();
      return driver.exec(sql);
    },
    pragma: (source) => {
      ensureOpen();
      return driver.pragma(source);
    },
    close: () => {
      if (isClosed) return;
      isClosed = true;
      driver.close();
    },
    get inTransaction() {
      return driver.inTransaction;
    },
  };
};
