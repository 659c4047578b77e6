import { describe, expect, it } from '@jest/globals';
import { assert, integer, property } from 'fast-check';
import { left } from 'fp-ts/lib/Either.js';
import {
  addHsm,
  advance,
  DAY_MS,
  deleteBackup,
  setNeverExpires,
  undeleteBackup,
  type BackupHolder,
} from '@hsm-lifecycle/core';
import { accepted, after, cluster, clusterWith, copy, COPY_ID } from '@hsm-lifecycle/testing';
import { itKeepsTime } from '../shared.ts';
import { onlyFast } from '../support.ts';

const before = clusterWith({ hsms: 0, users: ['alice'], keys: ['k1'] });
const [first, last] = before.backups.map(({ backupId }) => backupId);
const deleting = (holder: BackupHolder, backupId = first ?? '') =>
  deleteBackup(holder, { at: holder.asOf, backupId });

describe('deleteBackup', () => {
  it('gives a backup seven days of grace (F-145, F-148)', () => {
    const at = before.asOf;
    const [state, events] = accepted(deleting(before));
    expect(events).toEqual([
      {
        type: 'BackupDeletionScheduled',
        data: { at, backupId: first, deleteAt: at + 7 * DAY_MS, isLastReady: false },
      },
    ]);
    expect(state.backups[0]).toMatchObject({
      state: 'PENDING_DELETION',
      deleteAt: at + 7 * DAY_MS,
      deletedBy: 'CUSTOMER',
    });
  });

  it('purges it after that, and not a millisecond before (F-145)', () => {
    const deleted = after(deleting(before));
    const end = deleted.asOf + 7 * DAY_MS;
    expect(accepted(advance(deleted, { at: end - 1 }))[1]).toEqual([]);
    expect(accepted(advance(deleted, { at: end }))[1]).toEqual([
      { type: 'BackupPurged', data: { at: end, backupId: first, gone: { keys: 0, users: 0 } } },
    ]);
  });

  it('accepts the last one, and says what that means (F-152)', () => {
    const deleted = after(deleting(before));
    expect(accepted(deleting(deleted, last))[1]).toMatchObject([
      { data: { backupId: last, isLastReady: true } },
    ]);
  });

  it('counts the keys and users that are gone when the last one is purged', () => {
    const both = after(deleting(after(deleting(before)), last));
    const purged = accepted(advance(both, { at: both.asOf + 7 * DAY_MS }))[1];
    expect(purged.map(({ data }) => data)).toMatchObject([
      { gone: { keys: 0, users: 0 } },
      { gone: { keys: 1, users: 3 } },
    ]);
  });

  it('accepts an exempt one (U-11)', () => {
    const exempt = after(
      setNeverExpires(before, { at: before.asOf, backupId: first ?? '', neverExpires: true }),
    );
    expect(after(deleting(exempt)).backups[0]).toMatchObject({
      state: 'PENDING_DELETION',
      neverExpires: true,
    });
  });

  it('accepts a copy, although nothing is left then', () => {
    const aCopy = copy();
    const [state, events] = accepted(deleting(aCopy, COPY_ID));
    expect(events).toMatchObject([{ data: { isLastReady: true } }]);
    expect(accepted(advance(state, { at: state.asOf + 7 * DAY_MS }))[0].backups).toEqual([]);
  });

  it('accepts a backup of a DELETED cluster (F-159)', () => {
    const deleted = cluster('DELETED');
    expect(after(deleting(deleted)).backups[0]?.state).toBe('PENDING_DELETION');
  });

  itKeepsTime(
    () => before,
    (holder, at) => deleteBackup(holder, { at, backupId: first ?? '' }),
  );

  it('refuses a backup that is not there (M-3)', () => {
    expect(deleting(before, 'backup-none')).toEqual(
      left({ _tag: 'BackupNotFound', rule: 'M-3', backupId: 'backup-none' }),
    );
  });

  it('refuses a backup that is pending already (U-13)', () => {
    expect(deleting(after(deleting(before)))).toEqual(
      left({ _tag: 'BackupNotReady', rule: 'U-13', backupId: first, actual: 'PENDING_DELETION' }),
    );
  });

  it('refuses a backup that is in progress (U-13)', () => {
    const active = clusterWith();
    const joining = after(addHsm(active, { at: active.asOf, availabilityZone: 'eu-west-1a' }));
    const backupId = joining.backups.at(-1)?.backupId ?? '';
    expect(deleting(joining, backupId)).toEqual(
      left({ _tag: 'BackupNotReady', rule: 'U-13', backupId, actual: 'CREATE_IN_PROGRESS' }),
    );
  });

  it('refuses a backup at the exact instant of its purge: the purge wins (M-3)', () => {
    const deleted = after(deleting(before));
    expect(deleteBackup(deleted, { at: deleted.asOf + 7 * DAY_MS, backupId: first ?? '' })).toEqual(
      left({ _tag: 'BackupNotFound', rule: 'M-3', backupId: first }),
    );
  });

  it('can always be undone within the grace period', () => {
    assert(
      property(integer({ min: 0, max: 7 * DAY_MS - 1 }), (wait) => {
        const deleted = after(deleting(before));
        const back = after(
          undeleteBackup(deleted, { at: deleted.asOf + wait, backupId: first ?? '' }),
        );
        expect(back.backups[0]).toEqual({ ...before.backups[0], markableSince: back.asOf });
        expect(back.backups[1]).toBe(before.backups[1]);
      }),
      onlyFast,
    );
  });
});
