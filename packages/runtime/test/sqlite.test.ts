/**
 * The SQLite file: what it survives, what it refuses, and what it leaves behind.
 *
 * @module
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { DAY_MS } from '@hsm-lifecycle/core';
import { openSqlite, sqliteStore, type Driver } from '@hsm-lifecycle/runtime/sqlite';
import { EMPTY_HEAD, verifyStore, type Store } from '@hsm-lifecycle/runtime';
import Database from 'libsql';
import { files } from './support/files.ts';
import {
  clusterOf,
  destroyBeside,
  entryOf,
  eventsOf,
  grow,
  HOME,
  must,
  refusal,
  start,
  world,
} from './support/world.ts';

const NOBODY = 65_534;

const disk = files();
afterAll(disk.clear);

const reasonOf = (path: string): string => {
  const store = openSqlite(path);
  if (store._tag === 'Left') return store.left.reason;
  void store.right.close();
  return 'opened';
};

/** Appends a large event. */
const append = async (store: Store, n: number) => {
  const head = await store.head('fleet-one');
  const body = JSON.stringify({ n, filler: 'x'.repeat(4000) });
  return store.commit({
    fleet: 'fleet-one',
    commit: 'one',
    expected: head._tag === 'Right' ? head.right : EMPTY_HEAD,
    events: [{ stream: 'a', version: n + 1, type: 'X', schema: 1, body, metadata: '{}' }],
  });
};

const readAll = (store: Store) => store.read({ fleet: 'fleet-one', after: 0 });

/**
 * Modes of files do not bind the superuser, so the superuser's rights are put away for a moment.
 */
const asNobody = <Value>(work: () => Value): Value => {
  if (process.geteuid?.() !== 0) return work();
  process.seteuid?.(NOBODY);
  try {
    return work();
  } finally {
    process.seteuid?.(0);
  }
};

/** Runs a few lines in a process of its own. */
const elsewhere = (lines: string): string =>
  spawnSync(process.execPath, ['--input-type=module', '-e', lines], {
    cwd: import.meta.dirname,
    encoding: 'utf8',
  }).stdout.trim();

describe('openSqlite', () => {
  it('keeps everything between openings, in one file', async () => {
    const path = disk.path();
    const store = disk.store(path);
    const cluster = await grow(await start(world({ store })));
    await store.close();
    expect([existsSync(`${path}-wal`), existsSync(`${path}-shm`)]).toEqual([false, false]);
    const again = world({ store: disk.store(path) });
    const runtime = await start(again);
    expect(clusterOf(runtime.state())).toEqual(cluster);
    expect(await must(verifyStore(again))).toMatchObject({
      open: cluster.backups.map(({ backupId }) => backupId),
      faults: [],
    });
  });

  it('refuses a second opening, in this or another process, until it is closed', async () => {
    const path = disk.path();
    const store = disk.store(path);
    await must(append(store, 0));
    expect(reasonOf(path)).toBe('LOCKED');
    const look = `import Database from 'libsql';
      try {
        new Database(${JSON.stringify(path)}).prepare('SELECT * FROM events').all([]);
        console.log('read');
      } catch (fault) {
        console.log(fault.code);
      }`;
    expect(elsewhere(look)).toBe('SQLITE_BUSY');
    await must(append(store, 1));
    await store.close();
    await store.close();
    expect(elsewhere(look)).toBe('read');
    expect(await must(readAll(disk.store(path)))).toHaveLength(2);
  });

  it('says that it is closed if it is used afterwards', async () => {
    const store = disk.store();
    await store.close();
    expect(await refusal(append(store, 0))).toMatchObject({
      _tag: 'StorageFailed',
      reason: 'CLOSED',
    });
    expect(await refusal(store.holders('fleet-one'))).toMatchObject({ reason: 'CLOSED' });
  });

  it('refuses what is not a store', () => {
    const junk = disk.path();
    writeFileSync(junk, 'not a database, '.repeat(1000));
    expect(reasonOf(junk)).toBe('NOT_A_STORE');
    const other = disk.path();
    const database = new Database(other);
    database.exec('CREATE TABLE recipes (name TEXT)');
    database.close();
    expect(reasonOf(other)).toBe('NOT_A_STORE');
    expect(reasonOf('/nowhere/at/all.db')).toBe('CANNOT_OPEN');
  });

  it.each(['file:a.db', 'FILE:///a.db', ':memory:', '', 'libsql://host', 'old:a.db'])(
    'refuses what the driver takes for no path, and leaves no file: %j',
    (name) => {
      const path = join(process.cwd(), name);
      const before = name === '' ? false : existsSync(path);
      const outcome = openSqlite(name);
      if (outcome._tag === 'Right') void outcome.right.close();
      const isLeftBehind = name !== '' && !before && existsSync(path);
      if (isLeftBehind) rmSync(path);
      expect([isLeftBehind, outcome]).toMatchObject([
        false,
        { _tag: 'Left', left: { _tag: 'StorageFailed', reason: 'CANNOT_OPEN' } },
      ]);
    },
  );

  it('takes a name with a colon in a folder for what it is', async () => {
    const path = join(dirname(disk.path()), 'a:b.db');
    const store = disk.store(path);
    await must(append(store, 0));
    await store.close();
    expect(await must(readAll(disk.store(path)))).toHaveLength(1);
  });

  it('refuses a store of another format, and does not change it', async () => {
    const path = disk.path();
    await disk.store(path).close();
    const database = new Database(path);
    database.exec('PRAGMA user_version = 99');
    database.close();
    const before = readFileSync(path);
    expect(reasonOf(path)).toBe('NOT_A_STORE');
    expect(readFileSync(path)).toEqual(before);
  });

  it('says that a page is damaged, and does not invent its contents', async () => {
    const path = disk.path();
    const store = disk.store(path);
    for (let n = 0; n < 20; n += 1) {
      // eslint-disable-next-line no-await-in-loop
      await must(append(store, n));
    }
    await store.close();
    const bytes = readFileSync(path);
    for (let page = 4; page * 4096 < bytes.length; page += 1)
      bytes.fill(0xee, page * 4096, page * 4096 + 200);
    writeFileSync(path, bytes);
    const damaged = openSqlite(path);
    const reason =
      damaged._tag === 'Left'
        ? damaged.left.reason
        : (await refusal(readAll(damaged.right))).reason;
    expect(reason).toBe('CORRUPT');
    if (damaged._tag === 'Right') await damaged.right.close();
  });

  it('says that there is no room, loses nothing, and continues once there is', async () => {
    const driver = new Database(disk.path());
    const store = sqliteStore(driver);
    if (store._tag === 'Left') throw new Error(store.left.detail);
    const host = world({ store: store.right });
    const runtime = await start(host);
    const { clusterId } = await grow(runtime);
    const before = (await eventsOf(host)).length;
    const size = Reflect.get(Object(driver.prepare('PRAGMA page_count').get([])), 'page_count');
    driver.pragma(`max_page_count = ${Number(size)}`);
    const refusals: unknown[] = [];
    for (let n = 0; n < 30; n += 1) {
      // eslint-disable-next-line no-await-in-loop
      const taken = await runtime.dispatch({
        type: 'CreateUser',
        data: { clusterId, name: `user${n}`, role: 'CU' },
      });
      if (taken._tag === 'Left') refusals.push(taken.left);
    }
    expect(refusals.length).toBeGreaterThan(0);
    expect(refusals).toEqual(
      refusals.map(() => expect.objectContaining({ _tag: 'StorageFailed', reason: 'FULL' })),
    );
    expect(await eventsOf(host)).toHaveLength(before + 30 - refusals.length);
    driver.pragma('max_page_count = 1000000');
    await must(
      runtime.dispatch({ type: 'AddHsm', data: { clusterId, availabilityZone: `${HOME}a` } }),
    );
    await must(runtime.idle());
    expect(clusterOf(runtime.state()).hsms.at(-1)?.state).toBe('ACTIVE');
    expect((await must(verifyStore(host))).faults).toEqual([]);
    await store.right.close();
  });

  it('refuses a read-only file without changing it, and opens it once it is writable', async () => {
    const path = disk.path();
    const store = disk.store(path);
    await must(append(store, 0));
    await store.close();
    chmodSync(dirname(path), 0o555);
    chmodSync(path, 0o444);
    const before = readFileSync(path);
    expect(asNobody(() => reasonOf(path))).toBe('READ_ONLY');
    expect(readFileSync(path)).toEqual(before);
    chmodSync(dirname(path), 0o755);
    chmodSync(path, 0o644);
    expect(await must(readAll(disk.store(path)))).toHaveLength(1);
  });

  it('says so if a file becomes read-only', async () => {
    const driver = new Database(disk.path());
    const store = sqliteStore(driver);
    if (store._tag === 'Left') throw new Error(store.left.detail);
    driver.pragma('query_only = ON');
    expect(await refusal(append(store.right, 0))).toMatchObject({
      _tag: 'StorageFailed',
      reason: 'READ_ONLY',
    });
    await store.right.close();
  });

  it('overwrites deleted data', () => {
    const driver = new Database(disk.path());
    driver.exec('PRAGMA secure_delete = OFF');
    const store = sqliteStore(driver);
    expect(driver.prepare('PRAGMA secure_delete').get([])).toMatchObject({ secure_delete: 1 });
    if (store._tag === 'Right') void store.right.close();
  });

  it('empties the write-ahead log at the next opening, after a kill', async () => {
    const path = disk.path();
    const driver = new Database(path);
    const lazy: Driver = {
      prepare: (sql) => driver.prepare(sql),
      exec: (sql) => driver.exec(sql),
      pragma: (source) => (source.startsWith('wal_checkpoint') ? [] : driver.pragma(source)),
      close: () => driver.close(),
      get inTransaction() {
        return driver.inTransaction;
      },
    };
    const store = sqliteStore(lazy);
    if (store._tag === 'Left') throw new Error(store.left.detail);
    const { backups } = await grow(await start(world({ store: store.right })));
    const backupId = backups[0]?.backupId ?? '';
    const wrapped = Buffer.from(
      (await entryOf(world({ store: store.right }), backupId))?.record.slice(-40) ?? [],
    );
    await destroyBeside(world({ store: store.right }), backupId);
    const killed = disk.path();
    for (const end of ['', '-wal']) copyFileSync(path + end, killed + end);
    expect(readFileSync(`${killed}-wal`).includes(wrapped)).toBe(true);
    disk.store(killed);
    expect(
      ['', '-wal'].some(
        (end) => existsSync(killed + end) && readFileSync(killed + end).includes(wrapped),
      ),
    ).toBe(false);
    await store.right.close();
  });

  it('leaves no trace of a destroyed record in the file or beside it', async () => {
    const path = disk.path();
    const first = disk.store(path);
    const { backups } = await grow(await start(world({ store: first })));
    // Closed and opened again, so that the record lies in the file itself and not only in the log
    // beside it.
    await first.close();
    const host = world({ store: disk.store(path) });
    const runtime = await start(host);
    const backupId = backups[0]?.backupId ?? '';
    const wrapped = Buffer.from((await entryOf(host, backupId))?.record.slice(-40) ?? []);
    const isSomewhere = () =>
      ['', '-wal', '-shm'].some(
        (end) => existsSync(path + end) && readFileSync(path + end).includes(wrapped),
      );
    expect([wrapped.length, isSomewhere()]).toEqual([40, true]);
    await must(runtime.dispatch({ type: 'DeleteBackup', data: { backupId } }));
    await must(runtime.advance(runtime.state().asOf + 8 * DAY_MS));
    expect(isSomewhere()).toBe(false);
  });
});
