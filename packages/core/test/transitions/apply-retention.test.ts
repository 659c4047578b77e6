import { describe, expect, it } from '@jest/globals';
import { assert, integer, property } from 'fast-check';
import {
  applyRetention,
  DAY_MS,
  latestBackup,
  setNeverExpires,
  type Cluster,
} from '@hsm-lifecycle/core';
import { accepted, after, cluster, clusterWith, eventsOf, settled } from '@hsm-lifecycle/testing';
import { itKeepsTime } from '../shared.ts';
import { onlyFast, editionWith } from '../support.ts';

const manual = editionWith({ sweep: 'MANUAL' });
/** Two backups: that of the activation, and that of the removal. */
const paused: Cluster = clusterWith({ hsms: 0, edition: manual, retentionDays: 7 });
const [first, last] = paused.backups;
const expiry = (first?.createdAt ?? 0) + 7 * DAY_MS;

describe('applyRetention', () => {
  it('marks what has outlived the policy, at the exact instant (U-9, F-156)', () => {
    const [state, events] = accepted(applyRetention(paused, { at: expiry }));
    expect(events).toEqual([
      {
        type: 'BackupExpired',
        data: { at: expiry, backupId: first?.backupId, deleteAt: expiry + 7 * DAY_MS },
      },
    ]);
    expect(state.backups[0]).toMatchObject({
      state: 'PENDING_DELETION',
      deletedBy: 'RETENTION',
      deleteAt: expiry + 7 * DAY_MS,
    });
  });

  it('marks nothing a millisecond before (U-9)', () => {
    expect(eventsOf(applyRetention(paused, { at: expiry - 1 }))).toEqual([]);
  });

  it('never marks the last backup, however old (F-158, U-10)', () => {
    const swept = after(applyRetention(paused, { at: expiry + 1000 * DAY_MS }));
    expect(latestBackup(swept)).toMatchObject({ backupId: last?.backupId, state: 'READY' });
    expect(eventsOf(applyRetention(swept, { at: expiry + 2000 * DAY_MS }))).toMatchObject([
      { type: 'BackupPurged' },
    ]);
  });

  it('protects the last backup, exempt or not, and no other in its place (U-10)', () => {
    const exempt = after(
      setNeverExpires(paused, {
        at: paused.asOf,
        backupId: last?.backupId ?? '',
        neverExpires: true,
      }),
    );
    expect(eventsOf(applyRetention(exempt, { at: expiry }))).toMatchObject([
      { data: { backupId: first?.backupId } },
    ]);
  });

  it('never marks an exempt backup (F-163)', () => {
    const exempt = after(
      setNeverExpires(paused, {
        at: paused.asOf,
        backupId: first?.backupId ?? '',
        neverExpires: true,
      }),
    );
    expect(eventsOf(applyRetention(exempt, { at: expiry + 1000 * DAY_MS }))).toEqual([]);
  });

  it('continues for a DELETED cluster (F-159)', () => {
    const deleted = cluster('DELETED', { edition: manual, retentionDays: 7 });
    expect(eventsOf(applyRetention(deleted, { at: deleted.asOf + 8 * DAY_MS }))).toMatchObject([
      { type: 'BackupExpired' },
    ]);
  });

  it('has nothing to do if the service sweeps by itself', () => {
    const continuous = clusterWith({ hsms: 0, retentionDays: 7 });
    const at = continuous.asOf + 8 * DAY_MS;
    expect(eventsOf(applyRetention(continuous, { at }))).toMatchObject([
      { type: 'BackupExpired', data: { at: expiry } },
    ]);
  });

  it.each([
    'CREATE_IN_PROGRESS',
    'UNINITIALIZED',
    'INITIALIZED',
    'DEGRADED',
    'DELETE_IN_PROGRESS',
  ] as const)('accepts a cluster that is %s', (state) => {
    const before = cluster(state);
    expect(eventsOf(applyRetention(before, { at: before.asOf }))).toEqual([]);
  });

  itKeepsTime(
    () => paused,
    (holder, at) => applyRetention(holder, { at }),
  );

  it('always leaves a READY backup, whenever it sweeps', () => {
    const busy = settled(clusterWith({ hsms: 2, edition: manual, retentionDays: 7 }));
    assert(
      property(
        integer({ min: 0, max: 60 * DAY_MS }),
        integer({ min: 0, max: 60 * DAY_MS }),
        (one, other) => {
          const once = after(applyRetention(busy, { at: busy.asOf + one }));
          const twice = after(applyRetention(once, { at: busy.asOf + one + other }));
          expect(latestBackup(twice)?.state).toBe('READY');
        },
      ),
      onlyFast,
    );
  });
});
