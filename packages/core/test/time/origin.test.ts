import { describe, expect, it } from '@jest/globals';
import {
  addHsm,
  advance,
  DAY_MS,
  deleteBackup,
  dueAt,
  editions,
  HOUR_MS,
  MINUTE_MS,
  removeHsm,
  settle,
  type Cluster,
  type Edition,
} from '@hsm-lifecycle/core';
import {
  accepted,
  after,
  clusterWith,
  refusalOf,
  restoredFrom,
  settled,
  typesOf,
} from '@hsm-lifecycle/testing';
import { changed, minutesAfter, oldCluster, rolledBack, within } from '../migrating.ts';
import { editionWith } from '../support.ts';

const source = clusterWith({ hsms: 2, users: ['alice'], keys: ['k1'] });
const ZONES = ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'] as const;

const restoredUnder = (edition: Edition): Cluster => restoredFrom(source, { edition });
const joining = (now: Cluster, zone = 0): Cluster =>
  after(addHsm(now, { at: now.asOf, availabilityZone: ZONES[zone] ?? '' }));
const newestBackup = ({ backups }: Cluster): string => backups.at(-1)?.backupId ?? 'none';
const newestHsm = ({ hsms }: Cluster): string => hsms.at(-1)?.hsmId ?? 'none';

const one = settled(joining(restoredUnder(editions.aws2026)));
const reported = (...operations: readonly ('backup' | 'hsm')[]): Edition =>
  editionWith({
    durations: Object.fromEntries(operations.map((name) => [name, 'REPORTED'])),
  });

describe('the origin of a restored cluster (U-52)', () => {
  it('is there until a backup of its own is READY, to the millisecond', () => {
    const making = joining(one, 1);
    const readyAt = making.asOf + 2 * MINUTE_MS;
    const [before] = accepted(advance(making, { at: readyAt - 1 }));
    expect(before.origin).toBe(one.origin);
    const [then, events] = accepted(advance(before, { at: readyAt }));
    expect(events.map(({ type, data }) => [type, data.at])).toEqual([
      ['BackupCreated', readyAt],
      ['OriginDropped', readyAt],
    ]);
    expect(then.origin).toBeUndefined();
  });

  it('goes in the same change when a host reports the backup', () => {
    const slow = settled(joining(restoredUnder(reported('backup'))));
    const making = joining(slow, 1);
    const reporting = { at: making.asOf, id: newestBackup(making) };
    expect(typesOf(settle(making, { ...reporting, outcome: 'SUCCEEDED' }))).toEqual([
      'BackupCreated',
      'OriginDropped',
    ]);
    const failed = accepted(settle(making, { ...reporting, outcome: 'FAILED' }));
    expect(failed[1].map(({ type }) => type)).not.toContain('OriginDropped');
    expect(failed[0].origin).toBe(slow.origin);
  });

  it('waits for an HSM that joins from it, and goes with the end of that join', () => {
    const two = joining(joining(restoredUnder(reported('hsm')), 0), 1);
    const [first, second] = two.hsms.map(({ hsmId: id }) => ({ at: two.asOf, id }));
    if (first === undefined || second === undefined) throw new Error('no HSMs');
    const up = after(settle(two, { ...first, outcome: 'SUCCEEDED' }));
    const [backedUp] = accepted(advance(up, { at: up.asOf + DAY_MS + HOUR_MS }));
    expect(backedUp.backups.map(({ state }) => state)).toEqual(['READY']);
    expect(backedUp.origin).toBe(two.origin);
    const at = backedUp.asOf;
    for (const outcome of ['SUCCEEDED', 'FAILED'] as const) {
      const [then, events] = accepted(settle(backedUp, { at, id: second.id, outcome }));
      expect(events.map(({ type }) => type)).toEqual([
        outcome === 'SUCCEEDED' ? 'HsmAdded' : 'HsmAdditionFailed',
        'OriginDropped',
      ]);
      expect(then.origin).toBeUndefined();
    }
  });

  it('is over for an HSM that waits for a backup: it joins from there', () => {
    const [then] = accepted(advance(joining(one, 1), { at: one.asOf + 2 * MINUTE_MS }));
    expect(then.hsms.at(-1)).toMatchObject({ state: 'CREATE_IN_PROGRESS', joinsFrom: 'BACKUP' });
    expect(then.origin).toBeUndefined();
  });

  it('leaves the cluster with its parent for life (F-109)', () => {
    const two = settled(joining(one, 1));
    expect([two.origin, two.restoredFrom]).toEqual([undefined, one.restoredFrom]);
    expect(two.restoredFrom).toMatchObject({ clusterId: source.clusterId, region: 'eu-west-1' });
  });

  it('leaves an emptied cluster without backups nothing to start from (U-8)', () => {
    const paused = settled(after(removeHsm(one, { at: one.asOf, hsmId: newestHsm(one) })));
    const bare = after(deleteBackup(paused, { at: paused.asOf, backupId: newestBackup(paused) }));
    expect(
      refusalOf(addHsm(bare, { at: bare.asOf + 8 * DAY_MS, availabilityZone: ZONES[0] })),
    ).toEqual({ _tag: 'NothingToRestore', rule: 'U-8' });
  });

  it('counts what goes with it', () => {
    const making = joining(one, 1);
    expect(dueAt(making)).toBe(making.asOf + 2 * MINUTE_MS);
    const spent: Cluster = { ...one, hsms: [], material: undefined, lastBackupAt: one.asOf };
    expect(dueAt(spent)).toBe(spent.asOf);
    expect(accepted(advance(spent, { at: spent.asOf }))[1]).toEqual([
      { type: 'OriginDropped', data: { at: spent.asOf, gone: { keys: 1, users: 3 } } },
    ]);
  });

  it('stays until a rollback that loads it has ended', () => {
    const old = restoredFrom(oldCluster(), { hsmType: 'hsm1.medium' });
    const young = settled(joining(changed(old)));
    const going = rolledBack(young);
    expect(going.migration?.contentsFrom).toEqual({ kind: 'ORIGIN' });
    expect(minutesAfter(going, 10).origin).toBe(old.origin);
    expect(within(going, 60)).toEqual([
      '0 BackupCreating',
      '2 BackupCreated',
      '2 HsmMigrating',
      '32 HsmMigrated',
      '32 HsmTypeRolledBack',
      '32 OriginDropped',
    ]);
    expect(minutesAfter(going, 60)).toMatchObject({ state: 'ACTIVE', hsmType: 'hsm1.medium' });
  });
});
