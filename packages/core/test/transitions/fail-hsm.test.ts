import { describe, expect, it } from '@jest/globals';
import { assert, integer, property } from 'fast-check';
import { left } from 'fp-ts/lib/Either.js';
import {
  addHsm,
  advance,
  DAY_MS,
  failHsm,
  nextDailyBackupAt,
  removeHsm,
  usersOf,
  type Cluster,
} from '@hsm-lifecycle/core';
import { accepted, after, cluster, clusterWith, typesOf } from '@hsm-lifecycle/testing';
import { itKeepsTime } from '../shared.ts';
import { onlyFast } from '../support.ts';

const before = clusterWith({ hsms: 2, users: ['alice'], keys: ['k1'] });
const [first, second] = before.hsms.map(({ hsmId }) => hsmId);
const failing = (holder: Cluster, hsmId = first ?? '') =>
  failHsm(holder, { at: holder.asOf, hsmId });

describe('failHsm', () => {
  it('leaves the HSM DEGRADED and empty, and the cluster ACTIVE while a peer is left (U-1)', () => {
    const [state, events] = accepted(
      failHsm(before, { at: before.asOf, hsmId: first ?? '', reason: 'Tampered.' }),
    );
    expect(events).toEqual([
      {
        type: 'HsmDegraded',
        data: { at: before.asOf, hsmId: first, reason: 'Tampered.', gone: { keys: 0, users: 0 } },
      },
    ]);
    expect(state.hsms[0]).toMatchObject({
      state: 'DEGRADED',
      stateMessage: 'Tampered.',
      access: undefined,
    });
    expect(state.state).toBe('ACTIVE');
  });

  it('leaves a cluster DEGRADED if no peer is left, and stops daily backups (U-1, U-25)', () => {
    const state = after(failing(after(failing(before)), second));
    expect(state.state).toBe('DEGRADED');
    expect(state.material).toBeUndefined();
    expect(nextDailyBackupAt(state)).toBeUndefined();
  });

  it('counts what was nowhere else', () => {
    const fresh = clusterWith({ users: ['alice'], keys: ['k1'] });
    expect(accepted(failing(fresh))[1]).toMatchObject([{ data: { gone: { keys: 1, users: 1 } } }]);
  });

  it('has a default reason', () => {
    expect(after(failing(before)).hsms[0]?.stateMessage).toBe('The HSM has failed.');
  });

  it('ends an initialization in progress (F-75)', () => {
    const initializing = cluster('INITIALIZE_IN_PROGRESS');
    const outcome = failing(initializing);
    expect(typesOf(outcome)).toEqual(['ClusterInitializationFailed', 'HsmDegraded']);
    expect(after(outcome)).toMatchObject({
      state: 'UNINITIALIZED',
      stateMessage: 'Its HSM is gone; sign the next one’s request.',
      expectedAt: undefined,
    });
  });

  it('lets its backup in progress continue', () => {
    const one = clusterWith();
    const going = after(addHsm(one, { at: one.asOf, availabilityZone: 'eu-west-1a' }));
    const failed = after(failing(going));
    expect(
      accepted(advance(failed, { at: failed.asOf + 12 * 60_000 }))[0].hsms.map(
        ({ state }) => state,
      ),
    ).toEqual(['DEGRADED', 'ACTIVE']);
  });

  itKeepsTime(
    () => before,
    (holder, at) => failHsm(holder, { at, hsmId: first ?? '' }),
  );

  it('refuses an HSM that is not there (M-3)', () => {
    expect(failing(before, 'hsm-none')).toEqual(
      left({ _tag: 'HsmNotFound', rule: 'M-3', hsmId: 'hsm-none' }),
    );
  });

  it('refuses an HSM that has failed already (F-100)', () => {
    expect(failing(after(failing(before)))).toEqual(
      left({ _tag: 'HsmNotOperating', rule: 'F-100', hsmId: first, actual: 'DEGRADED' }),
    );
  });

  it('refuses an HSM that is joining (F-100)', () => {
    const joining = after(addHsm(before, { at: before.asOf, availabilityZone: 'eu-west-1a' }));
    const hsmId = joining.hsms.at(-1)?.hsmId ?? '';
    expect(failing(joining, hsmId)).toEqual(
      left({ _tag: 'HsmNotOperating', rule: 'F-100', hsmId, actual: 'CREATE_IN_PROGRESS' }),
    );
  });

  it('refuses an HSM that is leaving (F-100)', () => {
    const leaving = after(removeHsm(before, { at: before.asOf, hsmId: first ?? '' }));
    expect(failing(leaving)).toEqual(
      left({ _tag: 'HsmNotOperating', rule: 'F-100', hsmId: first, actual: 'DELETE_IN_PROGRESS' }),
    );
  });

  it('never removes a user from the remaining peers', () => {
    assert(
      property(integer({ min: 0, max: DAY_MS - 1 }), integer({ min: 2, max: 5 }), (wait, hsms) => {
        const grown = clusterWith({ hsms, users: ['alice'] });
        const failed = after(
          failHsm(grown, { at: grown.asOf + wait, hsmId: grown.hsms[0]?.hsmId ?? '' }),
        );
        expect(usersOf(failed)).toEqual(usersOf(grown));
      }),
      onlyFast,
    );
  });
});
