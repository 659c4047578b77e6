import { describe, expect, it } from '@jest/globals';
import { left } from 'fp-ts/lib/Either.js';
import {
  addHsm,
  DAY_MS,
  advance,
  deleteBackup,
  shareBackup,
  undeleteBackup,
  unshareBackup,
  type BackupHolder,
  type SharedWith,
} from '@hsm-lifecycle/core';
import { accepted, after, cluster, clusterWith, copy } from '@hsm-lifecycle/testing';
import { itKeepsTime } from '../shared.ts';

const [ONE, TWO] = ['111111111111', '222222222222'] as const;
const policy = '{ "Version": "2012-10-17" }';
const source = clusterWith({ hsms: 0 });
const backupId = source.backups[0]?.backupId ?? '';
const sharing = (holder: BackupHolder, accounts: SharedWith = [ONE], id = backupId) =>
  shareBackup(holder, { at: holder.asOf, backupId: id, policy, accounts });
const unsharing = (holder: BackupHolder, id = backupId) =>
  unshareBackup(holder, { at: holder.asOf, backupId: id });
const deleted = (holder: BackupHolder) =>
  after(deleteBackup(holder, { at: holder.asOf, backupId }));
const shareOf = (holder: BackupHolder) =>
  holder.backups.find((held) => held.backupId === backupId)?.share;

describe('shareBackup', () => {
  it('shares a READY backup with accounts, in order and each once (F-175)', () => {
    const [state, events] = accepted(sharing(source, [TWO, ONE, TWO]));
    const share = { policy, accounts: [ONE, TWO] };
    expect(events).toEqual([
      { type: 'BackupShared', data: { at: source.asOf, backupId, ...share } },
    ]);
    expect(shareOf(state)).toEqual(share);
  });

  it('shares with everyone, and with nobody', () => {
    expect(shareOf(after(sharing(source, 'EVERYONE')))?.accounts).toBe('EVERYONE');
    expect(shareOf(after(sharing(source, [])))?.accounts).toEqual([]);
  });

  it('shares a copy (F-175)', () => {
    const held = copy();
    const shared = after(sharing(held, [ONE], held.copyId));
    expect(shared.backups[0]?.share?.accounts).toEqual([ONE]);
  });

  it('replaces a share, and does nothing if it is the same', () => {
    const shared = after(sharing(source));
    expect(accepted(sharing(shared))[1]).toEqual([]);
    expect(accepted(sharing(shared, [ONE, ONE]))[1]).toEqual([]);
    expect(shareOf(after(sharing(shared, [TWO])))).toEqual({ policy, accounts: [TWO] });
  });

  it('shares a backup of a DELETED cluster', () => {
    const gone = cluster('DELETED');
    const id = gone.backups[0]?.backupId ?? '';
    expect(after(sharing(gone, [ONE], id)).backups[0]?.share?.accounts).toEqual([ONE]);
  });

  it('refuses a backup that is in progress or PENDING_DELETION (F-175)', () => {
    const one = clusterWith();
    const joining = after(addHsm(one, { at: one.asOf, availabilityZone: 'eu-west-1a' }));
    const id = joining.backups.at(-1)?.backupId ?? '';
    expect(sharing(joining, [ONE], id)).toEqual(
      left({ _tag: 'NotShareable', rule: 'F-175', backupId: id, actual: 'CREATE_IN_PROGRESS' }),
    );
    const refusal = { _tag: 'NotShareable', rule: 'F-175', backupId, actual: 'PENDING_DELETION' };
    expect(sharing(deleted(source))).toEqual(left(refusal));
    expect(unsharing(deleted(source))).toEqual(left(refusal));
  });

  it.each(['', 'backup-none'])('refuses an unknown backup: %s (M-3)', (id) => {
    const refusal = left({ _tag: 'BackupNotFound', rule: 'M-3', backupId: id });
    expect(sharing(source, [ONE], id)).toEqual(refusal);
    expect(unsharing(source, id)).toEqual(refusal);
  });

  it.each([['11111111111'], ['1111111111111'], ['11111111111a']])(
    'refuses what is no account: %s (M-12)',
    (account) => {
      expect(sharing(source, [account])).toMatchObject({
        left: { _tag: 'NotWellFormed', field: 'accounts.0' },
      });
    },
  );

  it('refuses an empty policy (M-12)', () => {
    expect(
      shareBackup(source, { at: source.asOf, backupId, policy: '', accounts: [] }),
    ).toMatchObject({ left: { _tag: 'NotWellFormed', field: 'policy' } });
  });

  itKeepsTime(
    () => source,
    (holder, at) => shareBackup(holder, { at, backupId, policy, accounts: [] }),
  );
});

describe('a share', () => {
  it('survives a deletion that is undone, and ends with the purge (U-16)', () => {
    const pending = deleted(after(sharing(source)));
    expect(shareOf(pending)?.accounts).toEqual([ONE]);
    const back = after(undeleteBackup(pending, { at: pending.asOf, backupId }));
    expect(shareOf(back)?.accounts).toEqual([ONE]);
    const purged = accepted(advance(pending, { at: pending.asOf + 7 * DAY_MS }))[0];
    expect(purged.backups.map((each) => each.backupId)).not.toContain(backupId);
    expect(purged.backups.map(({ share }) => share)).toEqual([undefined]);
  });
});

describe('unshareBackup', () => {
  it('ends a share (F-178)', () => {
    const [state, events] = accepted(unsharing(after(sharing(source))));
    expect(events).toEqual([{ type: 'BackupUnshared', data: { at: source.asOf, backupId } }]);
    expect(shareOf(state)).toBeUndefined();
  });

  it('does nothing if there is no share', () => {
    expect(accepted(unsharing(source))).toEqual([source, []]);
  });

  itKeepsTime(
    () => source,
    (holder, at) => unshareBackup(holder, { at, backupId }),
  );
});
