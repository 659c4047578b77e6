import { describe, expect, it } from '@jest/globals';
import {
  activate,
  addHsm,
  advance,
  andThen,
  createCluster,
  DAY_MS,
  deleteBackup,
  dueAt,
  initialize,
  MINUTE_MS,
  editions,
  setRetention,
} from '@hsm-lifecycle/core';
import { left } from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import {
  accepted,
  after,
  aNewCluster,
  cluster,
  clusterWith,
  copy,
  COPY_ID,
  refusalOf,
  settled,
  START,
  typesOf,
} from '@hsm-lifecycle/testing';
import { unfold } from '../../src/time/advance.ts';
import { itKeepsTime } from '../shared.ts';
import { editionWith } from '../support.ts';

const availabilityZone = 'eu-west-1a';

describe('time', () => {
  it('brings nothing by a number that is not an instant', () => {
    for (const holder of [cluster('ACTIVE'), copy()]) {
      for (const wrong of [holder.asOf + 900 * DAY_MS + 0.5, Number.POSITIVE_INFINITY, Number.NaN])
        expect(unfold(holder, wrong)).toEqual([holder, []]);
    }
    const active = cluster('ACTIVE');
    expect(unfold(active, active.asOf + 2 * DAY_MS)[1]).not.toEqual([]);
  });

  it('passes without reports under the instant edition', () => {
    const outcome = pipe(
      createCluster(aNewCluster({ edition: editions.instant })),
      andThen(addHsm, { at: START, availabilityZone }),
      andThen(initialize, { at: START }),
      andThen(activate, { at: START }),
      andThen(addHsm, { at: START, availabilityZone }),
    );
    expect(typesOf(outcome)).toEqual([
      'ClusterCreating',
      'ClusterCreated',
      'HsmAdding',
      'HsmAdded',
      'ClusterInitializing',
      'ClusterInitialized',
      'ClusterActivated',
      'BackupCreating',
      'BackupCreated',
      'BackupCreating',
      'HsmAdding',
    ]);
    expect(new Set(accepted(outcome)[1].map(({ data }) => data.at))).toEqual(new Set([START]));
  });

  it('ends a backup before the HSMs that wait for it, at one instant', () => {
    const one = clusterWith({ edition: editions.instant });
    const joining = after(addHsm(one, { at: one.asOf, availabilityZone }));
    expect(accepted(advance(joining, { at: one.asOf }))[1].map(({ type }) => type)).toEqual([
      'BackupCreated',
      'HsmAdded',
    ]);
  });

  it('orders one instant: completions, purges, marks, the daily backup', () => {
    const quiet = clusterWith({
      retentionDays: 9,
      edition: editionWith({ forcedBackups: ['ACTIVATION'] }),
    });
    const started = quiet.lastBackupAt ?? 0;
    const instant = started + 9 * DAY_MS;
    const [later] = accepted(advance(quiet, { at: started + 2 * DAY_MS }));
    const deleted = after(
      deleteBackup(later, { at: started + 2 * DAY_MS, backupId: later.backups[1]?.backupId ?? '' }),
    );
    const joining = after(addHsm(deleted, { at: instant - 10 * MINUTE_MS, availabilityZone }));
    const [eve] = accepted(advance(joining, { at: instant - 1 }));
    expect(accepted(advance(eve, { at: instant }))[1].map(({ type }) => type)).toEqual([
      'HsmAdded',
      'BackupPurged',
      'BackupExpired',
      'BackupCreating',
    ]);
  });

  it('lets a purge win over an undelete at the exact instant, and a mark over a policy', () => {
    const paused = clusterWith({ hsms: 0, retentionDays: 7 });
    const at = (paused.backups[0]?.createdAt ?? 0) + 7 * DAY_MS;
    expect(typesOf(setRetention(paused, { at, retentionDays: 90 }))).toEqual([
      'BackupExpired',
      'RetentionSet',
    ]);
    expect(typesOf(setRetention(paused, { at: at - 1, retentionDays: 90 }))).toEqual([
      'RetentionSet',
    ]);
  });

  it('brings no events to a cluster at rest', () => {
    expect(dueAt(cluster('UNINITIALIZED'))).toBeUndefined();
    expect(dueAt(cluster('INITIALIZED'))).toBeUndefined();
    expect(dueAt(copy())).toBeUndefined();
  });

  it('does the same for a copy: its arrival, and its purge', () => {
    const gone = after(deleteBackup(copy(), { at: copy().asOf, backupId: COPY_ID }));
    expect(dueAt(gone)).toBe(gone.asOf + 7 * DAY_MS);
    expect(accepted(advance(gone, { at: gone.asOf + 7 * DAY_MS }))[1]).toMatchObject([
      { type: 'BackupPurged', data: { gone: { keys: 0, users: 2 } } },
    ]);
  });

  itKeepsTime(
    () => settled(clusterWith()),
    (holder, at) => advance(holder, { at }),
  );

  it('works in a chain of transitions, and can be refused there', () => {
    const one = cluster('INITIALIZED');
    const chain = (until: number) =>
      pipe(
        activate(one, { at: one.asOf }),
        andThen(advance, { at: until }),
        andThen(addHsm, { at: until, availabilityZone }),
      );
    expect(typesOf(chain(one.asOf + DAY_MS))).toEqual([
      'ClusterActivated',
      'BackupCreating',
      'BackupCreated',
      'BackupCreating',
      'BackupCreating',
      'HsmAdding',
    ]);
    expect(chain(Number.NaN)).toEqual(left({ _tag: 'NotAnInstant', rule: 'M-2', at: Number.NaN }));
    expect(refusalOf(chain(one.asOf - 1))._tag).toBe('TimeRanBackwards');
  });
});
