import { describe, expect, it } from '@jest/globals';
import { assert, integer, property } from 'fast-check';
import { left, right } from 'fp-ts/lib/Either.js';
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

const before = clusterWith({ hsms: 0, retentionDays: 7 });
const [first = ''] = before.backups.map(({ backupId }) => backupId);
const setting = (holder: BackupHolder, neverExpires: boolean, backupId = first) =>
  setNeverExpires(holder, { at: holder.asOf, backupId, neverExpires });

describe('setNeverExpires', () => {
  it('exempts a backup from retention (F-163)', () => {
    const [state, events] = accepted(setting(before, true));
    expect(events).toEqual([
      {
        type: 'BackupNeverExpiresSet',
        data: { at: before.asOf, backupId: first, neverExpires: true },
      },
    ]);
    expect(state.backups[0]).toMatchObject({ neverExpires: true, markableSince: undefined });
    expect(accepted(advance(state, { at: state.asOf + 500 * DAY_MS }))[1]).toEqual([]);
  });

  it('ends the exemption; retention acts from then on (F-163)', () => {
    const exempt = after(setting(before, true));
    const at = exempt.asOf + 30 * DAY_MS;
    const back = after(setNeverExpires(exempt, { at, backupId: first, neverExpires: false }));
    expect(accepted(advance(back, { at }))[1]).toMatchObject([
      { type: 'BackupExpired', data: { at, backupId: first } },
    ]);
  });

  it('is kept by a backup that is deleted, and undeleted again (U-11)', () => {
    const exempt = after(setting(before, true));
    const deleted = after(deleteBackup(exempt, { at: exempt.asOf, backupId: first }));
    expect(deleted.backups[0]).toMatchObject({ state: 'PENDING_DELETION', neverExpires: true });
    expect(
      after(undeleteBackup(deleted, { at: deleted.asOf, backupId: first })).backups[0],
    ).toMatchObject({
      state: 'READY',
      neverExpires: true,
    });
  });

  it('accepts a backup of a DELETED cluster', () => {
    expect(after(setting(cluster('DELETED'), true)).backups[0]).toMatchObject({
      neverExpires: true,
    });
  });

  itKeepsTime(
    () => before,
    (holder, at) => setNeverExpires(holder, { at, backupId: first, neverExpires: true }),
  );

  it('refuses a backup that is not there (M-3)', () => {
    expect(setting(before, true, 'backup-none')).toEqual(
      left({ _tag: 'BackupNotFound', rule: 'M-3', backupId: 'backup-none' }),
    );
  });

  it('refuses a copy, which has no retention (F-169, U-11)', () => {
    expect(setting(copy(), true, COPY_ID)).toEqual(
      left({ _tag: 'NoRetention', rule: 'F-169', backupId: COPY_ID }),
    );
  });

  it('refuses a backup that is in progress (U-30)', () => {
    const active = clusterWith();
    const joining = after(addHsm(active, { at: active.asOf, availabilityZone: 'eu-west-1a' }));
    const backupId = joining.backups.at(-1)?.backupId ?? '';
    expect(setting(joining, true, backupId)).toEqual(
      left({ _tag: 'ExemptionNotAllowed', rule: 'U-30', backupId, actual: 'CREATE_IN_PROGRESS' }),
    );
  });

  it('accepts what is so already, and changes nothing (U-17)', () => {
    expect(setting(before, false)).toEqual(right([before, []]));
    const exempt = after(setting(before, true));
    expect(setting(exempt, true)).toEqual(right([exempt, []]));
  });

  it('refuses a backup that is pending deletion: undelete it first (U-30)', () => {
    const deleted = after(deleteBackup(before, { at: before.asOf, backupId: first }));
    expect(setting(deleted, true)).toEqual(
      left({
        _tag: 'ExemptionNotAllowed',
        rule: 'U-30',
        backupId: first,
        actual: 'PENDING_DELETION',
      }),
    );
    const back = after(undeleteBackup(deleted, { at: deleted.asOf, backupId: first }));
    expect(after(setting(back, true)).backups[0]?.neverExpires).toBe(true);
  });

  it('always undoes itself, except for markableSince', () => {
    assert(
      property(integer({ min: 0, max: 6 * DAY_MS }), (wait) => {
        const exempt = after(setting(before, true));
        const back = after(
          setNeverExpires(exempt, { at: exempt.asOf + wait, backupId: first, neverExpires: false }),
        );
        expect(back.backups).toEqual([
          { ...before.backups[0], markableSince: exempt.asOf + wait },
          before.backups[1],
        ]);
      }),
      onlyFast,
    );
  });
});
