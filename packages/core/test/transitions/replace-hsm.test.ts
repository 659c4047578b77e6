import { describe, expect, it } from '@jest/globals';
import { assert, integer, property } from 'fast-check';
import { left } from 'fp-ts/lib/Either.js';
import {
  addHsm,
  advance,
  createKey,
  deleteBackup,
  failHsm,
  removeHsm,
  replaceHsm,
  usersOf,
  type Cluster,
} from '@hsm-lifecycle/core';
import {
  accepted,
  after,
  cluster,
  clusterWith,
  restoredFrom,
  settled,
  typesOf,
} from '@hsm-lifecycle/testing';
import { itKeepsTime } from '../shared.ts';
import { onlyFast, editionWith } from '../support.ts';

const before = clusterWith({ hsms: 2, users: ['alice'], keys: ['k1'] });
const [first = '', second = ''] = before.hsms.map(({ hsmId }) => hsmId);
const replacing = (holder: Cluster, hsmId = holder.hsms[0]?.hsmId ?? '') =>
  replaceHsm(holder, { at: holder.asOf, hsmId });

describe('replaceHsm', () => {
  it('puts a new HSM in the same place, on the same interface, at once (F-101)', () => {
    const [state, events] = accepted(replacing(before));
    const [old, other] = before.hsms;
    expect(events).toEqual([
      {
        type: 'HsmReplaced',
        data: {
          at: before.asOf,
          hsmId: first,
          newHsmId: 'hsm-igklspoyj5vaaaac',
          from: { kind: 'PEER', hsmId: second },
          signingRequestId: undefined,
          gone: { keys: 0, users: 0 },
        },
      },
    ]);
    expect(state.hsms[0]).toEqual({ ...old, hsmId: 'hsm-igklspoyj5vaaaac' });
    expect(state.hsms[0]?.access).toBe(other?.access);
    expect(state.backups).toBe(before.backups);
  });

  it('takes a DEGRADED HSM back into service', () => {
    const failed = after(failHsm(before, { at: before.asOf, hsmId: first }));
    expect(after(replacing(failed)).hsms[0]).toMatchObject({
      state: 'ACTIVE',
      stateMessage: undefined,
    });
  });

  it('loads the latest backup if there is no peer, and counts what is gone with the HSM', () => {
    const one = clusterWith({ users: ['alice'], keys: ['k1'] });
    const [state, events] = accepted(replacing(one));
    expect(events).toMatchObject([
      { data: { from: { kind: 'BACKUP' }, gone: { keys: 1, users: 1 } } },
    ]);
    expect(state.material?.keys).toEqual([]);
    expect(usersOf(state).map(({ name }) => name)).toEqual(['app_user', 'admin']);
  });

  it('loads the origin of a restored cluster that has no backup', () => {
    const restored = restoredFrom(clusterWith({ users: ['alice'], keys: ['k1'], hsms: 0 }));
    const first1 = settled(
      after(addHsm(restored, { at: restored.asOf, availabilityZone: 'eu-west-1a' })),
    );
    const [state, events] = accepted(replacing(first1));
    expect(events).toMatchObject([{ data: { from: { kind: 'ORIGIN' } } }]);
    expect(state.material?.keys.map(({ keyId }) => keyId)).toEqual(['k1']);
  });

  it('is blank and brings a new request before initialization (F-75)', () => {
    const [state, events] = accepted(replacing(cluster('UNINITIALIZED', { hsms: 1 })));
    expect(events).toMatchObject([
      { data: { from: { kind: 'BLANK' }, signingRequestId: 'csr-igklspoyj5vaaaab' } },
    ]);
    expect(state.signingRequestId).toBe('csr-igklspoyj5vaaaab');
  });

  it('has users of its own between initialization and activation, and no request (F-195, F-235)', () => {
    const [state, events] = accepted(replacing(cluster('INITIALIZED')));
    expect(events).toMatchObject([
      { data: { from: { kind: 'BLANK' }, signingRequestId: undefined } },
    ]);
    expect(state.hsms[0]?.access?.users).toMatchObject([
      { name: 'app_user', createdAt: state.asOf },
      { name: 'unactivated-admin', createdAt: state.asOf },
    ]);
  });

  it('ends an initialization in progress (F-75)', () => {
    const outcome = replacing(cluster('INITIALIZE_IN_PROGRESS'));
    expect(typesOf(outcome)).toEqual(['ClusterInitializationFailed', 'HsmReplaced']);
    expect(after(outcome)).toMatchObject({
      state: 'UNINITIALIZED',
      signingRequestId: 'csr-igklspoyj5vaaaab',
    });
  });

  it('does not stop the daily backups of a cluster with one HSM (U-5)', () => {
    const one = clusterWith();
    expect(after(replacing(one)).peerSince).toBe(one.peerSince);
  });

  itKeepsTime(
    () => before,
    (holder, at) => replaceHsm(holder, { at, hsmId: first }),
  );

  it('refuses an HSM that is not there (M-3)', () => {
    expect(replacing(before, 'hsm-none')).toEqual(
      left({ _tag: 'HsmNotFound', rule: 'M-3', hsmId: 'hsm-none' }),
    );
  });

  it('refuses an HSM that is joining (F-99)', () => {
    const joining = after(addHsm(before, { at: before.asOf, availabilityZone: 'eu-west-1c' }));
    const hsmId = joining.hsms[2]?.hsmId ?? '';
    expect(replacing(joining, hsmId)).toEqual(
      left({ _tag: 'HsmBusy', rule: 'F-99', hsmId, actual: 'CREATE_IN_PROGRESS' }),
    );
  });

  it('refuses an HSM that is leaving (F-99)', () => {
    const leaving = after(removeHsm(before, { at: before.asOf, hsmId: first }));
    expect(replacing(leaving, first)).toEqual(
      left({ _tag: 'HsmBusy', rule: 'F-99', hsmId: first, actual: 'DELETE_IN_PROGRESS' }),
    );
  });

  it('refuses if there is nothing to load the new HSM from (U-8)', () => {
    const one = clusterWith();
    const bare = after(
      deleteBackup(one, { at: one.asOf, backupId: one.backups[0]?.backupId ?? '' }),
    );
    expect(replacing(bare)).toEqual(left({ _tag: 'NothingToRestore', rule: 'U-8' }));
  });

  it('always keeps what was written since the last backup if there is a peer', () => {
    assert(
      property(integer({ min: 2, max: 5 }), integer({ min: 0, max: 4 }), (hsms, nth) => {
        const grown = clusterWith({
          hsms,
          users: ['alice'],
          edition: editionWith({ forcedBackups: [] }),
        });
        const written = after(
          createKey(grown, { at: grown.asOf, keyId: 'late', owner: 'alice', kind: 'symmetric' }),
        );
        const replaced = after(replacing(written, written.hsms[nth % hsms]?.hsmId));
        expect(replaced.material).toBe(written.material);
        expect(usersOf(replaced)).toEqual(usersOf(written));
        expect(accepted(advance(replaced, { at: replaced.asOf }))[1]).toEqual([]);
      }),
      onlyFast,
    );
  });
});
