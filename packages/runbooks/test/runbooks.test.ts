import { describe, expect, it } from '@jest/globals';
import { DAY_MS, HOUR_MS, type Command } from '@hsm-lifecycle/core';
import { residualData, type Fleet } from '@hsm-lifecycle/core/fleet';
import {
  clustersIn,
  copiesIn,
  ELSEWHERE,
  fleet as exampleFleet,
  REGION,
} from '@hsm-lifecycle/testing/examples';
import {
  copyNewest,
  dailyAt,
  exemptMonthly,
  failBack,
  failOver,
  forgetGoneAfter,
  keepGfs,
  keepNewest,
  nextWakeAt,
  pauseWhenIdle,
  removeForGood,
  rotateHsms,
} from '@hsm-lifecycle/runbooks';
import type { Runbook } from '@hsm-lifecycle/core/fleet';
import { commanded, later, operated } from './operating.ts';

const fleet = exampleFleet({ quotas: 'NONE' });
const [cluster] = clustersIn(fleet);
const clusterId = cluster?.clusterId ?? '';
const both =
  (...runbooks: readonly Runbook[]): Runbook =>
  (now, at) =>
    runbooks.flatMap((run) => run(now, at));

const readyCopies = (now: Fleet) =>
  copiesIn(now).flatMap(({ backups }) => backups.filter(({ state }) => state === 'READY'));

describe('nextWakeAt', () => {
  it('is strictly later, on the schedule', () => {
    const schedule = dailyAt(22 * HOUR_MS);
    expect(nextWakeAt(schedule, 0)).toBe(22 * HOUR_MS);
    expect(nextWakeAt(schedule, 22 * HOUR_MS)).toBe(DAY_MS + 22 * HOUR_MS);
    expect(nextWakeAt({ every: 10 }, 9)).toBe(10);
  });
});

describe('copyNewest', () => {
  const run = copyNewest({ to: ELSEWHERE });

  it('copies each backup once', () => {
    const after = operated(fleet, run, 72);
    const sources = copiesIn(after).flatMap(({ backups }) =>
      backups.map((b) => b.source?.backupId),
    );
    expect(sources.length).toBeGreaterThanOrEqual(4);
    expect(new Set(sources).size).toBe(sources.length);
  });

  it('copies again what failed', () => {
    const day = later(fleet, 25);
    const copying = commanded(day, run(day, day.asOf));
    const begun = copiesIn(copying).find(
      ({ backups }) => backups[0]?.state === 'CREATE_IN_PROGRESS',
    );
    const id = begun?.copyId ?? '';
    const at = copying.asOf;
    expect(run(copying, at)).toEqual([]);
    const failed = commanded(copying, [{ type: 'Settle', data: { at, id, outcome: 'FAILED' } }]);
    expect(run(failed, at)).toHaveLength(1);
  });

  it('leaves other regions, lost ones and the destination alone', () => {
    const day = later(fleet, 25);
    const at = day.asOf;
    expect(run(day, at)).toHaveLength(1);
    expect(copyNewest({ to: REGION })(day, at)).toEqual([]);
    expect(copyNewest({ to: ELSEWHERE, from: 'eu-west-2' })(day, at)).toEqual([]);
    const lose = (region: string): Command => ({
      type: 'LoseRegion',
      data: { at, region, kind: 'UNREACHABLE' },
    });
    expect(run(commanded(day, [lose(ELSEWHERE)]), at)).toEqual([]);
    expect(run(commanded(day, [lose(REGION)]), at)).toEqual([]);
  });
});

describe('keepNewest', () => {
  it('keeps so many copies of a cluster, the newest', () => {
    const run = both(copyNewest({ to: ELSEWHERE }), keepNewest({ region: ELSEWHERE, count: 3 }));
    const after = operated(fleet, run, 24 * 10);
    const kept = readyCopies(after);
    expect(kept).toHaveLength(3);
    const newest = after.asOf - Math.max(...kept.map(({ createdAt }) => createdAt));
    expect(newest).toBeLessThan(26 * HOUR_MS);
  });

  it('keeps one, even if asked for none', () => {
    const run = both(copyNewest({ to: ELSEWHERE }), keepNewest({ region: ELSEWHERE, count: 0 }));
    expect(readyCopies(operated(fleet, run, 24 * 4))).toHaveLength(1);
  });
});

describe('keepGfs', () => {
  it('keeps days, weeks and months', () => {
    const keep = keepGfs({ region: ELSEWHERE, daily: 3, weekly: 3, monthly: 4 });
    const after = operated(fleet, both(copyNewest({ to: ELSEWHERE }), keep), 24 * 100);
    const days = readyCopies(after).map(({ createdAt }) =>
      new Date(createdAt).toISOString().slice(0, 10),
    );
    // The fleet begins on Thursday, 1 January 2026; day 100 is Saturday, 11 April.
    expect(new Date(after.asOf).toISOString().slice(0, 10)).toBe('2026-04-11');
    expect([...new Set(days)].toSorted()).toEqual([
      '2026-01-31',
      '2026-02-28',
      '2026-03-29',
      '2026-03-31',
      '2026-04-05',
      '2026-04-09',
      '2026-04-10',
      '2026-04-11',
    ]);
  });
});

describe('exemptMonthly', () => {
  it('exempts the first backup of each month, and ends it after some months', () => {
    const after = operated(fleet, exemptMonthly({ months: 3 }), 24 * 150);
    const exempt = (clustersIn(after)[0]?.backups ?? [])
      .filter(({ neverExpires }) => neverExpires)
      .map(({ createdAt }) => new Date(createdAt).toISOString().slice(0, 10));
    // 150 days after 1 January 2026 is 31 May.
    expect(exempt).toEqual(['2026-03-01', '2026-04-01', '2026-05-01']);
  });

  it('leaves the exemptions of others alone', () => {
    const at = fleet.asOf;
    const backupId = cluster?.backups[0]?.backupId ?? '';
    const others = commanded(fleet, [
      { type: 'SetNeverExpires', data: { at, backupId, neverExpires: true } },
    ]);
    const after = operated(others, exemptMonthly({ months: 1 }), 24 * 120);
    expect(clustersIn(after)[0]?.backups[0]).toMatchObject({ backupId, neverExpires: true });
  });
});

describe('removeForGood', () => {
  const left = (now: Fleet) => {
    const found = residualData(now, { clusterId, keyIds: ['k1'], userNames: ['bob'] });
    return found._tag === 'Right' ? found.right.length : -1;
  };

  it('removes a key and a user from everywhere, and keeps something to restore from', () => {
    const at = fleet.asOf;
    const withUser = commanded(fleet, [
      { type: 'CreateUser', data: { at, clusterId, name: 'bob', role: 'CU' } },
    ]);
    const run = both(
      copyNewest({ to: ELSEWHERE }),
      removeForGood({ keyIds: ['k1'], userNames: ['BOB'] }),
    );
    const soon = operated(withUser, run, 26);
    expect(left(soon)).toBeGreaterThan(0);
    expect(readyCopies(soon).length).toBeGreaterThan(0);
    expect(clustersIn(soon)[0]?.backups.some(({ state }) => state === 'READY')).toBe(true);
    expect(left(operated(soon, run, 24 * 9))).toBe(0);
  });

  it('removes a key when it has expired, and not before', () => {
    const at = fleet.asOf;
    const expiresAt = at + 10 * DAY_MS;
    const key = { keyId: 'short', owner: 'alice', kind: 'symmetric', expiresAt } as const;
    const with2 = commanded(fleet, [{ type: 'CreateKey', data: { at, clusterId, ...key } }]);
    const keyIds = (now: Fleet) => clustersIn(now)[0]?.material?.keys.map(({ keyId }) => keyId);
    const run = removeForGood({ expired: true });
    expect(keyIds(operated(with2, run, 24 * 9))).toEqual(['k1', 'short']);
    expect(keyIds(operated(with2, run, 24 * 11))).toEqual(['k1']);
  });
});

describe('rotateHsms', () => {
  it('replaces one HSM after the other, and never has fewer', () => {
    const run = rotateHsms({ every: 5 * DAY_MS });
    let now = fleet;
    const before = cluster?.hsms.map(({ hsmId }) => hsmId) ?? [];
    for (let day = 0; day < 14; day += 1) {
      now = operated(now, run, 24);
      expect(clustersIn(now)[0]?.hsms.filter(({ state }) => state === 'ACTIVE').length).toBe(2);
    }
    const after = clustersIn(now)[0]?.hsms.map(({ hsmId }) => hsmId) ?? [];
    expect(after.filter((id) => before.includes(id))).toEqual([]);
  });

  it('goes on after a failed addition', () => {
    const run = rotateHsms({ every: DAY_MS });
    const later1 = later(fleet, 30);
    const begun = commanded(later1, run(later1, later1.asOf));
    const joining = clustersIn(begun)[0]?.hsms.find((h) => h.state === 'CREATE_IN_PROGRESS');
    const id = joining?.hsmId ?? '';
    const at = begun.asOf;
    const failed = commanded(begun, [{ type: 'Settle', data: { at, id, outcome: 'FAILED' } }]);
    const statesOf = (now: Fleet) => clustersIn(now)[0]?.hsms.map(({ state }) => state);
    expect(joining).toBeDefined();
    expect(statesOf(failed)).toEqual(['ACTIVE', 'ACTIVE', 'DEGRADED']);
    expect(statesOf(commanded(failed, run(failed, at)))).toEqual([
      'ACTIVE',
      'ACTIVE',
      'DELETE_IN_PROGRESS',
      'CREATE_IN_PROGRESS',
    ]);
    const [first] = cluster?.hsms ?? [];
    const after = operated(failed, run, 3);
    expect(statesOf(after)).toEqual(['ACTIVE', 'ACTIVE']);
    expect(clustersIn(after)[0]?.hsms.some(({ hsmId }) => hsmId === first?.hsmId)).toBe(false);
  });
});

describe('pauseWhenIdle', () => {
  const run = pauseWhenIdle({ idle: 2 * DAY_MS });

  it('removes all HSMs after two days without use', () => {
    expect(clustersIn(operated(fleet, run, 40))[0]?.hsms).toHaveLength(2);
    expect(clustersIn(operated(fleet, run, 60))[0]?.hsms).toEqual([]);
  });

  it('waits while somebody logs in', () => {
    const login: Runbook = (_, at) => [
      { type: 'RecordLogin', data: { at, clusterId, name: 'alice' } },
    ];
    expect(clustersIn(operated(fleet, both(login, run), 60))[0]?.hsms).toHaveLength(2);
  });

  it('leaves a resumed cluster alone for as long', () => {
    const paused = operated(fleet, run, 60);
    const at = paused.asOf;
    const resumed = commanded(paused, [
      { type: 'AddHsm', data: { at, clusterId, availabilityZone: `${REGION}a` } },
    ]);
    expect(clustersIn(operated(resumed, run, 40))[0]?.hsms).toHaveLength(1);
  });
});

const lost = (kind: 'UNREACHABLE' | 'DESTROYED', now: Fleet): Fleet =>
  commanded(now, [{ type: 'LoseRegion', data: { at: now.asOf, region: REGION, kind } }]);

const inRegion = (now: Fleet, region: string) =>
  clustersIn(now).filter((c) => c.region === region && c.phase !== 'DELETED');

describe('failOver', () => {
  const run = failOver({ to: ELSEWHERE, hsms: 2, retentionDays: 30 });

  it('restores the newest copy, once, and adds HSMs in two zones', () => {
    const ready = operated(fleet, copyNewest({ to: ELSEWHERE }), 48);
    const after = operated(lost('DESTROYED', ready), run, 5);
    const [heir, ...others] = inRegion(after, ELSEWHERE);
    expect(others).toEqual([]);
    expect(heir?.state).toBe('ACTIVE');
    expect(heir?.retention).toEqual({ days: 30 });
    expect(heir?.hsms.map(({ availabilityZone }) => availabilityZone)).toEqual([
      `${ELSEWHERE}a`,
      `${ELSEWHERE}b`,
    ]);
    const newest = Math.max(...readyCopies(ready).map(({ createdAt }) => createdAt));
    const restored = readyCopies(ready).find((b) => b.backupId === heir?.restoredFrom?.backupId);
    expect(restored?.createdAt).toBe(newest);
  });

  it('does nothing without a loss, a copy, or the other region', () => {
    expect(run(fleet, fleet.asOf)).toEqual([]);
    const gone = lost('UNREACHABLE', fleet);
    expect(failOver({ to: 'eu-west-2', hsms: 1 })(gone, gone.asOf)).toEqual([]);
    expect(failOver({ to: ELSEWHERE, from: 'eu-west-3', hsms: 1 })(gone, gone.asOf)).toEqual([]);
    expect(failOver({ to: REGION, hsms: 1 })(gone, gone.asOf)).toEqual([]);
  });
});

describe('failBack', () => {
  it('brings home what was written elsewhere', () => {
    const away = operated(lost('UNREACHABLE', fleet), failOver({ to: ELSEWHERE, hsms: 2 }), 6);
    const heirId = inRegion(away, ELSEWHERE)[0]?.clusterId ?? '';
    const at = away.asOf;
    const key = { keyId: 'written-elsewhere', owner: 'alice', kind: 'symmetric' } as const;
    const written = commanded(away, [
      { type: 'CreateKey', data: { at, clusterId: heirId, ...key } },
    ]);
    const run = failBack({ home: REGION, hsms: 2 });
    expect(run(written, at)).toEqual([]);
    const back = commanded(written, [{ type: 'RecoverRegion', data: { at, region: REGION } }]);
    const after = operated(back, run, 12);
    const home = inRegion(after, REGION).find((c) => c.restoredFrom !== undefined);
    expect(home?.hsms).toHaveLength(2);
    expect(home?.material?.keys.map(({ keyId }) => keyId)).toContain('written-elsewhere');
    expect(inRegion(after, ELSEWHERE)[0]?.hsms).toEqual([]);
  });
});

describe('forgetGoneAfter', () => {
  it('forgets what has been gone for long enough, and asks for nothing else', () => {
    const run = forgetGoneAfter({ after: 3 * DAY_MS });
    expect(run(fleet, fleet.asOf)).toEqual([]);
    const [copy] = readyCopies(fleet);
    const deleted = commanded(fleet, [
      { type: 'DeleteBackup', data: { at: fleet.asOf, backupId: copy?.backupId ?? '' } },
    ]);
    expect(copiesIn(operated(deleted, run, 24 * 9))).toHaveLength(1);
    expect(copiesIn(operated(deleted, run, 24 * 11))).toEqual([]);
  });
});
