import { describe, expect, it } from '@jest/globals';
import {
  addHsm,
  advance,
  changeHsmType,
  createKey,
  createUser,
  DAY_MS,
  deleteBackup,
  evolveCluster,
  failHsm,
  latestBackup,
  MINUTE_MS,
  removeHsm,
  settle,
  type Cluster,
  type ClusterEvent,
  type Outcome,
} from '@hsm-lifecycle/core';
import { accepted, after, settled } from '@hsm-lifecycle/testing';
import {
  changed,
  minutesAfter,
  oldCluster,
  oldEdition,
  rolledBack,
  typesOf,
  within,
} from '../migrating.ts';

const OLD = 'hsm1.medium';
const NEW = 'hsm2m.medium';
const two = oldCluster({ hsms: 2 });
const contents = ({ hsms, material }: Cluster) => [
  material?.keys.map(({ keyId }) => keyId),
  hsms.map(({ access }) => access?.users.map(({ name }) => name)),
];
const reported = oldEdition({ durations: { migration: 'REPORTED' } });
const eventsOf = (outcome: Outcome<unknown, Cluster, ClusterEvent>): readonly string[] =>
  accepted(outcome)[1].map(({ type }) => type);

describe('a migration', () => {
  it('backs up and changes one HSM after the other, in order of arrival (F-138, F-188)', () => {
    expect(within(changed(two), 70)).toEqual([
      '0 BackupCreating',
      '2 BackupCreated',
      '2 HsmMigrating',
      '32 HsmMigrated',
      '32 BackupCreating',
      '34 BackupCreated',
      '34 HsmMigrating',
      '64 HsmMigrated',
      '64 HsmTypeChanged',
    ]);
  });

  it('gives each HSM a new id and the new type; all else stays (F-104)', () => {
    const halfway = minutesAfter(changed(two), 33);
    expect([halfway.state, halfway.hsmType, typesOf(halfway)]).toEqual([
      'MODIFY_IN_PROGRESS',
      OLD,
      [NEW, OLD],
    ]);
    const done = minutesAfter(changed(two), 64);
    expect([done.state, done.hsmType, typesOf(done)]).toEqual(['ACTIVE', NEW, [NEW, NEW]]);
    expect(contents(done)).toEqual(contents(two));
    expect(done.hsms.map(({ eniId, ipAddress }) => [eniId, ipAddress])).toEqual(
      two.hsms.map(({ eniId, ipAddress }) => [eniId, ipAddress]),
    );
    expect(done.hsms.map(({ hsmId }) => hsmId)).not.toEqual(two.hsms.map(({ hsmId }) => hsmId));
  });

  it('waits for a backup that is running, and its backups put the daily one off', () => {
    const daily = minutesAfter(two, 24 * 60 - 11);
    const running = daily.backups.at(-1);
    expect([running?.state, running?.cause]).toEqual(['CREATE_IN_PROGRESS', 'DAILY']);
    expect(within(changed(daily), 4).slice(0, 2)).toEqual(['2 BackupCreated', '2 BackupCreating']);
    const done = minutesAfter(changed(two), 64);
    const last = done.backups.at(-1)?.createdAt;
    expect(done.lastBackupAt).toBe(last);
    expect(last).toBe(two.asOf + 32 * MINUTE_MS);
  });

  it('makes backups of the type of their HSM', () => {
    const done = minutesAfter(changed(two), 64);
    expect(done.backups.slice(-2).map(({ hsmType, cause }) => [hsmType, cause])).toEqual([
      [OLD, 'MIGRATION'],
      [OLD, 'MIGRATION'],
    ]);
    const adding = after(addHsm(done, { at: done.asOf, availabilityZone: 'eu-west-1c' }));
    expect([adding.backups.at(-1)?.hsmType, adding.hsms.at(-1)?.hsmType]).toEqual([NEW, NEW]);
  });

  it('leaves backups that the new type can load (F-184)', () => {
    const done = minutesAfter(changed(two), 64);
    expect(done.backups.every(({ hsmType }) => hsmType === OLD)).toBe(true);
    expect(latestBackup(done)).toBe(done.backups.at(-1));
  });

  it('keeps the daily clock running', () => {
    const slow = changed(oldCluster({ edition: reported }));
    expect(within(slow, 24 * 60 + 3)).toEqual([
      '0 BackupCreating',
      '2 BackupCreated',
      '2 HsmMigrating',
      '1440 BackupCreating',
      '1442 BackupCreated',
    ]);
  });

  it('goes on with a backup of an HSM that changes meanwhile', () => {
    const slow = minutesAfter(changed(oldCluster({ edition: reported })), 24 * 60);
    const hsm = slow.hsms[0];
    const outcome = settle(slow, { at: slow.asOf, id: hsm?.hsmId ?? '', outcome: 'SUCCEEDED' });
    const done = after(outcome);
    expect(eventsOf(outcome)).toEqual(['HsmMigrated']);
    expect(done.backups.at(-1)?.hsmId).toBe(done.hsms[0]?.hsmId);
    expect(within(done, 2)).toEqual(['0 HsmTypeChanged', '2 BackupCreated']);
  });

  it('passes over an HSM that had failed, which is replaced afterwards by the new type', () => {
    const hsmId = two.hsms[0]?.hsmId ?? '';
    const broken = after(failHsm(two, { at: two.asOf, hsmId }));
    const done = minutesAfter(changed(broken), 32);
    expect([done.state, typesOf(done)]).toEqual(['ACTIVE', [OLD, NEW]]);
    expect(within(done, 80)).toEqual(['60 HsmReplacing', '80 HsmReplaced']);
    expect(typesOf(minutesAfter(done, 80))).toEqual([NEW, NEW]);
  });

  it('starts nothing while its region is out of reach', () => {
    const lost = evolveCluster(changed(two), { type: 'ClusterIsolated', data: { at: two.asOf } });
    expect(within(lost, 1000)).toEqual([]);
    const back = evolveCluster(lost, { type: 'ClusterReconnected', data: { at: two.asOf } });
    expect(within(back, 0)).toEqual(['0 BackupCreating']);
  });
});

describe('a rollback during the migration', () => {
  it('loses nothing: what has changed goes back (F-191)', () => {
    const halfway = minutesAfter(changed(two), 40);
    expect(halfway.hsms[1]?.migratesTo).toBe(NEW);
    const back = rolledBack(halfway);
    expect([back.state, typesOf(back), back.hsms[1]?.migratesTo]).toEqual([
      'ROLLBACK_IN_PROGRESS',
      [NEW, OLD],
      undefined,
    ]);
    expect(within(back, 60)).toEqual(['0 HsmMigrating', '30 HsmMigrated', '30 HsmTypeRolledBack']);
    const done = minutesAfter(back, 30);
    expect([done.state, done.hsmType, typesOf(done), done.migration]).toEqual([
      'ACTIVE',
      OLD,
      [OLD, OLD],
      undefined,
    ]);
    expect(contents(done)).toEqual(contents(two));
  });
});

describe('a rollback after the migration', () => {
  const migrated = minutesAfter(changed(two), 64);
  const at = migrated.asOf;
  const key = { at, keyId: 'k2', owner: 'alice', kind: 'symmetric' } as const;
  const used = after(createKey(after(createUser(migrated, { at, name: 'bob', role: 'CU' })), key));

  it('makes one backup of what will be lost, then loads the newest one of the old type (F-238)', () => {
    const back = rolledBack(used);
    expect(back.migration?.contentsFrom).toEqual({
      kind: 'BACKUP',
      backupId: used.backups.at(-1)?.backupId,
    });
    expect(within(back, 70)).toEqual([
      '0 BackupCreating',
      '2 BackupCreated',
      '2 HsmMigrating',
      '32 HsmMigrated',
      '32 HsmMigrating',
      '62 HsmMigrated',
      '62 HsmTypeRolledBack',
    ]);
    const first = minutesAfter(back, 2);
    expect(contents(first)).toEqual([
      ['k1'],
      [
        ['app_user', 'admin', 'alice'],
        ['app_user', 'admin', 'alice', 'bob'],
      ],
    ]);
    const done = minutesAfter(back, 62);
    expect(contents(done)).toEqual(contents(two));
    expect([typesOf(done), done.backups.at(-1)?.material.keys.length]).toEqual([[OLD, OLD], 2]);
  });

  it('says what is gone for good', () => {
    const alone = minutesAfter(changed(oldCluster()), 32);
    const made = after(createKey(alone, { ...key, at: alone.asOf }));
    const backing = minutesAfter(rolledBack(made), 1);
    const backupId = backing.backups.at(-1)?.backupId ?? 'backup-none';
    const saved = after(settle(backing, { at: backing.asOf, id: backupId, outcome: 'SUCCEEDED' }));
    const goneAt = (before: Cluster) => {
      const [event] = accepted(advance(before, { at: before.asOf }))[1];
      return event?.type === 'HsmMigrating' ? event.data.gone : event;
    };
    expect(goneAt(saved)).toEqual({ keys: 0, users: 0 });
    const purged = evolveCluster(saved, {
      type: 'BackupPurged',
      data: { at: saved.asOf, backupId, gone: { keys: 0, users: 0 } },
    });
    expect(goneAt(purged)).toEqual({ keys: 1, users: 0 });
  });

  it('takes along the HSMs that were added meanwhile', () => {
    const three = settled(after(addHsm(used, { at, availabilityZone: 'eu-west-1c' })));
    expect(typesOf(three)).toEqual([NEW, NEW, NEW]);
    expect(typesOf(minutesAfter(rolledBack(three), 92))).toEqual([OLD, OLD, OLD]);
  });

  it('then loads no backup that the old type cannot load (U-7)', () => {
    const done = minutesAfter(rolledBack(used), 62);
    expect(done.backups.at(-1)?.hsmType).toBe(NEW);
    expect(latestBackup(done)?.hsmType).toBe(OLD);
    const failed = done.hsms
      .map(({ hsmId }) => hsmId)
      .reduce((before, hsmId) => after(failHsm(before, { at: before.asOf, hsmId })), done);
    const adding = after(addHsm(failed, { at: failed.asOf, availabilityZone: 'eu-west-1c' }));
    expect(adding.hsms.at(-1)?.joinsWith?.material.keys.map(({ keyId }) => keyId)).toEqual(['k1']);
  });

  it('waits with its first step until its backup is done, and makes another if that fails', () => {
    const back = minutesAfter(rolledBack(used), 1);
    const backupId = back.backups.at(-1)?.backupId ?? '';
    const outcome = settle(back, { at: back.asOf, id: backupId, outcome: 'FAILED' });
    expect(eventsOf(outcome)).toEqual(['BackupCreationFailed']);
    expect(within(after(outcome), 2)).toEqual([
      '0 BackupCreating',
      '2 BackupCreated',
      '2 HsmMigrating',
    ]);
  });

  it('fails each HSM if what it loads has been purged meanwhile', () => {
    const slow = minutesAfter(changed(oldCluster({ edition: reported })), 3);
    const id = slow.hsms[0]?.hsmId ?? '';
    const done = settled(after(settle(slow, { at: slow.asOf, id, outcome: 'SUCCEEDED' })));
    const back = rolledBack(minutesAfter(done, 1));
    const source = back.migration?.contentsFrom;
    const purged = evolveCluster(back, {
      type: 'BackupPurged',
      data: {
        at: back.asOf,
        backupId: source?.kind === 'BACKUP' ? source.backupId : 'backup-none',
        gone: { keys: 0, users: 0 },
      },
    });
    expect(within(purged, 3)).toEqual([
      '0 BackupCreating',
      '2 BackupCreated',
      '2 HsmMigrationFailed',
      '2 HsmTypeRolledBack',
    ]);
    expect(minutesAfter(purged, 3).state).toBe('DEGRADED');
  });
});

describe('a failure', () => {
  const halfway = minutesAfter(changed(two), 40);
  const [first = '', second = ''] = halfway.hsms.map(({ hsmId }) => hsmId);
  const at = halfway.asOf;

  it('of an HSM turns the migration back (F-187, U-70)', () => {
    const outcome = failHsm(halfway, { at, hsmId: first });
    expect(eventsOf(outcome)).toEqual(['HsmDegraded', 'HsmTypeRollingBack']);
    const back = after(outcome);
    expect([back.state, back.migration?.failedAt]).toEqual(['ROLLBACK_IN_PROGRESS', undefined]);
    expect(within(back, 90)).toEqual(['0 HsmTypeRolledBack', '60 HsmReplacing', '80 HsmReplaced']);
  });

  it('of the HSM that changes leaves it ACTIVE as it was, and turns the migration back', () => {
    const outcome = settle(halfway, { at, id: second, outcome: 'FAILED' });
    expect(eventsOf(outcome)).toEqual(['HsmMigrationFailed', 'HsmTypeRollingBack']);
    const back = after(outcome);
    expect(back.hsms[1]).toMatchObject({ state: 'ACTIVE', hsmType: OLD, migratesTo: undefined });
    expect(contents(minutesAfter(back, 30))).toEqual(contents(two));
  });

  it('of a backup turns the migration back', () => {
    const early = minutesAfter(changed(two), 1);
    const id = early.backups.at(-1)?.backupId ?? '';
    const outcome = settle(early, { at: early.asOf, id, outcome: 'FAILED' });
    expect(eventsOf(outcome)).toEqual(['BackupCreationFailed', 'HsmTypeRollingBack']);
    expect(within(after(outcome), 1)).toEqual(['0 HsmTypeRolledBack']);
  });

  it('on the way back makes the HSM DEGRADED; it is passed over and replaced afterwards', () => {
    const back = rolledBack(halfway);
    const going = minutesAfter(back, 10);
    const outcome = settle(going, { at: going.asOf, id: first, outcome: 'FAILED' });
    expect(eventsOf(outcome)).toEqual(['HsmMigrationFailed']);
    const broken = after(outcome);
    expect(broken.hsms[0]).toMatchObject({ state: 'DEGRADED', access: undefined });
    expect(within(broken, 80)).toEqual([
      '0 HsmTypeRolledBack',
      '60 HsmReplacing',
      '80 HsmReplaced',
    ]);
  });

  it('in a region out of reach turns it back when the region is back', () => {
    const lost = evolveCluster(halfway, { type: 'ClusterIsolated', data: { at } });
    const outcome = failHsm(lost, { at, hsmId: first });
    expect(eventsOf(outcome)).toEqual(['HsmDegraded']);
    const back = evolveCluster(after(outcome), { type: 'ClusterReconnected', data: { at } });
    expect(within(back, 0)).toEqual(['0 HsmTypeRollingBack', '0 HsmTypeRolledBack']);
  });
});

describe('retention', () => {
  it('spares the newest READY backup of each type (F-160)', () => {
    const done = minutesAfter(changed(oldCluster()), 64);
    const year = minutesAfter(done, 400 * 24 * 60);
    const old = year.backups.filter(({ hsmType }) => hsmType === OLD);
    expect(old.map(({ state, cause }) => [state, cause])).toEqual([['READY', 'MIGRATION']]);
    const backupId = old[0]?.backupId ?? '';
    expect(deleteBackup(year, { at: year.asOf, backupId })._tag).toBe('Right');
  });

  it('spares it only until the end of support of its type', () => {
    const old = oldCluster();
    const endsAt = old.asOf + 200 * DAY_MS;
    const edition = oldEdition({ endOfSupport: { [OLD]: endsAt } });
    const done = minutesAfter(changed({ ...old, edition }), 34);
    expect(done).toMatchObject({ state: 'ACTIVE', hsmType: 'hsm2m.medium' });
    const spared = done.backups.findLast(({ hsmType }) => hsmType === OLD)?.backupId;
    const expiries = accepted(advance(done, { at: endsAt + DAY_MS }))[1].filter(
      ({ type, data }) => type === 'BackupExpired' && data.backupId === spared,
    );
    expect(expiries.map(({ data }) => data.at)).toEqual([endsAt]);
    expect(after(advance(done, { at: endsAt - 1 })).backups[0]).toMatchObject({ hsmType: OLD });
  });

  it('spares the latest after the end of support, too (F-158)', () => {
    const old = oldCluster();
    const hsmId = old.hsms[0]?.hsmId ?? '';
    const paused = settled(after(removeHsm(old, { at: old.asOf, hsmId })));
    const edition = oldEdition({ endOfSupport: { [OLD]: paused.asOf + DAY_MS } });
    const done = changed({ ...paused, edition });
    expect(done).toMatchObject({ state: 'ACTIVE', hsmType: 'hsm2m.medium', hsms: [] });
    const year = after(advance(done, { at: done.asOf + 400 * DAY_MS }));
    expect(year.backups.map(({ state, hsmType }) => [state, hsmType])).toEqual([['READY', OLD]]);
    expect(latestBackup(year)).toBe(year.backups[0]);
  });

  it('marks the one before once a newer one of the type is there', () => {
    const done = minutesAfter(changed(oldCluster()), 64);
    const [older, newer] = done.backups.slice(-2);
    expect([older?.markableSince === undefined, newer?.markableSince]).toEqual([false, undefined]);
  });
});

describe('a migration that was completed', () => {
  it('can be rolled back after the cluster was paused, at once', () => {
    const done = minutesAfter(changed(oldCluster()), 64);
    const hsmId = done.hsms[0]?.hsmId ?? '';
    const paused = settled(after(removeHsm(done, { at: done.asOf, hsmId })));
    const outcome = changeHsmType(paused, { at: paused.asOf, hsmType: OLD });
    expect(eventsOf(outcome)).toEqual(['HsmTypeRollingBack', 'HsmTypeRolledBack']);
    expect(latestBackup(after(outcome))?.hsmType).toBe(OLD);
  });
});
