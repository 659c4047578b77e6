import { describe, expect, it } from '@jest/globals';
import { assert, integer, property } from 'fast-check';
import { left } from 'fp-ts/lib/Either.js';
import {
  addHsm,
  advance,
  copyToRegion,
  DAY_MS,
  deleteBackup,
  deleteCluster,
  evolveCluster,
  expiresAt,
  HOUR_MS,
  latestBackup,
  restore,
  setNeverExpires,
  settle,
  setRetention,
  undeleteBackup,
  type BackupHolder,
} from '@hsm-lifecycle/core';
import {
  accepted,
  after,
  clusterWith,
  copy,
  COPY_ID,
  ELSEWHERE,
  RESTORED_ID,
  settled,
  subnets,
} from '@hsm-lifecycle/testing';
import { itKeepsTime } from '../shared.ts';
import { editionWith, onlyFast } from '../support.ts';

const paused = clusterWith({ hsms: 0, retentionDays: 7 });
const [first = ''] = paused.backups.map(({ backupId }) => backupId);
const deleted = after(deleteBackup(paused, { at: paused.asOf, backupId: first }));
const undeleting = <Holder extends BackupHolder>(
  holder: Holder,
  at = holder.asOf,
  backupId = first,
) => undeleteBackup(holder, { at, backupId });
const expiry = expiresAt(paused, { createdAt: paused.backups[0]?.createdAt ?? 0 }) ?? 0;
const [expired] = accepted(advance(paused, { at: expiry }));

describe('undeleteBackup', () => {
  it('makes a backup READY again (F-146)', () => {
    const [state, events] = accepted(undeleting(deleted));
    expect(events).toEqual([
      {
        type: 'BackupUndeleted',
        data: { at: deleted.asOf, backupId: first, reprievedUntil: undefined },
      },
    ]);
    expect(state.backups[0]).toMatchObject({
      state: 'READY',
      deleteAt: undefined,
      deletedBy: undefined,
    });
  });

  it('works until a millisecond before the purge (F-145)', () => {
    const end = deleted.asOf + 7 * DAY_MS;
    expect(after(undeleting(deleted, end - 1)).backups[0]?.state).toBe('READY');
    expect(undeleting(deleted, end)).toEqual(
      left({ _tag: 'BackupNotFound', rule: 'M-3', backupId: first }),
    );
  });

  it('gives a backup that has outlived its policy a reprieve of an hour (U-9, F-157)', () => {
    const at = expiry + DAY_MS;
    const [state, events] = accepted(undeleting(expired, at));
    expect(events).toMatchObject([{ data: { reprievedUntil: at + HOUR_MS } }]);
    expect(accepted(advance(state, { at: at + HOUR_MS - 1 }))[1]).toEqual([]);
    expect(accepted(advance(state, { at: at + HOUR_MS }))[1]).toMatchObject([
      { type: 'BackupExpired', data: { at: at + HOUR_MS } },
    ]);
  });

  it('leaves time in the reprieve to lengthen the policy or to exempt the backup (F-157)', () => {
    const saved = after(undeleting(expired, expiry + DAY_MS));
    const longer = after(setRetention(saved, { at: saved.asOf + HOUR_MS - 1, retentionDays: 90 }));
    expect(accepted(advance(longer, { at: longer.asOf + 30 * DAY_MS }))[1]).toEqual([]);
    const exempt = after(
      setNeverExpires(saved, { at: saved.asOf + HOUR_MS - 1, backupId: first, neverExpires: true }),
    );
    expect(accepted(advance(exempt, { at: exempt.asOf + 900 * DAY_MS }))[1]).toEqual([]);
  });

  it('gives no reprieve to a backup that has not: it expires as before', () => {
    const back = after(undeleting(deleted));
    expect(accepted(advance(back, { at: expiry }))[1]).toMatchObject([
      { type: 'BackupExpired', data: { at: expiry } },
    ]);
  });

  it('counts a backup as expired from the exact instant on (U-9)', () => {
    const late = after(deleteBackup(paused, { at: expiry - DAY_MS, backupId: first }));
    expect(accepted(undeleting(late, expiry - 1))[1]).toMatchObject([
      { data: { reprievedUntil: undefined } },
    ]);
    expect(accepted(undeleting(late, expiry))[1]).toMatchObject([
      { data: { reprievedUntil: expiry + HOUR_MS } },
    ]);
  });

  it('gives none at all where the edition says so: it is marked at that very instant', () => {
    const strict = clusterWith({
      hsms: 0,
      retentionDays: 7,
      edition: editionWith({ reprieveHours: 0 }),
    });
    const backupId = strict.backups[0]?.backupId ?? '';
    const [marked] = accepted(advance(strict, { at: expiry }));
    const back = after(undeleting(marked, expiry + DAY_MS, backupId));
    expect(accepted(advance(back, { at: back.asOf }))[1]).toMatchObject([
      { type: 'BackupExpired', data: { at: expiry + DAY_MS } },
    ]);
  });

  it('lets a DELETED cluster’s expired backup be restored in that hour (F-156)', () => {
    const gone = settled(after(deleteCluster(paused, { at: paused.asOf })));
    const [marked] = accepted(advance(gone, { at: expiry }));
    const back = after(undeleting(marked, expiry + DAY_MS));
    const restoring = { backupId: first, clusterId: RESTORED_ID, subnets: subnets(1) };
    expect(restore(back, { at: back.asOf + HOUR_MS - 1, ...restoring })._tag).toBe('Right');
    expect(restore(back, { at: back.asOf + HOUR_MS, ...restoring })).toMatchObject(
      left({ _tag: 'BackupNotReady' }),
    );
  });

  it('gives no reprieve without a policy (F-162)', () => {
    const free = evolveCluster(deleted, {
      type: 'RetentionSet',
      data: { at: deleted.asOf, retention: 'NONE' },
    });
    expect(accepted(undeleting(free))[1]).toMatchObject([{ data: { reprievedUntil: undefined } }]);
  });

  it('undeletes a copy, which has no policy', () => {
    const gone = after(deleteBackup(copy(), { at: copy().asOf, backupId: COPY_ID }));
    expect(accepted(undeleting(gone, gone.asOf, COPY_ID))[1]).toMatchObject([
      { data: { reprievedUntil: undefined } },
    ]);
  });

  it('makes the newest one the last one again, and the one before it markable', () => {
    const last = latestBackup(paused)?.backupId ?? '';
    const without = after(deleteBackup(paused, { at: paused.asOf, backupId: last }));
    const at = without.asOf + HOUR_MS;
    expect(
      after(undeleting(without, at, last)).backups.map(({ markableSince }) => markableSince),
    ).toEqual([at, undefined]);
  });

  itKeepsTime(
    () => deleted,
    (holder, at) => undeleting(holder, at),
  );

  it('refuses a backup that is not there (M-3)', () => {
    expect(undeleting(deleted, deleted.asOf, 'backup-none')).toEqual(
      left({ _tag: 'BackupNotFound', rule: 'M-3', backupId: 'backup-none' }),
    );
  });

  it('refuses a backup that is READY (F-146)', () => {
    expect(undeleting(paused)).toEqual(
      left({ _tag: 'BackupNotPendingDeletion', rule: 'F-146', backupId: first, actual: 'READY' }),
    );
  });

  it('refuses a backup that is in progress (F-146)', () => {
    const active = clusterWith();
    const joining = after(addHsm(active, { at: active.asOf, availabilityZone: 'eu-west-1a' }));
    const backupId = joining.backups.at(-1)?.backupId ?? '';
    expect(undeleting(joining, joining.asOf, backupId)).toEqual(
      left({
        _tag: 'BackupNotPendingDeletion',
        rule: 'F-146',
        backupId,
        actual: 'CREATE_IN_PROGRESS',
      }),
    );
  });

  it('refuses a copy that failed, though it is still shown (F-146, F-151)', () => {
    const active = clusterWith();
    const started = after(
      copyToRegion(active, {
        at: active.asOf,
        backupId: latestBackup(active)?.backupId ?? '',
        region: ELSEWHERE,
        copyId: COPY_ID,
      }),
    );
    const failed = after(settle(started, { at: started.asOf, id: COPY_ID, outcome: 'FAILED' }));
    expect(undeleting(failed, failed.asOf, COPY_ID)).toEqual(
      left({
        _tag: 'BackupNotPendingDeletion',
        rule: 'F-146',
        backupId: COPY_ID,
        actual: 'DELETED',
      }),
    );
  });

  it('always gives an expired backup a whole hour, whenever it is undeleted', () => {
    assert(
      property(integer({ min: 0, max: 7 * DAY_MS - 1 }), (wait) => {
        const at = expiry + wait;
        const back = after(undeleting(expired, at));
        expect(accepted(advance(back, { at: at + 30 * DAY_MS }))[1][0]?.data.at).toBe(at + HOUR_MS);
      }),
      onlyFast,
    );
  });
});
