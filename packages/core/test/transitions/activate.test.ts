import { describe, expect, it } from '@jest/globals';
import { assert, integer, pre, property } from 'fast-check';
import { isRight, left } from 'fp-ts/lib/Either.js';
import {
  activate,
  addHsm,
  deleteCluster,
  explain,
  failHsm,
  removeHsm,
  usersOf,
  type Cluster,
} from '@hsm-lifecycle/core';
import { accepted, after, aUserName, cluster, settled, typesOf } from '@hsm-lifecycle/testing';
import { itKeepsTime } from '../shared.ts';
import { onlyFast, editionWith } from '../support.ts';

const initialized = cluster('INITIALIZED');
const at = initialized.asOf;

describe('activate', () => {
  it('makes the first crypto officer and forces a backup (F-79, F-136)', () => {
    const [state, events] = accepted(activate(initialized, { at }));
    expect(events).toEqual([
      { type: 'ClusterActivated', data: { at, admin: 'admin', expectedAt: at } },
      {
        type: 'BackupCreating',
        data: {
          at,
          backupId: 'backup-igklspoyj5vaaaaa',
          hsmId: 'hsm-igklspoyj5vaaaaa',
          cause: 'ACTIVATION',
          expectedAt: at + 120_000,
        },
      },
    ]);
    expect(state.state).toBe('ACTIVE');
    expect(state.activatedAt).toBe(at);
    expect(usersOf(state).map(({ name, role }) => [name, role])).toEqual([
      ['app_user', 'AU'],
      ['admin', 'CO'],
    ]);
  });

  it('lets what is due happen first', () => {
    const initializing = cluster('INITIALIZE_IN_PROGRESS');
    expect(typesOf(activate(initializing, { at: initializing.asOf + 120_000 }))).toEqual([
      'ClusterInitialized',
      'ClusterActivated',
      'BackupCreating',
    ]);
  });

  it('makes no backup if activation forces none', () => {
    const before = cluster('INITIALIZED', {
      edition: editionWith({ forcedBackups: ['HSM_ADDED', 'HSM_REMOVED'] }),
    });
    expect(typesOf(activate(before, { at: before.asOf }))).toEqual(['ClusterActivated']);
  });

  itKeepsTime(
    () => initialized,
    (holder, when) => activate(holder, { at: when }),
  );

  it.each([
    'CREATE_IN_PROGRESS',
    'UNINITIALIZED',
    'ACTIVE',
    'DEGRADED',
    'DELETE_IN_PROGRESS',
    'DELETED',
  ] as const)('refuses a cluster that is %s (F-79)', (state) => {
    const before = cluster(state);
    expect(activate(before, { at: before.asOf })).toEqual(
      left({ _tag: 'WrongState', rule: 'F-79', actual: state, allowed: ['INITIALIZED'] }),
    );
  });

  it('refuses a cluster that has lost its HSM, without advising another (U-4)', () => {
    const empty = settled(
      after(removeHsm(initialized, { at, hsmId: initialized.hsms[0]?.hsmId ?? '' })),
    );
    expect(activate(empty, { at: empty.asOf })).toEqual(left({ _tag: 'NoHsm', rule: 'U-4' }));
    expect(addHsm(empty, { at: empty.asOf, availabilityZone: 'eu-west-1a' })._tag).toBe('Left');
    expect(explain({ _tag: 'NoHsm', rule: 'U-4' })).toContain(
      'Delete the cluster and create another.',
    );
    expect(deleteCluster(empty, { at: empty.asOf })._tag).toBe('Right');
  });

  it('refuses a cluster whose HSM is not ACTIVE (F-79)', () => {
    const hsmId = 'hsm-igklspoyj5vaaaaa';
    const failed = after(failHsm(initialized, { at, hsmId }));
    expect(activate(failed, { at })).toEqual(
      left({ _tag: 'HsmNotActive', rule: 'F-79', hsmId, actual: 'DEGRADED' }),
    );
  });

  it.each([0, 32])('refuses an admin whose name has %d characters (F-130)', (length) => {
    expect(activate(initialized, { at, admin: 'x'.repeat(length) })).toEqual(
      left({ _tag: 'UserNameLength', rule: 'F-130', field: 'admin', actual: length, limit: 31 }),
    );
  });

  it.each([1, 31])('accepts an admin whose name has %d characters (F-130)', (length) => {
    expect(isRight(activate(initialized, { at, admin: 'x'.repeat(length) }))).toBe(true);
  });

  it('refuses the name of the appliance user (F-195)', () => {
    expect(activate(initialized, { at, admin: 'app_user' })).toEqual(
      left({ _tag: 'UserExists', rule: 'F-195', field: 'admin', name: 'app_user' }),
    );
  });

  it.each(['un-activated', 'a b', 'é'])(
    'refuses an admin with other characters than letters, digits and underscores: %s (F-234)',
    (admin) => {
      expect(activate(initialized, { at, admin })).toEqual(
        left({ _tag: 'UserNameCharacters', rule: 'F-234', field: 'admin', name: admin }),
      );
    },
  );

  it('refuses the name of the appliance user in any case (F-234)', () => {
    expect(activate(initialized, { at, admin: 'App_User' })).toMatchObject(
      left({ _tag: 'UserExists' }),
    );
  });

  it('puts the admin in the place of unactivated-admin (F-235)', () => {
    const names = ({ hsms }: Cluster) => hsms[0]?.access?.users.map(({ name }) => name);
    expect(names(initialized)).toEqual(['app_user', 'unactivated-admin']);
    expect(names(after(activate(initialized, { at })))).toEqual(['app_user', 'admin']);
  });

  it('always leaves one crypto officer, whatever its name', () => {
    assert(
      property(aUserName, integer({ min: 0, max: 1e9 }), (admin, wait) => {
        const outcome = activate(initialized, { at: at + wait, admin });
        pre(isRight(outcome));
        expect(usersOf(outcome.right[0]).filter(({ role }) => role === 'CO')).toEqual([
          {
            name: admin,
            role: 'CO',
            createdAt: at + wait,
            passwordSetAt: at + wait,
            lastSeenAt: undefined,
          },
        ]);
      }),
      onlyFast,
    );
  });
});
