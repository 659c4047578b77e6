import { describe, expect, it } from '@jest/globals';
import { assert, integer, property } from 'fast-check';
import { left } from 'fp-ts/lib/Either.js';
import {
  addHsm,
  advance,
  createKey,
  createUser,
  deleteBackup,
  failHsm,
  MINUTE_MS,
  removeHsm,
  replaceHsm,
  settle,
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

const NEW = 'hsm-igklspoyj5vaaaac';
const ends = 20 * MINUTE_MS;
const ended = (holder: Cluster) => advance(holder, { at: holder.asOf + ends });

describe('replaceHsm', () => {
  it('makes a new HSM beside the old one, on the same interface (F-101, F-103, F-243)', () => {
    const [state, events] = accepted(replacing(before));
    const [old, other] = before.hsms;
    const at = before.asOf;
    expect(events).toEqual([
      {
        type: 'HsmReplacing',
        data: {
          at,
          hsmId: first,
          newHsmId: NEW,
          from: { kind: 'PEER', hsmId: second },
          expectedAt: at + ends,
        },
      },
    ]);
    expect(state.hsms).toEqual([
      old,
      other,
      {
        ...old,
        hsmId: NEW,
        state: 'CREATE_IN_PROGRESS',
        expectedAt: at + ends,
        access: undefined,
        joinsFrom: 'PEER',
        joinsWith: { material: before.material, access: other?.access },
        replaces: first,
      },
    ]);
    expect(state.backups).toBe(before.backups);
  });

  it('puts the new HSM in the place of the old one after 20 minutes (U-50)', () => {
    const begun = after(replacing(before));
    expect(accepted(advance(begun, { at: begun.asOf + ends - 1 }))[1]).toEqual([]);
    const [state, events] = accepted(ended(begun));
    const data = { hsmId: first, newHsmId: NEW, signingRequestId: undefined };
    const gone = { keys: 0, users: 0 };
    expect(events).toEqual([
      { type: 'HsmReplaced', data: { at: begun.asOf + ends, ...data, gone } },
    ]);
    expect(state.hsms).toEqual([before.hsms[1], { ...before.hsms[0], hsmId: NEW }]);
  });

  it('gives it the users of the start, and the keys of the end (F-86, F-243)', () => {
    const begun = after(replacing(before));
    const { asOf: at } = begun;
    const later = after(
      createUser(
        after(createKey(begun, { at, keyId: 'late', owner: 'alice', kind: 'symmetric' })),
        { at, name: 'bob', role: 'CU' },
      ),
    );
    const state = settled(later);
    const usersAt = (place: number) => state.hsms[place]?.access?.users.map(({ name }) => name);
    expect(usersAt(0)).toContain('bob');
    expect(usersAt(1)).not.toContain('bob');
    expect(state.material?.keys.map(({ keyId }) => keyId)).toEqual(['k1', 'late']);
  });

  it('keeps both in one count of HSMs (F-103, F-126)', () => {
    const edition = editionWith({ hsmsPerClusterMax: 3 });
    const two = after(replacing(clusterWith({ hsms: 2, edition })));
    expect(two.hsms).toHaveLength(3);
    const three = addHsm(two, { at: two.asOf, availabilityZone: 'eu-west-1c' });
    expect(three._tag).toBe('Right');
    const four = addHsm(after(three), { at: two.asOf, availabilityZone: 'eu-west-1c' });
    expect(four).toEqual(left({ _tag: 'TooManyHsms', rule: 'F-126', limit: 3 }));
  });

  it('takes a DEGRADED HSM out of service', () => {
    const failed = after(failHsm(before, { at: before.asOf, hsmId: first }));
    expect(settled(after(replacing(failed))).hsms[1]).toMatchObject({
      hsmId: NEW,
      state: 'ACTIVE',
      stateMessage: undefined,
      failedAt: undefined,
    });
  });

  it('takes the latest backup for a lone HSM, even an ACTIVE one, and counts what is gone (F-242)', () => {
    const one = clusterWith({ users: ['alice'], keys: ['k1'] });
    const [begun, events] = accepted(replacing(one));
    expect(events).toMatchObject([{ data: { from: { kind: 'BACKUP' } } }]);
    const [state, done] = accepted(ended(begun));
    expect(done).toMatchObject([{ type: 'HsmReplaced', data: { gone: { keys: 1, users: 1 } } }]);
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
    expect(settled(state).material?.keys.map(({ keyId }) => keyId)).toEqual(['k1']);
  });

  it('is blank and brings a new request when it is ACTIVE, before initialization (F-75)', () => {
    const [begun, events] = accepted(replacing(cluster('UNINITIALIZED', { hsms: 1 })));
    expect(events).toMatchObject([{ data: { from: { kind: 'BLANK' } } }]);
    expect(begun.signingRequestId).toBe('csr-igklspoyj5vaaaaa');
    expect(settled(begun).signingRequestId).toBe('csr-igklspoyj5vaaaab');
  });

  it('has its own first users, and no request, until the cluster is active (F-195, F-235)', () => {
    const [state, events] = accepted(replacing(cluster('INITIALIZED')));
    expect(events).toMatchObject([{ data: { from: { kind: 'BLANK' } } }]);
    const done = settled(state);
    expect(done.signingRequestId).toBeUndefined();
    expect(done.hsms[0]?.access?.users).toMatchObject([
      { name: 'app_user', createdAt: state.asOf },
      { name: 'unactivated-admin', createdAt: state.asOf },
    ]);
  });

  it('ends an initialization that was going on, at its start (F-75)', () => {
    const outcome = replacing(cluster('INITIALIZE_IN_PROGRESS'));
    expect(typesOf(outcome)).toEqual(['ClusterInitializationFailed', 'HsmReplacing']);
    expect(settled(after(outcome))).toMatchObject({
      state: 'UNINITIALIZED',
      signingRequestId: 'csr-igklspoyj5vaaaab',
    });
  });

  it('does not stop the daily backups of a cluster with one HSM (U-5)', () => {
    const one = clusterWith();
    expect(settled(after(replacing(one))).peerSince).toBe(one.peerSince);
  });

  it('goes on when the old HSM fails meanwhile', () => {
    const begun = after(replacing(before));
    const [failed, events] = accepted(failHsm(begun, { at: begun.asOf + 1, hsmId: first }));
    expect(events.map(({ type }) => type)).toEqual(['HsmDegraded']);
    expect(settled(failed).hsms.map(({ hsmId }) => hsmId)).toEqual([second, NEW]);
  });

  it('vanishes when the new HSM fails, and detection of the old one starts anew (U-50)', () => {
    const failed = after(failHsm(before, { at: before.asOf, hsmId: first }));
    const at = before.asOf + 5 * MINUTE_MS;
    const begun = after(replaceHsm(failed, { at: before.asOf, hsmId: first }));
    for (const ending of [
      failHsm(begun, { at, hsmId: NEW, reason: 'x' }),
      settle(begun, { at, id: NEW, outcome: 'FAILED', reason: 'x' }),
    ]) {
      const [state, events] = accepted(ending);
      const gone = { keys: 0, users: 0 };
      const data = { at, hsmId: first, newHsmId: NEW, reason: 'x', gone };
      expect(events).toEqual([{ type: 'HsmReplacementFailed', data }]);
      expect(state.hsms.map(({ hsmId, failedAt }) => [hsmId, failedAt])).toEqual([
        [first, at],
        [second, undefined],
      ]);
    }
    const intact = after(failHsm(after(replacing(before)), { at, hsmId: NEW }));
    expect(intact.hsms).toEqual(before.hsms);
  });

  it('fails a backup of the old HSM that is in progress when the new one takes its place (U-39)', () => {
    const edition = editionWith({ durations: { backup: 'REPORTED' } });
    const slow = clusterWith({ edition });
    const begun = after(replacing(slow));
    const going = after(addHsm(begun, { at: begun.asOf, availabilityZone: 'eu-west-1b' }));
    expect(accepted(ended(going))[1].map(({ type }) => type)).toEqual([
      'HsmReplaced',
      'BackupCreationFailed',
      'HsmAdditionFailed',
    ]);
  });

  it('makes backups of HSMs that are not being replaced, if there are any', () => {
    const sourceOf = (holder: Cluster) =>
      after(addHsm(holder, { at: holder.asOf, availabilityZone: 'eu-west-1c' })).backups.at(-1);
    const [begun, both] = [
      after(replacing(before)),
      after(replacing(after(replacing(before)), second)),
    ];
    expect([before, begun, both].map((each) => sourceOf(each)?.hsmId)).toEqual([
      first,
      second,
      first,
    ]);
  });

  it('can be reported by a host (M-5)', () => {
    const edition = editionWith({ replacement: { takes: 'REPORTED' } });
    const begun = after(replacing(clusterWith({ hsms: 2, edition })));
    expect(begun.hsms[2]?.expectedAt).toBeUndefined();
    const done = settle(begun, { at: begun.asOf + 1, id: NEW, outcome: 'SUCCEEDED' });
    expect(typesOf(done)).toEqual(['HsmReplaced']);
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

  it('refuses an HSM that is joining (U-82)', () => {
    const joining = after(addHsm(before, { at: before.asOf, availabilityZone: 'eu-west-1c' }));
    const hsmId = joining.hsms[2]?.hsmId ?? '';
    expect(replacing(joining, hsmId)).toEqual(
      left({ _tag: 'HsmBusy', rule: 'U-82', hsmId, actual: 'CREATE_IN_PROGRESS' }),
    );
  });

  it('refuses an HSM that is leaving (U-82)', () => {
    const leaving = after(removeHsm(before, { at: before.asOf, hsmId: first }));
    expect(replacing(leaving, first)).toEqual(
      left({ _tag: 'HsmBusy', rule: 'U-82', hsmId: first, actual: 'DELETE_IN_PROGRESS' }),
    );
  });

  it('refuses one of a pair of which one replaces the other (F-243)', () => {
    const begun = after(replacing(before));
    const busy = (hsmId: string, actual: string, counterpart: string) =>
      left({ _tag: 'HsmBusy', rule: 'F-243', hsmId, actual, counterpart });
    expect(replacing(begun, first)).toEqual(busy(first, 'ACTIVE', NEW));
    expect(removeHsm(begun, { at: begun.asOf, hsmId: first })).toEqual(busy(first, 'ACTIVE', NEW));
    expect(removeHsm(begun, { at: begun.asOf, hsmId: NEW })).toEqual(
      left({ _tag: 'HsmBusy', rule: 'U-82', hsmId: NEW, actual: 'CREATE_IN_PROGRESS' }),
    );
  });

  it('refuses an HSM that has never been ACTIVE: nothing replaces it (F-92)', () => {
    const joining = after(addHsm(before, { at: before.asOf, availabilityZone: 'eu-west-1c' }));
    const hsmId = joining.hsms[2]?.hsmId ?? '';
    const broken = after(failHsm(joining, { at: joining.asOf, hsmId }));
    expect(replacing(broken, hsmId)).toEqual(
      left({ _tag: 'HsmNotOperating', rule: 'F-92', hsmId, actual: 'DEGRADED' }),
    );
  });

  it('refuses when nothing is left to load the new one from (U-8)', () => {
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
        const replaced = settled(after(replacing(written, written.hsms[nth % hsms]?.hsmId)));
        expect(replaced.material).toBe(written.material);
        expect(usersOf(replaced)).toEqual(usersOf(written));
        expect(accepted(advance(replaced, { at: replaced.asOf }))[1]).toEqual([]);
      }),
      onlyFast,
    );
  });
});
