/**
 * A driver that does nothing after it is closed.
 *
 * libsql's statements still work after their database was closed, and would write to a file that
 * another process may have opened by then. And its `get` leaves the statement where it is, which
 * holds the lock of the file, so the first of all rows is taken instead.
 *
 * @module
 */
import type { Driver, Statement } from './driver.ts';

const open = <Value>(value: Value | undefined): Value => {
  if (value === undefined) throw new Error('The database connection is not open');
  return value;
};

/**
 * Makes a driver whose statements throw after `close`. Closing is idempotent.
 *
 * A closed driver refers to nothing of the database any more: libsql gives the lock of the file
 * back when the last statement has been collected.
 */
export const closable = (given: Driver): Driver => {
  let driver: Driver | undefined = given;
  const statements: { own: Statement | undefined }[] = [];
  const bound = (statement: Statement): Statement => {
    const held: { own: Statement | undefined } = { own: statement };
    statements.push(held);
    return {
      run: (values) => open(held.own).run(values),
      get: (values) => open(held.own).all(values)[0],
      all: (values) => open(held.own).all(values),
    };
  };
  return {
    prepare: (sql) => bound(open(driver).prepare(sql)),
    exec: (sql) => open(driver).exec(sql),
    pragma: (source) => open(driver).pragma(source),
    close: () => {
      driver?.close();
      driver = undefined;
      for (const held of statements) held.own = undefined;
    },
    get inTransaction() {
      return driver?.inTransaction ?? false;
    },
  };
};
