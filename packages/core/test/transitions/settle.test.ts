import { describe, expect, it } from '@jest/globals';
import { assert, constantFrom, property } from 'fast-check';
import { left } from 'fp-ts/lib/Either.js';
import {
  addHsm,
  advance,
  copyToRegion,
  createCluster,
  DAY_MS,
  deleteCluster,
  latestBackup,
  removeHsm,
  reportedBy,
  restore,
  editions,
  settle,
  type BackupHolder,
  type Cluster,
  type Settle,
} from '@hsm-lifecycle/core';
import {
  accepted,
  after,
  aNewCluster,
  cluster,
  clusterWith,
  COPY_ID,
  ELSEWHERE,
  inProgress,
  RESTORED_ID,
  settled,
  subnets,
  typesOf,
} from '@hsm-lifecycle/testing';
import { itKeepsTime } from '../shared.ts';
import { onlyFast } from '../support.ts';

const succeeding = <Holder extends BackupHolder>(holder: Holder, id: string) =>
  settle(holder, { at: holder.asOf, id, outcome: 'SUCCEEDED' });
const failing = <Holder extends BackupHolder>(holder: Holder, id: string) =>
  settle(holder, { at: holder.asOf, id, outcome: 'FAILED', reason: 'It broke.' });

const active = clusterWith({ hsms: 2, users: ['alice'], keys: ['k1'] });
const joining = after(addHsm(active, { at: active.asOf, availabilityZone: 'eu-west-1c' }));
const leaving = after(removeHsm(active, { at: active.asOf, hsmId: active.hsms[0]?.hsmId ?? '' }));
const goingBackup = (holder: BackupHolder) => holder.backups.at(-1)?.backupId ?? '';
const joiner = joining.hsms[2]?.hsmId ?? '';
const leaver = leaving.hsms[0]?.hsmId ?? '';
const copying = after(
  copyToRegion(active, {
    at: active.asOf,
    backupId: latestBackup(active)?.backupId ?? '',
    region: ELSEWHERE,
    copyId: COPY_ID,
  }),
);
const paused = clusterWith({ hsms: 0, users: ['alice'], keys: ['k1'] });

describe('settle', () => {
  it('ends a cluster’s creation', () => {
    const created = cluster('CREATE_IN_PROGRESS');
    expect(typesOf(succeeding(created, created.clusterId))).toEqual(['ClusterCreated']);
    const [state, events] = accepted(failing(created, created.clusterId));
    expect(events).toEqual([
      {
        type: 'ClusterCreationFailed',
        data: { at: created.asOf, reason: 'It broke.' },
      },
    ]);
    expect(state).toMatchObject({
      state: 'DELETED',
      stateMessage: 'It broke.',
      expectedAt: undefined,
    });
  });

  it('ends a restore; a failed one loses its origin (U-26)', () => {
    const started = after(
      restore(paused, {
        at: paused.asOf,
        backupId: latestBackup(paused)?.backupId ?? '',
        clusterId: RESTORED_ID,
        subnets: subnets(1),
      }),
    );
    expect(after(succeeding(started, RESTORED_ID)).state).toBe('ACTIVE');
    const [state, events] = accepted(failing(started, RESTORED_ID));
    expect(events).toMatchObject([
      { type: 'ClusterRestoreFailed', data: { gone: { keys: 1, users: 3 } } },
    ]);
    expect(state.origin).toBeUndefined();
  });

  it('ends the one of two backups in progress that it names', () => {
    const two = after(addHsm(joining, { at: joining.asOf, availabilityZone: 'eu-west-1c' }));
    const states = (outcome: ReturnType<typeof succeeding<Cluster>>) =>
      after(outcome)
        .backups.slice(-2)
        .map(({ state }) => state);
    expect(states(succeeding(two, goingBackup(two)))).toEqual(['CREATE_IN_PROGRESS', 'READY']);
    expect(states(succeeding(two, goingBackup(joining)))).toEqual(['READY', 'CREATE_IN_PROGRESS']);
  });

  it('ends an initialization (U-18)', () => {
    const initializing = cluster('INITIALIZE_IN_PROGRESS');
    expect(after(succeeding(initializing, initializing.clusterId)).state).toBe('INITIALIZED');
    expect(after(failing(initializing, initializing.clusterId))).toMatchObject({
      state: 'UNINITIALIZED',
      stateMessage: 'It broke.',
    });
  });

  it('ends a deletion; a failed one leaves an active cluster as it was (U-26)', () => {
    const deleting = cluster('DELETE_IN_PROGRESS');
    expect(after(succeeding(deleting, deleting.clusterId)).state).toBe('DELETED');
    expect(after(failing(deleting, deleting.clusterId))).toMatchObject({
      state: 'ACTIVE',
      stateMessage: 'It broke.',
      expectedAt: undefined,
    });
  });

  it('leaves an UNINITIALIZED or INITIALIZED cluster unchanged if deletion fails (U-26)', () => {
    const fresh = cluster('UNINITIALIZED');
    expect(
      after(failing(after(deleteCluster(fresh, { at: fresh.asOf })), fresh.clusterId)).state,
    ).toBe('UNINITIALIZED');
    const initialized = cluster('INITIALIZED');
    const empty = settled(
      after(
        removeHsm(initialized, { at: initialized.asOf, hsmId: initialized.hsms[0]?.hsmId ?? '' }),
      ),
    );
    expect(
      after(failing(after(deleteCluster(empty, { at: empty.asOf })), empty.clusterId)).state,
    ).toBe('INITIALIZED');
  });

  it('ends a backup, and releases what waits for it', () => {
    const [state, events] = accepted(succeeding(joining, goingBackup(joining)));
    expect(events).toMatchObject([
      { type: 'BackupCreated', data: { released: [{ hsmId: joiner }] } },
    ]);
    expect(state.hsms[2]).toMatchObject({
      waitsFor: undefined,
      joinsWith: { material: active.material },
    });
  });

  it('fails a join with its backup, which is gone (U-12, F-92)', () => {
    const [state, events] = accepted(failing(joining, goingBackup(joining)));
    expect(events).toEqual([
      {
        type: 'BackupCreationFailed',
        data: {
          at: joining.asOf,
          backupId: goingBackup(joining),
          reason: 'It broke.',
          gone: { keys: 0, users: 0 },
        },
      },
      {
        type: 'HsmAdditionFailed',
        data: { at: joining.asOf, hsmId: joiner, reason: 'It broke.', gone: { keys: 0, users: 0 } },
      },
    ]);
    expect(state.backups).toHaveLength(active.backups.length);
    expect(state.hsms[2]).toMatchObject({ state: 'DEGRADED', stateMessage: 'It broke.' });
    expect(typesOf(removeHsm(state, { at: state.asOf, hsmId: joiner }))).toEqual([
      'BackupCreating',
      'HsmRemoving',
    ]);
  });

  it('fails a removal with its backup: the HSM is as before (U-6)', () => {
    const outcome = failing(leaving, goingBackup(leaving));
    expect(typesOf(outcome)).toEqual(['BackupCreationFailed', 'HsmRemovalFailed']);
    expect(after(outcome).hsms[0]).toEqual({ ...active.hsms[0], stateMessage: 'It broke.' });
  });

  it('fails two HSMs with the backup that both wait for', () => {
    const one = clusterWith({ users: ['alice'] });
    const gone = after(removeHsm(one, { at: one.asOf, hsmId: one.hsms[0]?.hsmId ?? '' }));
    const both = after(addHsm(gone, { at: gone.asOf, availabilityZone: 'eu-west-1a' }));
    expect(typesOf(failing(both, goingBackup(both)))).toEqual([
      'BackupCreationFailed',
      'HsmRemovalFailed',
      'HsmAdditionFailed',
    ]);
    expect(typesOf(succeeding(both, goingBackup(both)))).toEqual(['BackupCreated']);
    expect(settled(both).hsms.map(({ state }) => state)).toEqual(['ACTIVE']);
  });

  it('ends a join (F-92)', () => {
    const ready = after(succeeding(joining, goingBackup(joining)));
    expect(after(succeeding(ready, joiner)).hsms[2]).toMatchObject({
      state: 'ACTIVE',
      joinsWith: undefined,
      expectedAt: undefined,
    });
    expect(after(failing(ready, joiner)).hsms[2]).toMatchObject({
      state: 'DEGRADED',
      access: undefined,
      joinsWith: undefined,
    });
    expect(after(failing(joining, joiner)).hsms[2]).toMatchObject({
      state: 'DEGRADED',
      waitsFor: undefined,
    });
  });

  it('ends a removal (U-6)', () => {
    const ready = after(succeeding(leaving, goingBackup(leaving)));
    expect(after(succeeding(ready, leaver)).hsms).toHaveLength(1);
    expect(after(failing(ready, leaver)).hsms[0]).toMatchObject({
      state: 'ACTIVE',
      leavesAs: undefined,
    });
    expect(after(failing(leaving, leaver)).hsms[0]).toMatchObject({
      state: 'ACTIVE',
      waitsFor: undefined,
    });
  });

  it('leaves a DEGRADED HSM DEGRADED when its removal fails (U-6)', () => {
    const degraded = cluster('DEGRADED');
    const hsmId = degraded.hsms[0]?.hsmId ?? '';
    const going = after(removeHsm(degraded, { at: degraded.asOf, hsmId }));
    expect(after(failing(going, hsmId)).hsms[0]).toMatchObject({ state: 'DEGRADED' });
  });

  it('ends a copy; a failed one is shown DELETED for the grace, then purged (F-151, F-166)', () => {
    expect(accepted(succeeding(copying, COPY_ID))[1]).toEqual([
      { type: 'BackupCopied', data: { at: copying.asOf, backupId: COPY_ID } },
    ]);
    const [state, events] = accepted(failing(copying, COPY_ID));
    const deleteAt = copying.asOf + 7 * DAY_MS;
    const gone = { keys: expect.any(Number), users: expect.any(Number) };
    expect(events).toEqual([
      {
        type: 'BackupCopyFailed',
        data: { at: copying.asOf, backupId: COPY_ID, reason: 'It broke.', deleteAt, gone },
      },
    ]);
    expect(state.backups[0]).toMatchObject({ state: 'DELETED', deleteAt });
    expect(accepted(advance(state, { at: deleteAt }))[0].backups).toEqual([]);
  });

  it('has a default reason', () => {
    const created = cluster('CREATE_IN_PROGRESS');
    const failed = after(
      settle(created, { at: created.asOf, id: created.clusterId, outcome: 'FAILED' }),
    );
    expect(failed.stateMessage).toBe('The operation on cluster-igklspoyj5v failed.');
  });

  itKeepsTime(
    () => joining,
    (holder, at) => settle(holder, { at, id: goingBackup(joining), outcome: 'SUCCEEDED' }),
  );

  it.each([
    'cluster-igklspoyj5v',
    'hsm-igklspoyj5vaaaaa',
    'backup-igklspoyj5vaaaaa',
    'backup-none',
  ])('refuses %s when it has nothing in progress (M-5)', (id) => {
    expect(succeeding(active, id)).toEqual(left({ _tag: 'NothingInProgress', rule: 'M-5', id }));
  });

  it('refuses a copy that is done, and an id that is not the copy’s (M-5)', () => {
    const done = settled(copying);
    expect(failing(done, COPY_ID)).toEqual(
      left({ _tag: 'NothingInProgress', rule: 'M-5', id: COPY_ID }),
    );
    expect(failing(copying, 'backup-none')).toEqual(
      left({ _tag: 'NothingInProgress', rule: 'M-5', id: 'backup-none' }),
    );
  });

  it('refuses to end an HSM’s work before its backup is done (M-5)', () => {
    expect(succeeding(joining, joiner)).toEqual(
      left({ _tag: 'WaitsForBackup', rule: 'M-5', id: joiner, backupId: goingBackup(joining) }),
    );
    expect(succeeding(leaving, leaver)).toEqual(
      left({ _tag: 'WaitsForBackup', rule: 'M-5', id: leaver, backupId: goingBackup(leaving) }),
    );
  });
});

const reported = reportedBy(editions.aws2026, ['cluster', 'hsm', 'backup', 'copy']);
const going: Readonly<Record<string, Cluster>> = {
  created: after(createCluster(aNewCluster({ edition: reported }))),
  initializing: cluster('INITIALIZE_IN_PROGRESS', { edition: reported }),
  deleting: cluster('DELETE_IN_PROGRESS', { edition: reported }),
  joining: after(
    addHsm(clusterWith({ edition: reported }), {
      at: clusterWith({ edition: reported }).asOf,
      availabilityZone: 'eu-west-1a',
    }),
  ),
};

describe('what a host reports', () => {
  it.each(Object.keys(going))('does not end by itself: %s', (name) => {
    const holder = going[name] ?? active;
    expect(inProgress(accepted(advance(holder, { at: holder.asOf + 400 * DAY_MS }))[0])).toEqual(
      inProgress(holder),
    );
  });

  it('ends with a report, and leaves nothing in progress', () => {
    assert(
      property(
        constantFrom(...Object.values(going)),
        constantFrom<Settle['outcome']>('SUCCEEDED', 'FAILED'),
        (holder, outcome) => {
          let rest = holder;
          for (let [next] = inProgress(rest); next !== undefined; [next] = inProgress(rest))
            rest = after(settle(rest, { at: rest.asOf, id: next.id, outcome }));
          expect(inProgress(rest)).toEqual([]);
        },
      ),
      onlyFast,
    );
  });
});
