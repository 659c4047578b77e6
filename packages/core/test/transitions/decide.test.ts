import { describe, expect, it } from '@jest/globals';
import { left, right } from 'fp-ts/lib/Either.js';
import { decide, initialState, MINUTE_MS, type Decidable } from '@hsm-lifecycle/core';
import {
  aNewCluster,
  cluster,
  CLUSTER_ID,
  clusterWith,
  copy,
  COPY_ID,
  given,
  REGION,
  START,
  subnets,
} from '@hsm-lifecycle/testing';
import { untyped } from '../untyped.ts';

const active = clusterWith({ hsms: 2, users: ['alice', 'bob'], keys: ['k1'] });
const at = active.asOf;
const ofCluster = { at, clusterId: CLUSTER_ID };
const [hsmId = ''] = active.hsms.map((each) => each.hsmId);
const [backupId = ''] = active.backups.map((each) => each.backupId);

const accepted: readonly (readonly [Decidable, readonly string[]])[] = [
  [
    { type: 'AddHsm', data: { ...ofCluster, availabilityZone: 'eu-west-1c' } },
    ['BackupCreating', 'HsmAdding'],
  ],
  [{ type: 'RemoveHsm', data: { ...ofCluster, hsmId } }, ['BackupCreating', 'HsmRemoving']],
  [{ type: 'SetRetention', data: { ...ofCluster, retentionDays: 7 } }, ['RetentionSet']],
  [{ type: 'ApplyRetention', data: ofCluster }, []],
  [{ type: 'CreateUser', data: { ...ofCluster, name: 'carol', role: 'CU' } }, ['UserCreated']],
  [{ type: 'DeleteUser', data: { ...ofCluster, name: 'bob' } }, ['UserDeleted']],
  [{ type: 'RecordLogin', data: { ...ofCluster, name: 'bob' } }, ['UserLoggedIn']],
  [
    { type: 'CreateKey', data: { ...ofCluster, keyId: 'k2', owner: 'alice', kind: 'asymmetric' } },
    ['KeyCreated'],
  ],
  [{ type: 'DeleteKey', data: { ...ofCluster, keyId: 'k1' } }, ['KeyDeleted']],
  [{ type: 'PutCertificate', data: { ...ofCluster, certificateId: 'c1' } }, ['CertificatePut']],
  [{ type: 'SetPolicy', data: { ...ofCluster, name: 'quorum', value: '2' } }, ['PolicySet']],
  [{ type: 'FailHsm', data: { ...ofCluster, hsmId } }, ['HsmDegraded']],
  [{ type: 'ReplaceHsm', data: { ...ofCluster, hsmId } }, ['HsmReplacing']],
  [{ type: 'DeleteBackup', data: { at, backupId } }, ['BackupDeletionScheduled']],
  [
    { type: 'SetNeverExpires', data: { at, backupId, neverExpires: true } },
    ['BackupNeverExpiresSet'],
  ],
  [{ type: 'Tag', data: { at, resourceId: CLUSTER_ID, tags: { a: 'b' } } }, ['ResourceTagged']],
  [{ type: 'Advance', data: { at } }, []],
];

describe('decide', () => {
  it('passes on the refusal of createCluster', () => {
    const data = aNewCluster({ at: Number.NaN });
    expect(given(initialState).when({ type: 'CreateCluster', data })).toEqual(
      left({ _tag: 'NotAnInstant', rule: 'M-2', at: Number.NaN }),
    );
  });

  it('begins a cluster’s stream', () => {
    expect(given(initialState).when({ type: 'CreateCluster', data: aNewCluster() })).toMatchObject(
      right([{ type: 'ClusterCreating', data: { clusterId: CLUSTER_ID } }]),
    );
  });

  it('needs an id for it, since only a fleet generates ids (M-4)', () => {
    const { clusterId: _given, ...data } = aNewCluster();
    expect(given(initialState).when({ type: 'CreateCluster', data })).toEqual(
      left({ _tag: 'IdMissing', rule: 'M-4', field: 'clusterId' }),
    );
  });

  it.each(accepted.map(([command, types]) => ({ name: command.type, command, types })))(
    'leads $name to its transition',
    ({ command, types }) => {
      const decision = given(active).when(command);
      expect(decision).toMatchObject(right(types.map((type) => ({ type }))));
    },
  );

  it('leads initialization and activation to their transitions', () => {
    const uninitialized = cluster('UNINITIALIZED', { hsms: 1 });
    const initializing = given(uninitialized).when({
      type: 'Initialize',
      data: { at: uninitialized.asOf, clusterId: CLUSTER_ID },
    });
    expect(initializing).toMatchObject(right([{ type: 'ClusterInitializing' }]));
    const initialized = cluster('INITIALIZED');
    const activating = given(initialized).when({
      type: 'Activate',
      data: { at: initialized.asOf, clusterId: CLUSTER_ID },
    });
    expect(activating).toMatchObject(
      right([{ type: 'ClusterActivated' }, { type: 'BackupCreating' }]),
    );
  });

  it('leads deletion, Settle, Undelete and Untag to their transitions', () => {
    const paused = clusterWith({ hsms: 0, tags: { a: 'b' } });
    const when = { at: paused.asOf };
    expect(
      given(paused).when({ type: 'DeleteCluster', data: { ...when, clusterId: CLUSTER_ID } }),
    ).toMatchObject(right([{ type: 'ClusterDeleting' }]));
    expect(
      given(paused).when({ type: 'Untag', data: { ...when, resourceId: CLUSTER_ID, keys: ['a'] } }),
    ).toMatchObject(right([{ type: 'ResourceUntagged' }]));
    expect(
      given(paused).when({ type: 'UndeleteBackup', data: { ...when, backupId } }),
    ).toMatchObject({
      left: { _tag: 'BackupNotPendingDeletion' },
    });
    expect(
      given(paused).when({ type: 'Settle', data: { ...when, id: backupId, outcome: 'FAILED' } }),
    ).toMatchObject({
      left: { _tag: 'NothingInProgress' },
    });
  });

  it('lets time pass on Advance', () => {
    const created = cluster('CREATE_IN_PROGRESS');
    expect(given(created).when({ type: 'Advance', data: { at: START + 5 * MINUTE_MS } })).toEqual(
      right([{ type: 'ClusterCreated', data: { at: START + 5 * MINUTE_MS } }]),
    );
  });

  it('decides on a state made by events', () => {
    const decision = given(active, { type: 'KeyDeleted', data: { at, keyId: 'k1' } }).when({
      type: 'DeleteKey',
      data: { ...ofCluster, keyId: 'k1' },
    });
    expect(decision).toEqual(left({ _tag: 'KeyNotFound', rule: 'M-3', keyId: 'k1' }));
  });

  it('refuses any other command before the stream has begun (M-3)', () => {
    expect(given(initialState).when({ type: 'DeleteCluster', data: ofCluster })).toEqual(
      left({ _tag: 'ClusterNotFound', rule: 'M-3', clusterId: CLUSTER_ID }),
    );
    expect(given(initialState).when({ type: 'Advance', data: { at } })).toEqual(
      left({ _tag: 'ClusterNotFound', rule: 'M-3', clusterId: 'NONE' }),
    );
  });

  it('names what is missing in its own field, before the stream has begun (M-3)', () => {
    const absent = 'backup-abcdefghijk';
    expect(
      given(initialState).when({ type: 'DeleteBackup', data: { at, backupId: absent } }),
    ).toEqual(left({ _tag: 'BackupNotFound', rule: 'M-3', backupId: absent }));
    expect(
      given(initialState).when({ type: 'Untag', data: { at, resourceId: absent, keys: ['a'] } }),
    ).toEqual(left({ _tag: 'ResourceNotFound', rule: 'M-3', resourceId: absent }));
    expect(
      given(initialState).when({ type: 'Settle', data: { at, id: absent, outcome: 'FAILED' } }),
    ).toEqual(left({ _tag: 'NothingInProgress', rule: 'M-5', id: absent }));
  });

  it.each([
    'Explode',
    'Restore',
    'SetQuota',
    'activate',
    '',
    'constructor',
    '__proto__',
    'toString',
    'hasOwnProperty',
  ])('refuses a command of the type "%s" (M-13)', (type) => {
    for (const state of [initialState, active])
      expect(decide(state, untyped({ type, data: ofCluster }))).toMatchObject(
        left({ _tag: 'UnknownCommand', rule: 'M-13', type }),
      );
  });

  it.each([{ type: 'CreateBackup', data: ofCluster }, { type: 'CreateBackup' }])(
    'refuses a wish for a backup with its reason: %j (F-139)',
    (wish) => {
      for (const state of [initialState, active])
        expect(decide(state, untyped(wish))).toEqual(
          left({ _tag: 'NoBackupOnRequest', rule: 'F-139' }),
        );
    },
  );

  it('refuses a command without data (M-12)', () => {
    expect(decide(active, untyped({ type: 'Activate' }))).toMatchObject(
      left({ _tag: 'NotWellFormed', rule: 'M-12', field: 'data' }),
    );
  });

  it.each([undefined, null, 5, 'Activate', [], {}])('refuses %p as a command (M-12)', (command) => {
    expect(decide(active, untyped(command))).toMatchObject(
      left({ _tag: 'NotWellFormed', rule: 'M-12', field: 'command' }),
    );
  });

  it.each([undefined, null, 5, []])('refuses %p as the data of a command (M-12)', (data) => {
    expect(decide(active, untyped({ type: 'Activate', data }))).toMatchObject(
      left({ _tag: 'NotWellFormed', rule: 'M-12', field: 'data', expected: 'an object' }),
    );
  });

  it('refuses to begin a stream that has begun (M-4)', () => {
    const taken = { _tag: 'IdTaken', rule: 'M-4', field: 'clusterId', existing: CLUSTER_ID };
    expect(
      given(active).when({
        type: 'CreateCluster',
        data: aNewCluster({ clusterId: 'cluster-abcdefghijk' }),
      }),
    ).toEqual(left({ ...taken, id: 'cluster-abcdefghijk' }));
    const nameless = {
      at,
      region: REGION,
      hsmType: 'hsm2m.medium',
      mode: 'FIPS',
      subnets: subnets(1),
    } as const;
    expect(decide(active, { type: 'CreateCluster', data: nameless })).toEqual(
      left({ ...taken, id: CLUSTER_ID }),
    );
  });

  it('refuses a command that names another cluster (M-3)', () => {
    expect(
      given(active).when({ type: 'DeleteCluster', data: { at, clusterId: 'cluster-abcdefghijk' } }),
    ).toEqual(left({ _tag: 'ClusterNotFound', rule: 'M-3', clusterId: 'cluster-abcdefghijk' }));
  });

  it.each([0.5, Number.NaN, Number.POSITIVE_INFINITY])(
    'refuses to advance to %d, which is no instant (M-2)',
    (wrong) => {
      expect(given(active).when({ type: 'Advance', data: { at: wrong } })).toEqual(
        left({ _tag: 'NotAnInstant', rule: 'M-2', at: wrong }),
      );
    },
  );

  it('refuses to advance to before the last event, as a fleet does (M-1)', () => {
    const earlier = active.asOf - 1;
    expect(given(active).when({ type: 'Advance', data: { at: earlier } })).toEqual(
      left({ _tag: 'TimeRanBackwards', rule: 'M-1', at: earlier, asOf: active.asOf }),
    );
    expect(given(active).when({ type: 'Advance', data: { at: active.asOf } })).toEqual(right([]));
  });

  it('refuses a cluster’s command to a copy (M-8)', () => {
    const holder = copy();
    expect(
      given(holder).when({
        type: 'AddHsm',
        data: { ...ofCluster, availabilityZone: 'eu-west-1a' },
      }),
    ).toEqual(left({ _tag: 'WrongHolder', rule: 'M-8', command: 'AddHsm', holder: COPY_ID }));
    expect(
      given(holder).when({ type: 'DeleteBackup', data: { at: holder.asOf, backupId: COPY_ID } }),
    ).toMatchObject(right([{ type: 'BackupDeletionScheduled' }]));
  });
});
