import { describe, expect, it } from '@jest/globals';
import {
  advance,
  DAY_MS,
  deleteBackup,
  evolveCluster,
  expiresAt,
  HOUR_MS,
  latestBackup,
  setRetention,
  type Cluster,
  type ClusterEvent,
} from '@hsm-lifecycle/core';
import { accepted, after, cluster, clusterWith } from '@hsm-lifecycle/testing';
import { editionWith } from '../support.ts';

const daysIn = (holder: Cluster, days: number): Cluster =>
  accepted(advance(holder, { at: holder.createdAt + days * DAY_MS }))[0];
const marksIn = (events: readonly ClusterEvent[]) =>
  events.flatMap((event) => (event.type === 'BackupExpired' ? [event.data] : []));
const purgesIn = (events: readonly ClusterEvent[]) =>
  events.flatMap((event) => (event.type === 'BackupPurged' ? [event.data] : []));

describe('a policy shortened from 90 days to 7 on day 60', () => {
  const before = daysIn(clusterWith({ hsms: 2 }), 60);
  const at = before.createdAt + 60 * DAY_MS;
  const shortened = after(setRetention(before, { at, retentionDays: 7 }));
  const [, events] = accepted(advance(shortened, { at: at + 7 * DAY_MS }));
  const old = before.backups
    .filter(({ createdAt }) => createdAt + 7 * DAY_MS <= at)
    .map(({ backupId }) => backupId);

  it('marks every backup that is older, on day 60 and not before', () => {
    expect(old.length).toBeGreaterThan(50);
    expect(
      marksIn(events)
        .filter((data) => data.at === at)
        .map(({ backupId }) => backupId),
    ).toEqual(old);
    expect(before.backups.filter(({ state }) => state !== 'READY')).toEqual([]);
  });

  it('purges them on day 67 and not before', () => {
    expect(purgesIn(events).map(({ backupId }) => backupId)).toEqual(old);
    expect(new Set(purgesIn(events).map((data) => data.at))).toEqual(new Set([at + 7 * DAY_MS]));
  });

  it('marks all but the last one of a paused cluster, however old (F-158)', () => {
    const paused = daysIn(clusterWith({ hsms: 0 }), 60);
    const short = after(
      setRetention(paused, { at: paused.createdAt + 60 * DAY_MS, retentionDays: 7 }),
    );
    const [later] = accepted(advance(short, { at: short.asOf + 300 * DAY_MS }));
    expect(later.backups.map(({ backupId }) => backupId)).toEqual([latestBackup(paused)?.backupId]);
  });
});

describe('retention', () => {
  it('marks no backup until there is a newer one', () => {
    const paused = clusterWith({ hsms: 0, retentionDays: 7 });
    const last = latestBackup(paused)?.backupId ?? '';
    const [later] = accepted(advance(paused, { at: paused.asOf + 100 * DAY_MS }));
    expect(later.backups.map(({ backupId, markableSince }) => [backupId, markableSince])).toEqual([
      [last, undefined],
    ]);
  });

  it('lets the last one be deleted by hand, and says that nothing is left', () => {
    const paused = daysIn(clusterWith({ hsms: 0, retentionDays: 7 }), 30);
    const backupId = latestBackup(paused)?.backupId ?? '';
    const deleted = deleteBackup(paused, { at: paused.asOf, backupId });
    expect(deleted).toMatchObject({ right: [{}, [{ data: { isLastReady: true } }]] });
    expect(latestBackup(after(deleted))).toBeUndefined();
  });

  it('does not touch backups without a policy (F-162)', () => {
    const before = clusterWith({ hsms: 0, retentionDays: 7 });
    const free = evolveCluster(before, {
      type: 'RetentionSet',
      data: { at: before.asOf, retention: 'NONE' },
    });
    expect(accepted(advance(free, { at: free.asOf + 1000 * DAY_MS }))[1]).toEqual([]);
    expect(expiresAt(free, { createdAt: 0 })).toBeUndefined();
  });

  it('follows a policy that could not be set today (F-161)', () => {
    const before = clusterWith({ hsms: 0, retentionDays: 7 });
    const old = evolveCluster(before, {
      type: 'RetentionSet',
      data: { at: before.asOf, retention: { days: 455 } },
    });
    const [first] = old.backups;
    expect(marksIn(accepted(advance(old, { at: old.asOf + 1000 * DAY_MS }))[1])).toMatchObject([
      { at: (first?.createdAt ?? 0) + 455 * DAY_MS },
    ]);
  });

  it('sweeps at fixed hours if the edition says so (U-9)', () => {
    const paused = clusterWith({
      hsms: 0,
      retentionDays: 7,
      edition: editionWith({ sweep: { everyHours: 6 } }),
    });
    const [first] = paused.backups;
    const expiry = (first?.createdAt ?? 0) + 7 * DAY_MS;
    const swept = Math.ceil(expiry / (6 * HOUR_MS)) * 6 * HOUR_MS;
    expect(marksIn(accepted(advance(paused, { at: swept - 1 }))[1])).toEqual([]);
    expect(marksIn(accepted(advance(paused, { at: swept }))[1])).toMatchObject([
      { at: swept, backupId: first?.backupId },
    ]);
    expect(swept).toBeGreaterThan(expiry);
  });

  it('never sweeps by itself if the edition says MANUAL (U-9)', () => {
    const paused = clusterWith({
      hsms: 0,
      retentionDays: 7,
      edition: editionWith({ sweep: 'MANUAL' }),
    });
    expect(accepted(advance(paused, { at: paused.asOf + 1000 * DAY_MS }))[1]).toEqual([]);
  });

  it('goes on for a DELETED cluster, under the policy that it had (F-159)', () => {
    const deleted = cluster('DELETED', { retentionDays: 7 });
    const [later, events] = accepted(advance(deleted, { at: deleted.asOf + 100 * DAY_MS }));
    expect(marksIn(events)).toHaveLength(1);
    expect(later.backups).toHaveLength(1);
  });

  it('starts a longer policy from the backups’ own age', () => {
    const paused = clusterWith({ hsms: 0, retentionDays: 7 });
    const longer = after(setRetention(paused, { at: paused.asOf + 3 * DAY_MS, retentionDays: 30 }));
    const [first] = paused.backups;
    expect(marksIn(accepted(advance(longer, { at: longer.asOf + 90 * DAY_MS }))[1])).toMatchObject([
      { at: (first?.createdAt ?? 0) + 30 * DAY_MS },
    ]);
  });
});
