/**
 * Work that was interrupted, delayed, overtaken or refused by a store.
 *
 * @module
 */
import { describe, expect, it } from '@jest/globals';
import { DAY_MS, editions } from '@hsm-lifecycle/core';
import { encodeFleetEvent } from '@hsm-lifecycle/core/codec';
import { holderIn, step } from '@hsm-lifecycle/core/fleet';
import {
  createRuntime,
  verifyStore,
  type EventLog,
  type LogEntry,
  type SnapshotStore,
} from '@hsm-lifecycle/runtime';
import {
  AWAY,
  clusterOf,
  clusters,
  grow,
  HOME,
  must,
  refusal,
  start,
  subnets,
  world,
  type World,
} from './support/world.ts';
import { emptyWith } from './support/empty-with.ts';

const never = (): Promise<never> => new Promise(() => undefined);

/** Waits for work in the background. */
const until = async (isSo: () => Promise<boolean>): Promise<void> => {
  if (await isSo()) return;
  await new Promise((resolve) => {
    setTimeout(resolve, 2);
  });
  await until(isSo);
};

const grown = async (): Promise<{ readonly host: World; readonly source: string }> => {
  const host = world();
  const { backups } = await grow(await start(host));
  return { host, source: backups[0]?.backupId ?? '' };
};

describe('a start', () => {
  it('gives a copy its record before it destroys that of a purged source', async () => {
    const { host, source } = await grown();
    const stuck: SnapshotStore = { ...host.snapshots, add: never, destroy: never };
    const dying = await start({ ...host, snapshots: stuck });
    const { events } = await must(
      dying.dispatch({ type: 'CopyToRegion', data: { backupId: source, region: AWAY } }),
    );
    await must(dying.dispatch({ type: 'DeleteBackup', data: { backupId: source } }));
    await must(dying.dispatch({ type: 'Advance', data: { at: dying.state().asOf + 8 * DAY_MS } }));
    const next = await start(host);
    const copy = events[0]?.stream ?? '';
    expect(holderIn(await must(next.idle()), copy)?.backups[0]?.state).toBe('READY');
    expect(await must(verifyStore(host))).toMatchObject({
      open: expect.arrayContaining([copy]),
      purged: [source],
      purging: [],
      faults: [],
    });
  });

  it('finishes a backup that is already sealed, without sealing it again', async () => {
    const host = world();
    const put: SnapshotStore['put'] = async (sealed) => {
      await host.snapshots.put(sealed);
      return never();
    };
    const { clusterId } = await grow(await start(host));
    const dying = await start({ ...host, snapshots: { ...host.snapshots, put } });
    await must(
      dying.dispatch({ type: 'AddHsm', data: { clusterId, availabilityZone: `${HOME}b` } }),
    );
    await until(async () => (await must(host.snapshots.holderIds())).length === 3);
    const id = clusterOf(dying.state()).backups.at(-1)?.backupId;
    expect(await must(verifyStore(host))).toMatchObject({ pending: [id], faults: [] });
    const next = await start({ ...host, snapshots: { ...host.snapshots, put: never } });
    const { hsms, backups } = clusterOf(await must(next.idle()));
    expect([hsms.at(-1)?.state, backups.at(-1)?.state]).toEqual(['ACTIVE', 'READY']);
  });

  it('refuses a fleet whose work in progress ends by the clock', async () => {
    const host = world();
    const outcome = step(emptyWith(editions.aws2026), {
      type: 'CreateCluster',
      data: { at: 0, region: HOME, hsmType: 'hsm2m.medium', mode: 'FIPS', subnets },
    });
    if (outcome._tag === 'Left') throw new Error(outcome.left._tag);
    const entries = outcome.right[1].map((told) => ({
      stream: told.stream,
      event: encodeFleetEvent(told),
    }));
    await must(host.eventLog.append({ entries, expected: new Map() }));
    expect(await refusal(createRuntime(host))).toMatchObject({
      _tag: 'EditionNotReported',
      edition: 'aws2026',
      holderId: entries[0]?.stream,
    });
  });
});

describe('work', () => {
  it('that the store refuses is tried again, and nothing overtakes it', async () => {
    const { host, source } = await grown();
    let refusals = 3;
    const destroy: SnapshotStore['destroy'] = async (id) => {
      refusals -= 1;
      return refusals < 0
        ? host.snapshots.destroy(id)
        : { _tag: 'Left', left: { _tag: 'StorageFailed', reason: 'FULL', detail: 'full' } };
    };
    const runtime = await start({ ...host, snapshots: { ...host.snapshots, destroy } });
    await must(runtime.dispatch({ type: 'DeleteBackup', data: { backupId: source } }));
    await must(
      runtime.dispatch({ type: 'Advance', data: { at: runtime.state().asOf + 8 * DAY_MS } }),
    );
    let answer = await runtime.idle();
    expect(answer).toMatchObject({ _tag: 'Left', left: { reason: 'FULL' } });
    const { asOf } = runtime.state();
    expect(await refusal(runtime.advance(asOf + DAY_MS))).toMatchObject({ reason: 'FULL' });
    expect(runtime.state().asOf).toBe(asOf);
    while (answer._tag === 'Left') {
      // eslint-disable-next-line no-await-in-loop
      answer = await runtime.idle();
    }
    expect(await must(host.snapshots.entry(source))).toBeUndefined();
    expect((await must(verifyStore(host))).pending).toEqual([]);
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
    expect(await must(host.snapshots.holderIds())).not.toContain(id);
    expect(clusterOf(runtime.state()).hsms.at(-1)).toMatchObject({
      state: 'DEGRADED',
      stateMessage: 'a rehearsal',
    });
  });
});

describe('work that is no longer needed when its turn comes', () => {
  it('is not begun', async () => {
    const { host, source } = await grown();
    const asked: (() => void)[] = [];
    const runtime = await start({
      ...host,
      secretsOf: () => new Promise((resolve) => asked.push(() => resolve(undefined))),
    });
    const { clusterId } = clusterOf(runtime.state());
    await must(
      runtime.dispatch({ type: 'AddHsm', data: { clusterId, availabilityZone: `${HOME}b` } }),
    );
    const copied = await must(
      runtime.dispatch({ type: 'CopyToRegion', data: { backupId: source, region: AWAY } }),
    );
    await must(
      runtime.dispatch({ type: 'AddHsm', data: { clusterId, availabilityZone: `${HOME}a` } }),
    );
    const copy = copied.events[0]?.stream ?? '';
    const backup = clusterOf(runtime.state()).backups.at(-1)?.backupId ?? '';
    await until(async () => asked.length > 0);
    for (const id of [copy, backup]) {
      // eslint-disable-next-line no-await-in-loop
      await must(
        runtime.dispatch({
          type: 'Settle',
          data: { id, outcome: 'FAILED', reason: 'a rehearsal' },
        }),
      );
    }
    asked[0]?.();
    await must(runtime.idle());
    expect(asked).toHaveLength(1);
    expect(await must(host.snapshots.holderIds())).not.toEqual(expect.arrayContaining([copy]));
    expect(await must(verifyStore(host))).toMatchObject({ pending: [], purging: [], faults: [] });
  });
});

/** The first event of a log, made unreadable. */
const burnt = (entry: LogEntry): LogEntry =>
  entry.position === 1 ? { ...entry, event: { type: 'Burnt' } } : entry;

describe('a log that is damaged before its checkpoint', () => {
  it('is noticed when unfinished work, or a purge, is read there', async () => {
    const { host } = await grown();
    const { clusterId } = clusterOf((await start(host)).state());
    const dying = await start({ ...host, secretsOf: never });
    await must(
      dying.dispatch({ type: 'AddHsm', data: { clusterId, availabilityZone: `${HOME}b` } }),
    );
    const damaged: EventLog = {
      ...host.eventLog,
      readStream: async (stream) => {
        const entries = await must(host.eventLog.readStream(stream));
        return { _tag: 'Right', right: entries.map(burnt) };
      },
    };
    expect(await refusal(createRuntime({ ...host, eventLog: damaged }))).toMatchObject({
      _tag: 'LogUnreadable',
      position: 1,
    });
    const hidden: EventLog = {
      ...host.eventLog,
      newestCheckpoint: async () => {
        const runtime = await start({ ...host, checkpointEvery: 1, secretsOf: never });
        await must(runtime.dispatch({ type: 'SetQuota', data: { region: HOME, clusters: 9 } }));
        return host.eventLog.newestCheckpoint();
      },
      readAll: async (from) => {
        const entries = await must(host.eventLog.readAll(from));
        return { _tag: 'Right', right: entries.map(burnt) };
      },
    };
    expect(await refusal(verifyStore({ ...host, eventLog: hidden }))).toMatchObject({
      _tag: 'LogUnreadable',
      position: 1,
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
    const readAll: EventLog['readAll'] = async (from) =>
      isCutOff ? cutOff : host.eventLog.readAll(from);
    const [one, two] = [
      await start(host),
      await start({ ...host, eventLog: { ...host.eventLog, readAll } }),
    ];
    isCutOff = true;
    await must(
      one.dispatch({ type: 'Tag', data: { resourceId: clusterId, tags: { owner: 'one' } } }),
    );
    expect(
      await refusal(
        two.dispatch({ type: 'Tag', data: { resourceId: clusterId, tags: { owner: 'two' } } }),
      ),
    ).toMatchObject({
      reason: 'OTHER',
    });
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
  });
});
