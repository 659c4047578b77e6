import { describe, expect, it } from '@jest/globals';
import { assert, integer, pre, property } from 'fast-check';
import { isRight, left } from 'fp-ts/lib/Either.js';
import { evolveCluster, setRetention, type Cluster } from '@hsm-lifecycle/core';
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

  it('refuses the present days (U-17)', () => {
    expect(setting(before, 90)).toEqual(
      left({ _tag: 'NothingToChange', rule: 'U-17', field: 'retentionDays' }),
    );
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
