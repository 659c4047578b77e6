import { describe, expect, it } from '@jest/globals';
import {
  addHsm,
  changeHsmType,
  createKey,
  deleteBackup,
  deleteCluster,
  editions,
  HOUR_MS,
  recordLogin,
  removeHsm,
  replaceHsm,
  restore,
  type Cluster,
} from '@hsm-lifecycle/core';
import { after, cluster, clusterWith, settled, subnets } from '@hsm-lifecycle/testing';
import {
  changed,
  minutesAfter,
  oldCluster,
  oldEdition,
  rolledBack,
  typesOf,
} from '../migrating.ts';

const one = oldCluster();
const change = (before: Cluster, hsmType = 'hsm2m.medium', at = before.asOf) =>
  changeHsmType(before, { at, hsmType });
const refusal = (tag: string, members: object = {}) => ({
  _tag: 'Left',
  left: { _tag: tag, ...members },
});
const zone = 'eu-west-1b';

describe('changing the HSM type', () => {
  it('puts an ACTIVE cluster into MODIFY_IN_PROGRESS, and can be undone for 24 hours', () => {
    const migrating = changed(one);
    expect(migrating.state).toBe('MODIFY_IN_PROGRESS');
    expect(migrating.hsmType).toBe('hsm1.medium');
    expect(migrating.migration).toMatchObject({
      from: 'hsm1.medium',
      to: 'hsm2m.medium',
      rollbackUntil: one.asOf + 24 * HOUR_MS,
    });
  });

  it('takes only changes that the edition names (F-186)', () => {
    expect(change(one, 'hsm1.medium')).toMatchObject(
      refusal('MigrationNotSupported', { from: 'hsm1.medium', supported: ['hsm2m.medium'] }),
    );
    expect(change(clusterWith(), 'hsm1.medium')).toMatchObject(
      refusal('MigrationNotSupported', { supported: [] }),
    );
    expect(change(changed(one))).toMatchObject(refusal('MigrationNotSupported'));
    expect(change(one, 'hsm 1')).toMatchObject(refusal('NotWellFormed'));
  });

  it('takes only ACTIVE clusters', () => {
    const old = { edition: editions.aws2024, hsmType: 'hsm1.medium' } as const;
    for (const state of ['UNINITIALIZED', 'INITIALIZED', 'DEGRADED', 'DELETED'] as const)
      expect(change(cluster(state, old))).toMatchObject(
        refusal('WrongState', { rule: 'F-186', actual: state }),
      );
    const late = minutesAfter(changed(one), 60);
    expect(change(rolledBack(late))).toMatchObject(
      refusal('WrongState', { actual: 'ROLLBACK_IN_PROGRESS' }),
    );
  });

  it('needs a type with support, forwards and back (U-53)', () => {
    const since = one.asOf + HOUR_MS;
    const ended = (hsmType: string) =>
      oldCluster({ edition: oldEdition({ endOfSupport: { [hsmType]: since } }) });
    const refused = (hsmType: string) => ({
      _tag: 'Left',
      left: { _tag: 'HsmTypeUnsupported', rule: 'U-53', hsmType, since },
    });
    const forwards = ended('hsm2m.medium');
    expect(change(forwards, 'hsm2m.medium', since - 1)._tag).toBe('Right');
    expect(change(forwards, 'hsm2m.medium', since)).toEqual(refused('hsm2m.medium'));
    const done = minutesAfter(changed(ended('hsm1.medium')), 40);
    expect([done.state, done.hsmType]).toEqual(['ACTIVE', 'hsm2m.medium']);
    expect(change(done, 'hsm1.medium', since - 1)._tag).toBe('Right');
    expect(change(done, 'hsm1.medium', since)).toEqual(refused('hsm1.medium'));
  });

  it('takes 27 HSMs, not 28 (F-126, F-186)', () => {
    const edition = oldEdition({ hsmsToMigrateMax: 2 });
    expect(changed(oldCluster({ edition, hsms: 2 })).phase).toBe('MODIFY_IN_PROGRESS');
    expect(change(oldCluster({ edition, hsms: 3 }))).toMatchObject(
      refusal('TooManyHsms', { rule: 'F-186', limit: 2 }),
    );
    expect(editions.aws2026.hsmsToMigrateMax).toBe(27);
  });

  it('refuses while an HSM joins, leaves or is being replaced (U-82)', () => {
    const two = oldCluster({ hsms: 2 });
    const { asOf: at } = two;
    const hsmId = two.hsms[0]?.hsmId ?? '';
    expect(change(after(addHsm(two, { at, availabilityZone: zone })))).toMatchObject(
      refusal('HsmBusy', { rule: 'U-82', actual: 'CREATE_IN_PROGRESS' }),
    );
    expect(change(after(removeHsm(two, { at, hsmId })))).toMatchObject(
      refusal('HsmBusy', { rule: 'U-82', actual: 'DELETE_IN_PROGRESS' }),
    );
    expect(change(after(replaceHsm(two, { at, hsmId })))).toMatchObject(
      refusal('HsmBusy', { rule: 'F-243', hsmId }),
    );
  });

  it('is done at once for a cluster without HSMs, both ways', () => {
    const paused = oldCluster({ hsms: 0 });
    const moved = changed(paused);
    expect([moved.state, moved.hsmType]).toEqual(['ACTIVE', 'hsm2m.medium']);
    const back = rolledBack(moved);
    expect([back.state, back.hsmType, back.migration]).toEqual([
      'ACTIVE',
      'hsm1.medium',
      undefined,
    ]);
  });
});

describe('a cluster that changes its HSM type', () => {
  const migrating = changed(oldCluster({ hsms: 2 }));
  const { asOf: at } = migrating;
  const hsmId = migrating.hsms[0]?.hsmId ?? '';

  it('takes no writes, but logins (F-189)', () => {
    const key = { at, keyId: 'k2', owner: 'alice', kind: 'symmetric' } as const;
    expect(createKey(migrating, key)).toMatchObject(
      refusal('LimitedWrite', { rule: 'F-189', actual: 'MODIFY_IN_PROGRESS' }),
    );
    const halfway = minutesAfter(migrating, 40);
    expect(createKey(rolledBack(halfway), { ...key, at: halfway.asOf })).toMatchObject(
      refusal('LimitedWrite', { actual: 'ROLLBACK_IN_PROGRESS' }),
    );
    expect(recordLogin(migrating, { at, name: 'alice' })._tag).toBe('Right');
  });

  it('gets no HSM and loses none, and is not deleted (F-88, U-80)', () => {
    const wrong = (rule: string): ReturnType<typeof refusal> =>
      refusal('WrongState', { actual: 'MODIFY_IN_PROGRESS', rule });
    expect(addHsm(migrating, { at, availabilityZone: zone })).toMatchObject(wrong('F-88'));
    expect(removeHsm(migrating, { at, hsmId })).toMatchObject(wrong('F-88'));
    expect(replaceHsm(migrating, { at, hsmId })).toMatchObject(wrong('U-80'));
    expect(deleteCluster(migrating, { at })).toMatchObject(wrong('U-26'));
  });

  it('gets no HSM and loses none while it goes back (U-80)', () => {
    const back = rolledBack(minutesAfter(migrating, 40));
    const wrong = refusal('WrongState', { actual: 'ROLLBACK_IN_PROGRESS', rule: 'U-80' });
    const [now, first] = [back.asOf, back.hsms[0]?.hsmId ?? ''];
    expect(back.state).toBe('ROLLBACK_IN_PROGRESS');
    expect(addHsm(back, { at: now, availabilityZone: zone })).toMatchObject(wrong);
    expect(removeHsm(back, { at: now, hsmId: first })).toMatchObject(wrong);
    expect(replaceHsm(back, { at: now, hsmId: first })).toMatchObject(wrong);
  });

  it('lets backups be deleted', () => {
    const backupId = migrating.backups[0]?.backupId ?? '';
    expect(deleteBackup(migrating, { at, backupId })._tag).toBe('Right');
  });
});

describe('rolling back', () => {
  const start = one.asOf;
  const done = minutesAfter(changed(one), 60);

  it('is possible until 24 hours after the start, not at that instant (F-190)', () => {
    const until = start + 24 * HOUR_MS;
    expect(change(done, 'hsm1.medium', until - 1)._tag).toBe('Right');
    expect(change(done, 'hsm1.medium', until)).toMatchObject(
      refusal('RollbackTooLate', { rollbackUntil: until }),
    );
    const slow = changed(
      oldCluster({ edition: oldEdition({ durations: { migration: 'REPORTED' } }) }),
    );
    expect(change(slow, 'hsm1.medium', slow.asOf + 24 * HOUR_MS)).toMatchObject(
      refusal('RollbackTooLate'),
    );
  });

  it('is possible once: there is nothing to roll back afterwards', () => {
    const back = minutesAfter(rolledBack(done), 60);
    expect([back.state, back.hsmType, typesOf(back)]).toEqual([
      'ACTIVE',
      'hsm1.medium',
      ['hsm1.medium'],
    ]);
    expect(change(back, 'hsm1.medium')).toMatchObject(refusal('MigrationNotSupported'));
  });

  it('refuses while an HSM joins, once the change is complete', () => {
    const joining = after(addHsm(done, { at: done.asOf, availabilityZone: zone }));
    expect(change(joining, 'hsm1.medium')).toMatchObject(refusal('HsmBusy'));
  });

  it('needs a READY backup of the old type, or the cluster’s origin', () => {
    const bare = [...done.backups]
      .filter(({ hsmType }) => hsmType === 'hsm1.medium')
      .reduce(
        (before, { backupId }) => after(deleteBackup(before, { at: before.asOf, backupId })),
        done,
      );
    expect(change(bare, 'hsm1.medium')).toMatchObject(
      refusal('NothingToRollBackTo', { rule: 'F-190', hsmType: 'hsm1.medium' }),
    );
  });

  it('goes back to the origin of a paused cluster that has no backup of its own', () => {
    const backupId = one.backups[0]?.backupId ?? '';
    const again = settled(
      after(
        restore(one, {
          at: one.asOf,
          backupId,
          clusterId: 'cluster-aaaabbbbccc',
          subnets: subnets(1),
        }),
      ),
    );
    expect(rolledBack(changed(again)).hsmType).toBe('hsm1.medium');
  });
});
