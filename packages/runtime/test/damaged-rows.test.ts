/**
 * Rows that do not match the schema, and drivers that differ from ours: the result is an error,
 * never invented data.
 *
 * @module
 */
import { afterAll, describe, expect, it } from '@jest/globals';
import Database from 'libsql';
import { explain } from '@hsm-lifecycle/core';
import { runtimeSentences, verifyStore, type Store } from '@hsm-lifecycle/runtime';
import { sqliteStore, type Driver } from '@hsm-lifecycle/runtime/sqlite';
import { files } from './support/files.ts';
import { grow, refusal, runtimeOf, start, world } from './support/world.ts';

const disk = files();
afterAll(disk.clear);

/** A store with two backups, after something else has written to its file. */
const after = async (
  sql: string,
): Promise<{ readonly store: ReturnType<typeof disk.store>; readonly id: string }> => {
  const path = disk.path();
  const store = disk.store(path);
  const { backups } = await grow(await start(world({ store })));
  await store.close();
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
    expect(await refusal(store.sealed('fleet-one', id))).toEqual({
      _tag: 'StorageFailed',
      reason: 'CORRUPT',
      detail,
    });
    await store.close();
  });
});

describe('an event', () => {
  it.each([
    ['is not JSON', `UPDATE events SET body = '{' WHERE position = 2`, 2, 'MalformedInput'],
    ['is missing', `DELETE FROM events WHERE position = 3`, 3, 'EventMissing'],
    ['has another number', `UPDATE events SET version = 99 WHERE position = 3`, 3, 'EventMissing'],
    [
      'is another one',
      `UPDATE events SET body = replace(body, 'us-east-1b', 'us-east-1a')`,
      undefined,
      'ChainBroken',
    ],
    [
      'is the last one, and lost',
      `DELETE FROM events WHERE position = (SELECT max(position) FROM events)`,
      undefined,
      'EventMissing',
    ],
    ['is beyond a lost head', `DELETE FROM fleets`, 1, 'HeadBehind'],
    ['is beyond an older head', `UPDATE fleets SET position = 3`, 4, 'HeadBehind'],
  ] as const)('that %s is noticed', async (...[, sql, position, reason]) => {
    const { store } = await after(sql);
    const host = world({ store });
    const left = { _tag: 'LogUnreadable', reason: { _tag: reason } };
    for (const answer of [runtimeOf(host).fleet(host.fleet), verifyStore(host)]) {
      // eslint-disable-next-line no-await-in-loop
      const refused = await refusal<unknown>(answer);
      expect(refused).toMatchObject(position === undefined ? left : { ...left, position });
    }
    await store.close();
  });
});

describe('a head that falls behind the log of a running host', () => {
  it.each([0, 3])('is one clear error for each command, at position %d', async (position) => {
    const own = world();
    const { clusterId } = await grow(await start(own));
    let [reads, isBehind] = [0, false];
    const head: Store['head'] = async (fleet) => {
      reads += 1;
      const now = await own.store.head(fleet);
      return isBehind && now._tag === 'Right'
        ? { _tag: 'Right', right: { ...now.right, position } }
        : now;
    };
    const commit: Store['commit'] = async ({ fleet, expected, ...change }) =>
      isBehind
        ? { _tag: 'Left', left: { _tag: 'Conflict', fleet, expected: 9, actual: position } }
        : own.store.commit({ fleet, expected, ...change });
    const runtime = await start({ ...own, store: { ...own.store, head, commit } });
    [reads, isBehind] = [0, true];
    const tag = { type: 'Tag', data: { resourceId: clusterId, tags: { a: 'b' } } } as const;
    const refused = await refusal(runtime.dispatch(tag));
    const reason = { _tag: 'HeadBehind', head: position };
    expect(refused).toEqual({ _tag: 'LogUnreadable', position: position + 1, reason });
    expect(explain(refused, { books: [runtimeSentences] })).toMatch(
      `but the store says that it ends at event ${position}. Nothing can be written. Check it with`,
    );
    expect(reads).toBeLessThan(5);
    isBehind = false;
    expect(await runtime.dispatch(tag)).toMatchObject({ _tag: 'Right' });
    await runtime.close();
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
    [new TypeError('x is not a function'), 'x is not a function'],
    [Object.assign(new Error('none of SQLite'), { code: 'ERR_OTHER' }), 'none of SQLite'],
    ['a text', 'a text'],
    [undefined, ''],
  ])('that throws what no database says gives an error, too: %s', (fault, detail) => {
    expect(sqliteStore(throwing(fault))).toEqual({
      _tag: 'Left',
      left: { _tag: 'StorageFailed', reason: 'OTHER', detail },
    });
  });

  it.each([
    [13, 'FULL'],
    [778, 'OTHER'],
    [1288, 'READ_ONLY'],
    [261, 'LOCKED'],
    [267, 'CORRUPT'],
  ])('whose error has the number %d is understood as %s', (rawCode, reason) => {
    const fault = Object.assign(new Error('its own text'), { rawCode });
    expect(sqliteStore(throwing(fault))).toMatchObject({ left: { reason } });
  });
});
