/**
 * Rows that do not match the schema, and drivers that differ from ours: the result is an error,
 * never invented data.
 *
 * @module
 */
import { afterAll, describe, expect, it } from '@jest/globals';
import Database from 'libsql';
import { sqliteStore, type Driver } from '@hsm-lifecycle/runtime/sqlite';
import { files } from './support/files.ts';
import { grow, must, refusal, start, world } from './support/world.ts';

const disk = files();
afterAll(disk.clear);

/** A store with two backups, after something else has written to its file. */
const after = async (
  sql: string,
): Promise<{ readonly store: ReturnType<typeof disk.store>; readonly id: string }> => {
  const path = disk.path();
  const store = disk.store(path);
  const { backups } = await grow(await start(world(store)));
  store.close();
  const database = new Database(path);
  database.exec('PRAGMA ignore_check_constraints = ON');
  database.exec(sql);
  database.close();
  return { store: disk.store(path), id: backups[0]?.backupId ?? '' };
};

describe('a key record', () => {
  it.each([
    ['not JSON', `UPDATE records SET facts = 'gone'`, 'facts is not JSON'],
    ['a number', `UPDATE records SET facts = '5'`, 'facts are not those of a key record'],
    ['null', `UPDATE records SET facts = 'null'`, 'facts are not those of a key record'],
    [
      'without a holder',
      `UPDATE records SET facts = '{"isVerified":true,"clusterId":"a","originRegion":"b"}'`,
      'region is not text',
    ],
    [
      'without a cluster',
      `UPDATE records SET facts = '{"isVerified":true}'`,
      'clusterId is not text',
    ],
    [
      'too large a number',
      `UPDATE records SET generation = 9007199254740993`,
      'generation is not a whole number',
    ],
    ['a missing commitment', `UPDATE records SET commitment = NULL`, 'commitment is not bytes'],
    ['a missing payload', `UPDATE records SET payload = NULL`, 'payload is not bytes'],
  ])('whose facts are %s is refused', async (_what, sql, detail) => {
    const { store, id } = await after(sql);
    expect(await refusal(store.snapshots.entry(id))).toEqual({
      _tag: 'StorageFailed',
      reason: 'CORRUPT',
      detail,
    });
    store.close();
  });
});

describe('an event', () => {
  it('whose metadata is not an object has none', async () => {
    const { store } = await after(`UPDATE entries SET metadata = '5' WHERE position = 1`);
    const [first] = await must(store.eventLog.readAll({ after: 0 }));
    expect(first?.metadata).toEqual({});
    store.close();
  });

  it('that is not JSON is refused', async () => {
    const { store } = await after(`UPDATE entries SET event = '{' WHERE position = 2`);
    expect(await refusal(store.eventLog.readAll({ after: 0 }))).toEqual({
      _tag: 'StorageFailed',
      reason: 'CORRUPT',
      detail: 'event is not JSON',
    });
    store.close();
  });
});

/** A driver that throws something from now on. */
const throwing = (fault: unknown): Driver => {
  const driver = new Database(disk.path());
  return {
    prepare: () => {
      throw fault;
    },
    exec: (sql) => driver.exec(sql),
    pragma: (source) => driver.pragma(source),
    close: () => driver.close(),
    get inTransaction() {
      return driver.inTransaction;
    },
  };
};

describe('a driver', () => {
  it.each([
    ['SQLITE_IOERR_WRITE', 'OTHER'],
    ['SQLITE_FULL', 'FULL'],
    ['SQLITE_READONLY_DBMOVED', 'READ_ONLY'],
    ['SQLITE_BUSY_SNAPSHOT', 'LOCKED'],
    ['SQLITE_LOCKED_SHAREDCACHE', 'LOCKED'],
    ['SQLITE_CORRUPT_VTAB', 'CORRUPT'],
    ['SQLITE_NOTADB', 'NOT_A_STORE'],
    ['SQLITE_CANTOPEN_ISDIR', 'CANNOT_OPEN'],
    ['SQLITE_PERM', 'CANNOT_OPEN'],
  ])('that says %s is understood as %s', (code, reason) => {
    const fault = Object.assign(new Error('its own text'), { code });
    expect(sqliteStore(throwing(fault))).toEqual({
      _tag: 'Left',
      left: { _tag: 'StorageFailed', reason, detail: 'its own text' },
    });
  });

  it.each([
    new TypeError('x is not a function'),
    Object.assign(new Error('none of SQLite'), { code: 'ERR_OTHER' }),
    'a text',
    undefined,
  ])('that throws what no database says is not explained away: %s', (fault) => {
    let thrown: unknown = 'nothing was thrown';
    try {
      sqliteStore(throwing(fault));
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBe(fault);
  });
});
