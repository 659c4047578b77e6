import { describe, expect, it } from '@jest/globals';
import { assert, integer, pre, property } from 'fast-check';
import { isRight, left, right } from 'fp-ts/lib/Either.js';
import {
  advance,
  DAY_MS,
  evolveCluster,
  latestBackup,
  setRetention,
  type Cluster,
} from '@hsm-lifecycle/core';
import { accepted, after, cluster, clusterWith } from '@hsm-lifecycle/testing';
import { itKeepsTime } from '../shared.ts';
import { onlyFast } from '../support.ts';

const before = clusterWith({ hsms: 2 });
const setting = (holder: Cluster, retentionDays: number) =>
  setRetention(holder, { at: holder.asOf, retentionDays });

describe('setRetention', () => {
  it('sets how many days backups are kept (F-154)', () => {
    const [state, events] = accepted(setting(before, 30));
    expect(events).toEqual([
      { type: 'RetentionSet', data: { at: before.asOf, retention: { days: 30 } } },
    ]);
    expect(state.retention).toEqual({ days: 30 });
  });

  it('acts from now on, on existing backups (F-157)', () => {
    expect(after(setting(before, 30)).backups.map(({ markableSince }) => markableSince)).toEqual([
      before.asOf,
      undefined,
    ]);
  });

  it('sets a policy if there was none (F-162)', () => {
    const free = evolveCluster(before, {
      type: 'RetentionSet',
      data: { at: before.asOf, retention: 'NONE' },
    });
    expect(after(setting(free, 90)).retention).toEqual({ days: 90 });
  });

  it.each([
    'CREATE_IN_PROGRESS',
    'UNINITIALIZED',
    'INITIALIZE_IN_PROGRESS',
    'INITIALIZED',
    'ACTIVE',
    'DEGRADED',
  ] as const)('accepts a cluster that is %s (U-30)', (state) => {
    expect(isRight(setting(cluster(state), 30))).toBe(true);
  });

  it.each([7, 379])('accepts %d days (F-154)', (days) => {
    expect(isRight(setting(before, days))).toBe(true);
  });

  itKeepsTime(
    () => before,
    (holder, at) => setRetention(holder, { at, retentionDays: 30 }),
  );

  it.each(['DELETE_IN_PROGRESS', 'DELETED'] as const)(
    'refuses a cluster that is %s: its policy is frozen (U-30)',
    (state) => {
      expect(setting(cluster(state), 30)).toEqual(
        left({
          _tag: 'WrongState',
          rule: 'U-30',
          actual: state,
          allowed: [
            'CREATE_IN_PROGRESS',
            'UNINITIALIZED',
            'INITIALIZE_IN_PROGRESS',
            'INITIALIZED',
            'ACTIVE',
            'MODIFY_IN_PROGRESS',
            'ROLLBACK_IN_PROGRESS',
            'DEGRADED',
          ],
        }),
      );
    },
  );

  it.each([6, 380, 30.5, Number.NaN, Number.POSITIVE_INFINITY])(
    'refuses %d days (F-154)',
    (days) => {
      expect(setting(before, days)).toEqual(
        left({ _tag: 'RetentionOutOfRange', rule: 'F-154', retentionDays: days, min: 7, max: 379 }),
      );
    },
  );

  it('accepts the days that it has, and changes nothing (U-17)', () => {
    expect(setting(before, 90)).toEqual(right([before, []]));
  });

  describe('NONE', () => {
    const bySupport = (now: Cluster) =>
      setRetention(now, { at: now.asOf, retentionDays: 'NONE', by: 'SUPPORT' });

    it('is set by Support, and nothing is marked any more (F-162)', () => {
      const [free, events] = accepted(bySupport(before));
      expect(events).toEqual([
        { type: 'RetentionSet', data: { at: before.asOf, retention: 'NONE' } },
      ]);
      const [later, then] = accepted(advance(free, { at: free.asOf + 4000 * DAY_MS }));
      expect(then.map(({ type }) => type)).not.toContain('BackupExpired');
      expect(latestBackup(later)?.state).toBe('READY');
      expect(bySupport(free)).toEqual(right([free, []]));
    });

    it('ends when a customer sets days again, as from that instant', () => {
      const free = after(bySupport(before));
      const at = free.asOf + 400 * DAY_MS;
      const back = after(setRetention(free, { at, retentionDays: 30 }));
      expect(back.retention).toEqual({ days: 30 });
      expect(back.backups[0]?.markableSince).toBe(at);
    });

    it.each([{}, { by: 'CUSTOMER' } as const])('is refused of a customer: %j (F-162)', (who) => {
      const asked = { at: before.asOf, retentionDays: 'NONE', ...who } as const;
      expect(setRetention(before, asked)).toEqual(
        left({ _tag: 'SupportOnly', rule: 'F-162', field: 'retentionDays' }),
      );
    });

    it('leaves Support to the range of days, too (F-154)', () => {
      const asked = { at: before.asOf, retentionDays: 380, by: 'SUPPORT' } as const;
      expect(setRetention(before, asked)).toMatchObject(left({ _tag: 'RetentionOutOfRange' }));
    });
  });

  it('keeps more days than anybody can set, and refuses them all the same (F-161)', () => {
    const old = evolveCluster(before, {
      type: 'RetentionSet',
      data: { at: before.asOf, retention: { days: 455 } },
    });
    const at = old.asOf + 400 * DAY_MS;
    expect(accepted(advance(old, { at }))[0].backups[0]?.state).toBe('READY');
    for (const days of [455, 456])
      expect(setting(old, days)).toMatchObject(left({ _tag: 'RetentionOutOfRange', max: 379 }));
  });

  it('always leaves the backups themselves as they were', () => {
    assert(
      property(integer({ min: 0, max: 400 }), (days) => {
        const outcome = setting(before, days);
        pre(isRight(outcome));
        expect(
          outcome.right[0].backups.map(({ backupId, state, deleteAt }) => [
            backupId,
            state,
            deleteAt,
          ]),
        ).toEqual(
          before.backups.map(({ backupId, state, deleteAt }) => [backupId, state, deleteAt]),
        );
      }),
      onlyFast,
    );
  });
});
