/**
 * Nothing is destroyed but what an event in the log destroys, and that for good.
 *
 * @module
 */
import { copyFileSync, existsSync, readFileSync, statSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, describe, expect, it } from '@jest/globals';
import { DAY_MS } from '@hsm-lifecycle/core';
import { encodeFleetEvent } from '@hsm-lifecycle/core/codec';
import type { FleetEvent } from '@hsm-lifecycle/core/fleet';
import { verifyStore, type HostFault } from '@hsm-lifecycle/runtime';
import { openSqlite, sqliteStore, type Driver } from '@hsm-lifecycle/runtime/sqlite';
import Database from 'libsql';
import { files } from './support/files.ts';
import {
  clusters,
  entryOf,
  grow,
  holdersOf,
  must,
  refusal,
  runtimeOf,
  start,
  world,
  writeBeside,
  subnets,
  type Started,
  type World,
} from './support/world.ts';

const disk = files();
afterAll(disk.clear);

/** A store with two sealed backups, after something else has written to its file. */
const after = async (...sql: readonly string[]): Promise<ReturnType<typeof disk.store>> => {
  const path = disk.path();
  const store = disk.store(path);
  const runtime = await start(world({ store, checkpointEvery: 5 }));
  await grow(runtime);
  await runtime.close();
  await store.close();
  const database = new Database(path);
  for (const statement of sql) database.exec(statement);
  database.close();
  return disk.store(path);
};

/** The position of an event that is altered; a checkpoint is later. */
const ALTERED = 3;

/** The host, over a log in which an old event asks to destroy a record, with its effect. */
const withDestroying = async (own: World, event: FleetEvent, holderId: string): Promise<World> => {
  const body = JSON.stringify(encodeFleetEvent(event));
  const data = JSON.stringify({ kind: 'DESTROY', holderId });
  const effect = { position: ALTERED, ordinal: 0, kind: 'DESTROY', record: holderId, data };
  await writeBeside(own, { effects: [effect] });
  const read: World['store']['read'] = async (from) => {
    const found = await own.store.read(from);
    if (found._tag === 'Left') return found;
    const right = found.right.map((entry) =>
      entry.position === ALTERED ? { ...entry, body } : entry,
    );
    return { ...found, right };
  };
  return { ...own, store: { ...own.store, read } };
};

/** Who has a record, and an event that would destroy it. */
type Holding = { readonly holderId: string; readonly event: FleetEvent };

/** A backup, and its purge. */
const aBackup = async (runtime: Started): Promise<Holding> => {
  const { clusterId: stream, backups } = await grow(runtime);
  const [backup] = backups;
  if (backup === undefined) throw new Error('nothing was sealed');
  const { backupId } = backup;
  const data = { at: 0, backupId, gone: { keys: 0, users: 0 } };
  return { holderId: backupId, event: { stream, event: { type: 'BackupPurged', data } } };
};

/** The same, of a backup that can still be undeleted. */
const aDeletedBackup = async (runtime: Started): Promise<Holding> => {
  const holding = await aBackup(runtime);
  const data = { backupId: holding.holderId };
  await must(runtime.dispatch({ type: 'DeleteBackup', data }));
  return holding;
};

/** What a cluster was restored from, and its drop. */
const anOrigin = async (runtime: Started): Promise<Holding> => {
  const { holderId: backupId } = await aBackup(runtime);
  await must(runtime.dispatch({ type: 'Restore', data: { backupId, subnets } }));
  const restored = clusters(await must(runtime.idle()));
  const cluster = restored.find(({ restoredFrom }) => restoredFrom !== undefined);
  if (cluster === undefined) throw new Error('nothing was restored');
  const { clusterId } = cluster;
  const event = { type: 'OriginDropped', data: { at: 0, gone: { keys: 0, users: 0 } } } as const;
  return { holderId: clusterId, event: { stream: clusterId, event } };
};

describe('a start', () => {
  it.each([
    ['a checkpoint beyond the log', `UPDATE checkpoints SET position = 9999`, 'CheckpointAhead'],
    ['a log without its last events', `DELETE FROM events WHERE position > 12`, 'EventMissing'],
    [
      'a log and a head without the last events',
      `DELETE FROM events WHERE position > 3; UPDATE fleets SET position = 3`,
      'CheckpointAhead',
    ],
    ['no note of where its log ends', `DELETE FROM fleets`, 'HeadBehind'],
    ['a log that is noted to end earlier', `UPDATE fleets SET position = 12`, 'HeadBehind'],
    [
      'a checkpoint whose numbers are of another position',
      `UPDATE checkpoints SET position = position - 2`,
      undefined,
    ],
    [
      'a log with other events than those that were written',
      `UPDATE events SET body = replace(body, '"CU"', '"CO"')`,
      undefined,
    ],
  ])('destroys nothing because of %s', async (_what, sql, reason) => {
    const store = await after(sql);
    const host = world({ store });
    const opened = await runtimeOf(host).fleet(host.fleet);
    const why = opened._tag === 'Left' && 'reason' in opened.left ? opened.left.reason : undefined;
    expect(typeof why === 'object' ? why._tag : why).toBe(reason);
    if (opened._tag === 'Right') await must(opened.right.idle());
    expect(await holdersOf(host)).toHaveLength(2);
    await store.close();
  });

  it('does not see an event altered before the checkpoint, but verifyStore does', async () => {
    const store = await after(`UPDATE events SET body = replace(body, '"CU"', '"CO"')`);
    expect(await refusal(verifyStore(world({ store })))).toMatchObject({
      _tag: 'LogUnreadable',
      reason: { _tag: 'ChainBroken' },
    });
    await store.close();
  });

  it('destroys nothing for a row that no event asks for, and says so', async () => {
    const own = world({ store: await after() });
    const [id = ''] = await holdersOf(own);
    const faults: HostFault[] = [];
    const host = { ...own, onFault: (fault: HostFault) => void faults.push(fault) };
    const data = JSON.stringify({ kind: 'DESTROY', holderId: id });
    const effects = [
      { position: 2, ordinal: 0, kind: 'DESTROY', record: id, data },
      { position: 999, ordinal: 0, kind: 'DESTROY', record: id, data },
    ];
    await writeBeside(own, { effects });
    await must((await start(host)).idle());
    expect(faults).toEqual([{ _tag: 'EffectWithoutEvent' }, { _tag: 'EffectWithoutEvent' }]);
    expect(await entryOf(own, id)).toBeDefined();
    expect(await must(own.store.pending(own.fleet))).toEqual([]);
    await own.store.close();
  });

  it.each([
    ['a backup', aBackup],
    ['a deleted backup', aDeletedBackup],
    ['an origin', anOrigin],
  ])('destroys no record of %s for an event that was altered', async (_what, holding) => {
    const own = world({ checkpointEvery: 5 });
    const runtime = await start(own);
    const { holderId, event } = await holding(runtime);
    await runtime.close();
    expect(await entryOf(own, holderId)).toBeDefined();
    const faults: HostFault[] = [];
    const onFault = (fault: HostFault): void => void faults.push(fault);
    const host = { ...(await withDestroying(own, event, holderId)), onFault };
    const next = await start(host);
    await must(next.idle());
    expect(await entryOf(own, holderId)).toBeDefined();
    expect(faults).toEqual([{ _tag: 'NotDestroyed', holderId }]);
    expect(await must(own.store.pending(own.fleet))).toEqual([]);
    expect(await refusal(verifyStore(host))).toMatchObject({ _tag: 'LogUnreadable' });
  });

  it('keeps a record that nothing in the history has, and verifyStore lists it', async () => {
    const host = world({ store: await after() });
    const [id = ''] = await holdersOf(host);
    const entry = await entryOf(host, id);
    if (entry === undefined) throw new Error('nothing was sealed');
    const stray = { ...entry, holderId: 'backup-zzzzzzzzzzz' };
    await writeBeside(host, { records: [{ change: 'ADD', entry: stray }] });
    await must((await start(host)).idle());
    expect(await must(verifyStore(host))).toMatchObject({
      orphans: [stray.holderId],
      purging: [],
      faults: [],
    });
    await host.store.close();
  });
});

describe('verifyStore', () => {
  it('tells a purged backup from one whose key is destroyed', async () => {
    const host = world();
    const runtime = await start({ ...host, deadlineMs: 100 });
    const { backups } = await grow(runtime);
    const id = backups[0]?.backupId ?? '';
    const kept = await entryOf(host, id);
    const payload = (await must(host.store.sealed(host.fleet, id)))?.payload;
    await must(runtime.dispatch({ type: 'DeleteBackup', data: { backupId: id } }));
    await must(runtime.advance(runtime.state().asOf + 8 * DAY_MS));
    expect(await must(verifyStore(host))).toMatchObject({ purged: [id], shredded: [] });
    // An old copy of the store brings the record back.
    if (kept === undefined || payload === undefined) throw new Error('nothing was sealed');
    const { store } = host;
    const back = {
      ...host,
      store: {
        ...store,
        holders: async () => ({ _tag: 'Right', right: [...(await holdersOf(host)), id] }) as const,
        sealed: async (fleet: string, holder: string) =>
          holder === id
            ? ({ _tag: 'Right', right: { entry: kept, payload } } as const)
            : store.sealed(fleet, holder),
      },
    };
    expect(await must(verifyStore(back))).toMatchObject({ purging: [id], shredded: [] });
    const findKey: typeof host.keyring.findKey = async (pbkId) => {
      const key = await host.keyring.findKey(pbkId);
      return key && { ...key, status: 'retired' };
    };
    const retired = { ...back, keyring: { ...host.keyring, findKey } };
    expect(await must(verifyStore(retired))).toMatchObject({ purging: [], shredded: [id] });
  });
});

/** A driver over a file, of which some pragmas can be made to fail. */
const failing = (path: string) => {
  const driver = new Database(path);
  const broken = { answer: undefined as 'throws' | 'busy' | undefined };
  const own: Driver = {
    prepare: (sql) => driver.prepare(sql),
    exec: (sql) => driver.exec(sql),
    pragma: (source) => {
      if (broken.answer === undefined || source.startsWith('locking_mode'))
        return driver.pragma(source);
      if (broken.answer === 'throws')
        throw Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });
      return [{ busy: 1, log: 9, checkpointed: 0 }];
    },
    close: () => driver.close(),
    get inTransaction() {
      return driver.inTransaction;
    },
  };
  return { own, broken };
};

describe('a destroyed record', () => {
  it.each(['throws', 'busy'] as const)(
    'is erased as soon as that is possible, if erasing it %s at first',
    async (how) => {
      const path = disk.path();
      const { own, broken } = failing(path);
      const store = sqliteStore(own);
      if (store._tag === 'Left') throw new Error(store.left.detail);
      const host = world({ store: store.right });
      const runtime = await start(host);
      const { backups } = await grow(runtime);
      const backupId = backups[0]?.backupId ?? '';
      const wrapped = Buffer.from((await entryOf(host, backupId))?.record.slice(-40) ?? []);
      const isSomewhere = () =>
        ['', '-wal'].some(
          (end) => existsSync(path + end) && readFileSync(path + end).includes(wrapped),
        );
      broken.answer = how;
      await must(runtime.dispatch({ type: 'DeleteBackup', data: { backupId } }));
      await must(runtime.advance(runtime.state().asOf + 8 * DAY_MS));
      expect(await entryOf(host, backupId)).toBeUndefined();
      expect([isSomewhere(), (await must(runtime.health())).store.isErased]).toEqual([true, false]);
      broken.answer = undefined;
      expect((await must(runtime.health())).store.isErased).toBe(true);
      expect(isSomewhere()).toBe(false);
      await runtime.close();
      await host.store.close();
    },
  );
});

/** Collects garbage, without a flag of the process. */
const collect = async (): Promise<void> => {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  await new Promise(setImmediate);
};

const isFree = (path: string): boolean => {
  const store = openSqlite(path);
  if (store._tag === 'Right') void store.right.close();
  return store._tag === 'Right';
};

describe('a store that is closed on a full disk', () => {
  const closed = async (): Promise<string> => {
    const path = disk.path();
    const { own, broken } = failing(path);
    const store = sqliteStore(own);
    if (store._tag === 'Left') throw new Error(store.left.detail);
    const runtime = await start(world({ store: store.right }));
    await grow(runtime);
    await runtime.close();
    broken.answer = 'throws';
    await store.right.close();
    return path;
  };

  it('gives its lock back, as soon as its statements are collected', async () => {
    const path = await closed();
    for (let tries = 0; tries < 20 && !isFree(path); tries += 1) {
      // eslint-disable-next-line no-await-in-loop
      await collect();
    }
    const again = world({ store: disk.store(path) });
    expect((await must(verifyStore(again))).open).toHaveLength(2);
  });
});

describe('the files of a store', () => {
  it('are readable by their owner only', async () => {
    const path = disk.path();
    const store = disk.store(path);
    await grow(await start(world({ store })));
    const modes = ['', '-wal', '-shm'].filter((end) => existsSync(path + end));
    expect(modes.map((end) => (statSync(path + end).mode % 512).toString(8))).toEqual(
      modes.map(() => '600'),
    );
    await store.close();
  });

  it('can be copied while the store is closed', async () => {
    const path = disk.path();
    const store = disk.store(path);
    await grow(await start(world({ store })));
    await store.close();
    expect(await refusal(store.head('fleet-one'))).toMatchObject({ reason: 'CLOSED' });
    const copy = disk.path();
    copyFileSync(path, copy);
    expect((await must(verifyStore(world({ store: disk.store(copy) })))).open).toHaveLength(2);
  });
});
