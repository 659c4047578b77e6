/**
 * A backup and its report in one transaction, on a file; and never bypassing a port that a host has
 * wrapped.
 *
 * @module
 */
import { afterAll, describe, expect, it } from '@jest/globals';
import {
  verifyStore,
  type RuntimeWith,
  type SnapshotStore,
  type Together,
} from '@hsm-lifecycle/runtime';
import { files } from './support/files.ts';
import { clusterOf, grow, HOME, must, start, world, type World } from './support/world.ts';

const disk = files();
afterAll(disk.clear);

type PutAndAppend = Together['putAndAppend'];

/** A host on a file, whose `putAndAppend` is recorded, and can be replaced. */
const hosting = (
  given: (own: PutAndAppend) => PutAndAppend = (own) => own,
): { readonly host: World; readonly kept: string[]; readonly puts: string[] } => {
  const { eventLog, snapshots: own, together: both } = disk.store();
  const [kept, puts]: [string[], string[]] = [[], []];
  const snapshots: SnapshotStore = {
    ...own,
    put: (sealed) => {
      puts.push(sealed.entry.holderId);
      return own.put(sealed);
    },
  };
  const putAndAppend = given(both.putAndAppend);
  const together: Together = {
    eventLog,
    snapshots,
    putAndAppend: (sealed, batch) => {
      kept.push(sealed.entry.holderId);
      return putAndAppend(sealed, batch);
    },
  };
  return { host: world({ eventLog, snapshots, together }), kept, puts };
};

const grown = async (host: RuntimeWith): Promise<readonly string[]> =>
  (await grow(await start(host))).backups.map(({ backupId }) => backupId);

describe('a log and a store that are one database', () => {
  it('keep each backup with the report that it is READY', async () => {
    const { host, kept, puts } = hosting();
    const ids = await grown(host);
    expect([kept, puts]).toEqual([ids, []]);
    expect(await must(verifyStore(host))).toMatchObject({ open: ids, faults: [] });
  });

  it.each<[string, (host: World) => RuntimeWith]>([
    ['store', (host) => ({ ...host, snapshots: { ...host.snapshots } })],
    ['log', (host) => ({ ...host, eventLog: { ...host.eventLog } })],
  ])(
    'are asked apart when the host has put a %s of its own before one of them',
    async (_what, own) => {
      const { host, kept, puts } = hosting();
      const ids = await grown(own(host));
      expect([kept, puts]).toEqual([[], ids]);
    },
  );

  it('keep nothing if the generator repeats itself, and the backup fails', async () => {
    let isBroken = false;
    const { host } = hosting(
      (own) => async (sealed, batch) =>
        isBroken
          ? { _tag: 'Left', left: { _tag: 'SeenBefore', what: 'salt' } }
          : own(sealed, batch),
    );
    const runtime = await start(host);
    const { clusterId, backups } = await grow(runtime);
    isBroken = true;
    await must(
      runtime.dispatch({ type: 'AddHsm', data: { clusterId, availabilityZone: `${HOME}b` } }),
    );
    await must(runtime.idle());
    const cluster = clusterOf(runtime.state());
    expect(cluster.hsms.at(-1)).toMatchObject({
      state: 'DEGRADED',
      stateMessage: expect.stringContaining('A salt occurred twice'),
    });
    expect(cluster.backups).toHaveLength(backups.length);
    expect(await must(host.snapshots.holderIds())).toHaveLength(backups.length);
  });

  it('are tried again at the next start if the store was closed meanwhile', async () => {
    let isClosed = false;
    const closed = {
      _tag: 'Left',
      left: { _tag: 'StorageFailed', reason: 'CLOSED', detail: 'closed' },
    } as const;
    const { host, kept } = hosting(
      (own) => async (sealed, batch) => (isClosed ? closed : own(sealed, batch)),
    );
    const runtime = await start(host);
    const { clusterId } = await grow(runtime);
    isClosed = true;
    await must(
      runtime.dispatch({ type: 'AddHsm', data: { clusterId, availabilityZone: `${HOME}b` } }),
    );
    expect(await runtime.idle()).toEqual(closed);
    expect(clusterOf(runtime.state()).backups.at(-1)?.state).toBe('CREATE_IN_PROGRESS');
    isClosed = false;
    const next = await start(host);
    await must(next.idle());
    expect(clusterOf(next.state()).backups.at(-1)?.state).toBe('READY');
    expect(new Set(kept).size).toBe(3);
    expect((await must(verifyStore(host))).faults).toEqual([]);
  });

  it('keep nothing for a backup that failed meanwhile', async () => {
    const asked: (() => void)[] = [];
    const { host, kept } = hosting();
    const secretsOf: RuntimeWith['secretsOf'] = () =>
      new Promise((resolve) => asked.push(() => resolve(undefined)));
    const clusterId = (await grow(await start(host))).clusterId;
    const slow = await start({ ...host, secretsOf });
    await must(
      slow.dispatch({ type: 'AddHsm', data: { clusterId, availabilityZone: `${HOME}b` } }),
    );
    const id = clusterOf(slow.state()).backups.at(-1)?.backupId ?? '';
    while (asked.length === 0) {
      // eslint-disable-next-line no-await-in-loop
      await new Promise(setImmediate);
    }
    await must(
      slow.dispatch({ type: 'Settle', data: { id, outcome: 'FAILED', reason: 'a rehearsal' } }),
    );
    asked[0]?.();
    await must(slow.idle());
    expect(kept).not.toContain(id);
    expect(await must(host.snapshots.entry(id))).toBeUndefined();
  });

  it('decide again if another writer was faster, and keep the backup once', async () => {
    let isLate = true;
    const { host, kept } = hosting((own) => async (sealed, batch) => {
      if (isLate) {
        isLate = false;
        // Somebody tags the cluster between the decision and the transaction.
        const other = await start({
          ...host,
          secretsOf: () => new Promise<never>(() => undefined),
        });
        const [clusterId = ''] = batch.expected.keys();
        await must(
          other.dispatch({ type: 'Tag', data: { resourceId: clusterId, tags: { by: 'other' } } }),
        );
      }
      return own(sealed, batch);
    });
    const runtime = await start(host);
    const cluster = await grow(runtime);
    expect(cluster.tags).toEqual({ by: 'other' });
    expect(kept).toEqual([
      cluster.backups[0]?.backupId,
      cluster.backups[0]?.backupId,
      cluster.backups[1]?.backupId,
    ]);
    expect((await must(verifyStore(host))).open).toHaveLength(2);
  });

  it('are not used for a backup that could not be sealed or looked up', async () => {
    const { host, kept } = hosting();
    let trouble: 'none' | 'host' | 'store' = 'none';
    const closed = {
      _tag: 'Left',
      left: { _tag: 'StorageFailed', reason: 'CLOSED', detail: 'closed' },
    } as const;
    const own = host.snapshots.entry;
    Object.assign(host.snapshots, {
      entry: async (id: string) => (trouble === 'store' ? closed : own(id)),
    });
    const secretsOf = (): undefined => {
      if (trouble === 'host') throw new Error('unplugged');
      return undefined;
    };
    const runtime = await start({ ...host, secretsOf });
    const { clusterId } = await grow(runtime);
    trouble = 'host';
    await must(
      runtime.dispatch({ type: 'AddHsm', data: { clusterId, availabilityZone: `${HOME}b` } }),
    );
    await must(runtime.idle());
    expect(clusterOf(runtime.state()).hsms.at(-1)).toMatchObject({ state: 'DEGRADED' });
    trouble = 'store';
    await must(
      runtime.dispatch({ type: 'AddHsm', data: { clusterId, availabilityZone: `${HOME}b` } }),
    );
    expect(await runtime.idle()).toEqual(closed);
    expect(kept).toHaveLength(2);
    trouble = 'none';
    await must(runtime.idle());
    expect(kept).toHaveLength(3);
  });

  it('say so if other writers keep winning', async () => {
    const conflict = {
      _tag: 'Left',
      left: { _tag: 'VersionConflict', stream: 'a', expected: 1, actual: 2 },
    } as const;
    let isContested = false;
    const { host, kept } = hosting(
      (own) => async (sealed, batch) => (isContested ? conflict : own(sealed, batch)),
    );
    const runtime = await start(host);
    const { clusterId } = await grow(runtime);
    isContested = true;
    await must(
      runtime.dispatch({ type: 'AddHsm', data: { clusterId, availabilityZone: `${HOME}b` } }),
    );
    expect(await runtime.idle()).toEqual(conflict);
    expect(kept).toHaveLength(2 + 5);
    isContested = false;
    await must(runtime.idle());
    expect(clusterOf(runtime.state()).backups.map(({ state }) => state)).toEqual([
      'READY',
      'READY',
      'READY',
    ]);
  });
});
