import { describe, expect, it } from '@jest/globals';
import { DAY_MS, HOUR_MS, type Command } from '@hsm-lifecycle/core';
import { advanceFleet, evolveFleet, step, type Fleet } from '@hsm-lifecycle/core/fleet';
import { assert, constantFrom, nat, pre, property } from 'fast-check';
import { accepted, aHistory, clustersIn, ELSEWHERE, REGION, subnets } from '@hsm-lifecycle/testing';
import { onlyFast, plain } from '../support.ts';
import {
  at,
  backupIds,
  clusterId,
  copyId,
  exampleFleet,
  hsmIds,
  ordered,
  restoring,
  theCluster,
} from './world.ts';
import { forecastRetention, recoveryPoints } from './answers.ts';

const [oldest = 'none', newest = 'none'] = backupIds;
const hour = (n: number): number => at + n * HOUR_MS;
const pausing = hsmIds.map((hsmId, index): Command => ({
  type: 'RemoveHsm',
  data: { at: hour(index), clusterId, hsmId },
}));
const advancing = (when: number): Command => ({ type: 'Advance', data: { at: when } });
const paused = ordered(exampleFleet, ...pausing, advancing(hour(3)));
const deleted = ordered(
  paused,
  { type: 'DeleteCluster', data: { at: hour(3), clusterId } },
  advancing(hour(4)),
);
const idsOf = (fleet: Fleet) =>
  recoveryPoints(fleet, { clusterId, at: fleet.asOf }).points.map(({ backupId }) => backupId);

describe('recoveryPoints', () => {
  it('lists no backup in progress', () => {
    const joining = ordered(exampleFleet, {
      type: 'AddHsm',
      data: { at, clusterId, availabilityZone: `${REGION}c` },
    });
    expect(theCluster(joining).backups).toHaveLength(3);
    expect(idsOf(joining).toSorted()).toEqual([oldest, newest, copyId].toSorted());
    expect(idsOf(ordered(joining, advancing(hour(1))))).toHaveLength(4);
  });

  it('measures the age of the original, at the instant given (F-167)', () => {
    const later = at + 5 * DAY_MS;
    const copied = recoveryPoints(exampleFleet, { clusterId, at: later }).points.find(
      ({ backupId }) => backupId === copyId,
    );
    expect(copied?.ageMs).toBe(later - (theCluster().backups[1]?.createdAt ?? 0));
  });

  it('continues for a DELETED cluster (F-159)', () => {
    expect(theCluster(deleted).state).toBe('DELETED');
    expect(idsOf(deleted)).toHaveLength(5);
  });

  it('does not mix a cluster with one restored from it', () => {
    const restored = ordered(exampleFleet, restoring(), advancing(hour(1)));
    const id = clustersIn(restored).find(({ origin }) => origin !== undefined)?.clusterId ?? 'none';
    expect(recoveryPoints(restored, { clusterId: id, at: restored.asOf })).toEqual({
      points: [],
      undeletable: [],
    });
    const running = ordered(
      restored,
      { type: 'AddHsm', data: { at: hour(1), clusterId: id, availabilityZone: `${REGION}a` } },
      advancing(hour(2)),
      { type: 'AddHsm', data: { at: hour(2), clusterId: id, availabilityZone: `${REGION}b` } },
      advancing(hour(3)),
    );
    expect(recoveryPoints(running, { clusterId: id, at: running.asOf }).points).toHaveLength(1);
    expect(idsOf(running)).toEqual(idsOf(exampleFleet));
  });

  it('lists copies of copies under the cluster of the original', () => {
    const far = ordered(
      exampleFleet,
      { type: 'CopyToRegion', data: { at, backupId: copyId, region: 'us-east-1' } },
      advancing(hour(1)),
      { type: 'LoseRegion', data: { at: hour(1), region: REGION, kind: 'DESTROYED' } },
      { type: 'LoseRegion', data: { at: hour(1), region: ELSEWHERE, kind: 'DESTROYED' } },
    );
    const { points } = recoveryPoints(far, { clusterId, at: far.asOf });
    expect(points.map(({ region }) => region)).toEqual(['us-east-1']);
  });

  it('lists only backups that can be restored', () => {
    for (const { backupId, region } of recoveryPoints(exampleFleet, { clusterId, at }).points)
      expect(
        clustersIn(ordered(exampleFleet, restoring({ backupId, subnets: subnets(1, region) }))),
      ).toHaveLength(2);
  });

  it('lists undeletable copies, newest first (F-145)', () => {
    const pending = ordered(
      exampleFleet,
      { type: 'DeleteBackup', data: { at, backupId: oldest } },
      { type: 'DeleteBackup', data: { at: hour(1), backupId: copyId } },
    );
    const undeletable = (when: number) =>
      recoveryPoints(pending, { clusterId, at: when }).undeletable.map(({ backupId, until }) => [
        backupId,
        until,
      ]);
    expect(undeletable(hour(1))).toEqual([
      [copyId, hour(1) + 7 * DAY_MS],
      [oldest, at + 7 * DAY_MS],
    ]);
    expect(undeletable(at + 7 * DAY_MS - 1)).toHaveLength(2);
    expect(undeletable(at + 7 * DAY_MS)).toHaveLength(1);
  });
});

describe('forecastRetention', () => {
  const until = at + 400 * DAY_MS;
  const fates = (fleet: Fleet, retentionDays?: number) =>
    forecastRetention(fleet, {
      until,
      clusterId,
      ...(retentionDays !== undefined && { retentionDays }),
    });

  it('leaves the last backup, and copies, alone (F-158, F-169)', () => {
    const forecasts = fates(paused, 7);
    expect(forecasts.at(-1)).toMatchObject({
      asItIs: { expiresAt: undefined },
      asProposed: { expiresAt: undefined },
    });
    expect(forecasts.slice(0, -1).every(({ asItIs }) => asItIs.expiresAt !== undefined)).toBe(true);
    expect(forecasts.map(({ backupId }) => backupId)).not.toContain(copyId);
  });

  it('has nothing proposed for a DELETED cluster, whose policy is frozen (F-159, U-30)', () => {
    const forecasts = fates(deleted, 7);
    expect(forecasts).toHaveLength(4);
    expect(forecasts.map(({ asProposed }) => asProposed)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(forecasts[0]?.asItIs.expiresAt).toBe(
      (theCluster().backups[0]?.createdAt ?? 0) + 90 * DAY_MS,
    );
  });

  it('expires nothing without a policy, and all but the last under a proposed one', () => {
    const none = evolveFleet(paused, {
      stream: clusterId,
      event: { type: 'RetentionSet', data: { at: paused.asOf, retention: 'NONE' } },
    });
    const forecasts = fates(none, 7);
    expect(
      forecasts.every(
        ({ asItIs }) => asItIs.expiresAt === undefined && asItIs.purgedAt === undefined,
      ),
    ).toBe(true);
    expect(forecasts.map(({ asProposed }) => asProposed?.expiresAt !== undefined)).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });

  it('marks at once whatever is older than the proposed policy (F-156)', () => {
    const later = ordered(paused, {
      type: 'Tag',
      data: { at: at + 60 * DAY_MS, resourceId: clusterId, tags: { team: 'red' } },
    });
    const [first] = fates(later, 7);
    expect(first?.asProposed).toEqual({ expiresAt: later.asOf, purgedAt: later.asOf + 7 * DAY_MS });
  });

  it('looks up to and including an instant', () => {
    const expiresAt = (theCluster().backups[0]?.createdAt ?? 0) + 90 * DAY_MS;
    const upTo = (when: number) => forecastRetention(paused, { until: when, clusterId })[0]?.asItIs;
    expect(upTo(expiresAt - 1)).toEqual({ expiresAt: undefined, purgedAt: undefined });
    expect(upTo(expiresAt)).toEqual({ expiresAt, purgedAt: undefined });
    expect(upTo(expiresAt + 7 * DAY_MS)).toEqual({ expiresAt, purgedAt: expiresAt + 7 * DAY_MS });
  });

  it('takes future daily backups into account, without listing them', () => {
    const forecasts = fates(exampleFleet);
    expect(forecasts.map(({ backupId }) => backupId)).toEqual([oldest, newest]);
    expect(forecasts.every(({ asItIs }) => asItIs.purgedAt !== undefined)).toBe(true);
  });

  it('leaves an exempt backup alone (F-163)', () => {
    const exempt = ordered(paused, {
      type: 'SetNeverExpires',
      data: { at: paused.asOf, backupId: oldest, neverExpires: true },
    });
    expect(fates(exempt)[0]?.asItIs).toEqual({ expiresAt: undefined, purgedAt: undefined });
  });

  it('always forecasts what then happens', () => {
    assert(
      property(aHistory, nat({ max: 400 }), ({ end }, days) => {
        const foretold = forecastRetention(end, { until: end.asOf + days * DAY_MS });
        const events = accepted(advanceFleet(end, { at: end.asOf + days * DAY_MS }))[1].map(
          ({ event }) => event,
        );
        const marked = new Map(
          events.flatMap(({ type, data }) =>
            type === 'BackupExpired' ? [[data.backupId, data.at]] : [],
          ),
        );
        const purged = new Map(
          events.flatMap(({ type, data }) =>
            type === 'BackupPurged' ? [[data.backupId, data.at]] : [],
          ),
        );
        for (const { backupId, asItIs } of foretold)
          expect(asItIs).toEqual({
            expiresAt: marked.get(backupId),
            purgedAt: purged.get(backupId),
          });
      }),
      onlyFast,
    );
  });

  it('always forecasts what happens under a proposed policy', () => {
    assert(
      property(aHistory, constantFrom(7, 30, 379), ({ end }, retentionDays) => {
        const [one] = clustersIn(end);
        pre(one !== undefined && end.lost[one.region] === undefined);
        const id = one?.clusterId ?? 'none';
        const before = plain(end);
        const foretold = forecastRetention(end, {
          until: end.asOf + 100 * DAY_MS,
          retentionDays,
          clusterId: id,
        });
        expect(plain(end)).toEqual(before);
        pre(foretold.some(({ asProposed }) => asProposed !== undefined));
        pre(one?.retention !== 'NONE' && one?.retention.days !== retentionDays);
        const horizon = end.asOf + 100 * DAY_MS;
        const [changed, atOnce] = accepted(
          step(end, { type: 'SetRetention', data: { at: end.asOf, clusterId: id, retentionDays } }),
        );
        const events = [...atOnce, ...accepted(advanceFleet(changed, { at: horizon }))[1]].map(
          ({ event }) => event,
        );
        const marked = new Map(
          events.flatMap(({ type, data }) =>
            type === 'BackupExpired' ? [[data.backupId, data.at]] : [],
          ),
        );
        const purged = new Map(
          events.flatMap(({ type, data }) =>
            type === 'BackupPurged' ? [[data.backupId, data.at]] : [],
          ),
        );
        for (const { backupId, asProposed } of foretold)
          expect(asProposed).toEqual({
            expiresAt: marked.get(backupId),
            purgedAt: purged.get(backupId),
          });
      }),
      onlyFast,
    );
  });
});
