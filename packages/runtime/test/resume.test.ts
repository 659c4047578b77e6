/**
 * Work that was interrupted, delayed, overtaken or refused by a store.
 *
 * @module
 */
import { describe, expect, it } from '@jest/globals';
import { DAY_MS } from '@hsm-lifecycle/core';
import { holderIn } from '@hsm-lifecycle/core/fleet';
import { verifyStore, type HostFault, type Store } from '@hsm-lifecycle/runtime';
import {
  AWAY,
  clusterOf,
  clusters,
  committing,
  entryOf,
  eventsOf,
  grow,
  holdersOf,
  HOME,
  kill,
  must,
  never,
  refusal,
  runtimeOf,
  start,
  world,
  type World,
} from './support/world.ts';

/** Waits for work in the background. */
const until = async (isSo: () => Promise<boolean>): Promise<void> => {
  if (await isSo()) return;
  await new Promise(setImmediate);
  await until(isSo);
};

const grown = async (
  given: Parameters<typeof world>[0] = {},
): Promise<{ readonly host: World; readonly source: string }> => {
  const host = world(given);
  const { backups } = await grow(await start(host));
  return { host, source: backups[0]?.backupId ?? '' };
};

const full = {
  _tag: 'Left',
  left: { _tag: 'StorageFailed', reason: 'FULL', detail: 'full' },
} as const;

describe('a start', () => {
  it('gives a copy its record before it destroys that of a purged source', async () => {
    const { host, source } = await grown();
    const stuck = committing(host, (change, own) =>
      (change.records ?? []).length > 0 ? never() : own.commit(change),
    );
    const dying = await start(stuck);
    const { events } = await must(
      dying.dispatch({ type: 'CopyToRegion', data: { backupId: source, region: AWAY } }),
    );
    const copy = events[0]?.stream ?? '';
    await until(async () => (await must(host.store.pending(host.fleet))).length === 1);
    const other = await start(host);
    await must(other.dispatch({ type: 'DeleteBackup', data: { backupId: source } }));
    await kill(other);
    const pending = await must(host.store.pending(host.fleet));
    for (const row of pending) {
      // eslint-disable-next-line no-await-in-loop
      await must(host.store.release(row, { runAt: 0, error: 'gone' }));
    }
    const next = await start(host);
    await must(next.advance(next.state().asOf + 8 * DAY_MS));
    expect(holderIn(await must(next.idle()), copy)?.backups[0]?.state).toBe('READY');
    expect(await must(verifyStore(host))).toMatchObject({
      open: expect.arrayContaining([copy]),
      purged: [source],
      purging: [],
      faults: [],
    });
  });

  it('finishes a backup that the last run began', async () => {
    const { host } = await grown();
    const { clusterId } = clusterOf((await start(host)).state());
    const dying = await start({ ...host, secretsOf: never });
    await must(
      dying.dispatch({ type: 'AddHsm', data: { clusterId, availabilityZone: `${HOME}b` } }),
    );
    const id = clusterOf(dying.state()).backups.at(-1)?.backupId;
    await kill(dying);
    expect(await must(verifyStore(host))).toMatchObject({ pending: [id], faults: [] });
    const next = await start(host);
    const { hsms, backups } = clusterOf(await must(next.idle()));
    expect([hsms.at(-1)?.state, backups.at(-1)?.state]).toEqual(['ACTIVE', 'READY']);
  });

  it('waits for the work of another host, and takes it over when that is gone', async () => {
    const { host } = await grown();
    const { clusterId } = clusterOf((await start(host)).state());
    const one = await start({ ...host, secretsOf: never });
    await must(one.dispatch({ type: 'AddHsm', data: { clusterId, availabilityZone: `${HOME}b` } }));
    const two = await start(host);
    const idle = two.idle();
    let isIdle = false;
    void idle.then(() => {
      isIdle = true;
    });
    await new Promise(setImmediate);
    expect(isIdle).toBe(false);
    await kill(one);
    expect(clusterOf(await must(idle)).hsms.at(-1)?.state).toBe('ACTIVE');
  });
});

describe('work', () => {
  it('that the store refuses is tried again, and time does not overtake it', async () => {
    const { host, source } = await grown();
    let refusals = 6;
    const runtime = await start(
      committing(host, async (change, own) => {
        if ((change.records ?? []).length === 0) return own.commit(change);
        refusals -= 1;
        return refusals < 0 ? own.commit(change) : full;
      }),
    );
    await must(runtime.dispatch({ type: 'DeleteBackup', data: { backupId: source } }));
    expect(await refusal(runtime.advance(runtime.state().asOf + 9 * DAY_MS))).toMatchObject({
      reason: 'FULL',
    });
    const { asOf } = runtime.state();
    expect(await refusal(runtime.advance(asOf + DAY_MS))).toMatchObject({ reason: 'FULL' });
    expect(runtime.state().asOf).toBe(asOf);
    let answer = await runtime.idle();
    while (answer._tag === 'Left') {
      // eslint-disable-next-line no-await-in-loop
      answer = await runtime.idle();
    }
    expect(await entryOf(host, source)).toBeUndefined();
    expect((await must(verifyStore(host))).pending).toEqual([]);
  });

  it('that destroys is not given up when its deadline is over', async () => {
    const { host, source } = await grown();
    let isFull = true;
    const runtime = await start({
      ...committing(host, async (change, own) =>
        isFull && (change.records ?? []).length > 0 ? full : own.commit(change),
      ),
      deadlineMs: 1,
    });
    await must(runtime.dispatch({ type: 'DeleteBackup', data: { backupId: source } }));
    await runtime.advance(runtime.state().asOf + 8 * DAY_MS);
    await new Promise((resolve) => {
      setTimeout(resolve, 10);
    });
    expect(await refusal(runtime.idle())).toMatchObject({ reason: 'FULL' });
    const [row] = await must(host.store.pending(host.fleet));
    expect(row).toMatchObject({ kind: 'DESTROY', error: 'FULL' });
    isFull = false;
    await must(runtime.advance(runtime.state().asOf + 9 * DAY_MS));
    expect(await entryOf(host, source)).toBeUndefined();
    expect(await must(verifyStore(host))).toMatchObject({ purging: [], orphans: [] });
  });

  it.each(['FULL', 'LOCKED', 'UNREACHABLE'] as const)(
    'that was done waits for a store that is %s for longer than its deadline',
    async (reason) => {
      const [deadlineMs, faults]: [number, HostFault[]] = [300, []];
      let isFull = false;
      const failed = { _tag: 'Left', left: { _tag: 'StorageFailed', reason, detail: '' } } as const;
      const host = world({ deadlineMs, onFault: (fault) => void faults.push(fault) });
      const runtime = await start(
        committing(host, async (change, own) =>
          isFull && (change.sealed ?? []).length > 0 ? failed : own.commit(change),
        ),
      );
      const { clusterId } = await grow(runtime);
      isFull = true;
      const from = performance.now();
      await must(
        runtime.dispatch({ type: 'AddHsm', data: { clusterId, availabilityZone: `${HOME}b` } }),
      );
      await until(async () => {
        expect(await refusal(runtime.idle())).toMatchObject({ reason });
        return performance.now() > from + 2 * deadlineMs;
      });
      isFull = false;
      await until(async () => (await runtime.idle())._tag === 'Right');
      const { hsms, backups } = clusterOf(runtime.state());
      expect([hsms.at(-1)?.state, backups.at(-1)?.state]).toEqual(['ACTIVE', 'READY']);
      expect(new Set(faults.map(({ _tag }) => _tag))).toEqual(new Set(['NotStored']));
      await runtime.close();
    },
  );

  it('is tried again by itself while nobody asks', async () => {
    const { host, source } = await grown();
    let refusals = 1;
    const runtime = await start(
      committing(host, async (change, own) => {
        if ((change.records ?? []).length === 0) return own.commit(change);
        refusals -= 1;
        return refusals < 0 ? own.commit(change) : full;
      }),
    );
    await must(
      runtime.dispatch({ type: 'CopyToRegion', data: { backupId: source, region: AWAY } }),
    );
    const started = Date.now();
    await until(async () => (await holdersOf(host)).length === 3 || Date.now() - started > 9000);
    expect(await holdersOf(host)).toHaveLength(3);
  });

  it('that comes too late is not a fault, and leaves nothing behind', async () => {
    const asked: (() => void)[] = [];
    let isSlow = false;
    const host = world({
      secretsOf: () =>
        new Promise((resolve) => {
          if (isSlow) asked.push(() => resolve(undefined));
          else resolve(undefined);
        }),
    });
    const runtime = await start(host);
    const { clusterId } = await grow(runtime);
    isSlow = true;
    await must(
      runtime.dispatch({ type: 'AddHsm', data: { clusterId, availabilityZone: `${HOME}b` } }),
    );
    const id = clusterOf(runtime.state()).backups.at(-1)?.backupId ?? '';
    await until(async () => asked.length > 0);
    await must(
      runtime.dispatch({ type: 'Settle', data: { id, outcome: 'FAILED', reason: 'a rehearsal' } }),
    );
    asked[0]?.();
    await must(runtime.idle());
    expect(await holdersOf(host)).not.toContain(id);
    expect(clusterOf(runtime.state()).hsms.at(-1)).toMatchObject({
      state: 'DEGRADED',
      stateMessage: 'a rehearsal',
    });
  });
});

describe('two writers', () => {
  it('of which one cannot read the other’s events: it says so and writes nothing', async () => {
    const { host } = await grown();
    const { clusterId } = clusterOf((await start(host)).state());
    let isCutOff = false;
    const cutOff = {
      _tag: 'Left',
      left: { _tag: 'StorageFailed', reason: 'OTHER', detail: 'the line went dead' },
    } as const;
    const read: Store['read'] = async (from) => (isCutOff ? cutOff : host.store.read(from));
    const [one, two] = [
      await start(host),
      await start({ ...host, store: { ...host.store, read } }),
    ];
    isCutOff = true;
    await must(
      one.dispatch({ type: 'Tag', data: { resourceId: clusterId, tags: { owner: 'one' } } }),
    );
    expect(
      await refusal(
        two.dispatch({ type: 'Tag', data: { resourceId: clusterId, tags: { owner: 'two' } } }),
      ),
    ).toMatchObject({ reason: 'OTHER' });
    expect(clusterOf((await start(host)).state()).tags).toEqual({ owner: 'one' });
  });

  it('each read what the other wrote to other streams', async () => {
    const { host } = await grown();
    const [one, two] = [await start(host), await start(host)];
    const { clusterId } = clusterOf(one.state());
    await must(
      one.dispatch({ type: 'Tag', data: { resourceId: clusterId, tags: { owner: 'one' } } }),
    );
    await must(two.dispatch({ type: 'SetQuota', data: { region: HOME, clusters: 9 } }));
    expect(clusters(two.state()).map(({ tags }) => tags)).toEqual([{ owner: 'one' }]);
    expect(two.state().regionQuotas[`000000000000/${HOME}`]?.clusters).toBe(9);
    expect(clusterOf(await must(one.fresh())).tags).toEqual({ owner: 'one' });
    expect(one.state().regionQuotas[`000000000000/${HOME}`]?.clusters).toBe(9);
  });

  it('say so if others keep winning', async () => {
    const { host } = await grown();
    const conflict = {
      _tag: 'Left',
      left: { _tag: 'Conflict', fleet: 'fleet-one', expected: 1, actual: 2 },
    } as const;
    let isContested = false;
    const runtime = await start(
      committing(host, async (change, own) => (isContested ? conflict : own.commit(change))),
    );
    isContested = true;
    const quota = { type: 'SetQuota', data: { region: HOME, clusters: 9 } } as const;
    expect(await refusal(runtime.dispatch(quota))).toEqual(conflict.left);
    isContested = false;
    await must(runtime.dispatch(quota));
  });
});

describe('one bad piece of work in a batch', () => {
  it('does not spoil the others', async () => {
    const { host, source } = await grown();
    const runtime = await start(
      committing(host, async (change, own) =>
        (change.records ?? []).some((one) => one.change === 'ADD')
          ? { _tag: 'Left', left: { _tag: 'RecordDestroyed', holderId: 'backup-x' } }
          : own.commit(change),
      ),
    );
    const before = (await eventsOf(host)).length;
    await must(
      runtime.dispatch({ type: 'CopyToRegion', data: { backupId: source, region: AWAY } }),
    );
    const quotas = Array.from({ length: 9 }, (_, clusters_) =>
      runtime.dispatch({ type: 'SetQuota', data: { region: HOME, clusters: clusters_ + 1 } }),
    );
    expect((await Promise.all(quotas)).map(({ _tag }) => _tag)).toEqual(quotas.map(() => 'Right'));
    await must(runtime.idle());
    const types = (await eventsOf(host)).slice(before).map(({ type }) => type);
    expect(types.filter((type) => type === 'BackupCopyFailed')).toHaveLength(1);
    expect(types.filter((type) => type === 'QuotaSet')).toHaveLength(9);
  });
});

describe('a runtime that is closed', () => {
  it('opens no more fleets, and leaves work to the next one', async () => {
    const { host } = await grown();
    const runtime = runtimeOf(host);
    await runtime.close();
    expect(await refusal(runtime.fleet(host.fleet))).toEqual({ _tag: 'RuntimeClosed' });
  });
});
