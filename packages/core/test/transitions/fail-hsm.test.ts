import { describe, expect, it } from '@jest/globals';
import { assert, integer, property } from 'fast-check';
import { left } from 'fp-ts/lib/Either.js';
import {
  addHsm,
  advance,
  DAY_MS,
  failHsm,
  MINUTE_MS,
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

  const going = after(addHsm(before, { at: before.asOf, availabilityZone: 'eu-west-1c' }));
  const joiner = going.hsms[2]?.hsmId ?? '';

  it('lets a backup of it fail, and then what waits for that backup, in this order (U-39)', () => {
    const [state, events] = accepted(failing(going));
    expect(events).toMatchObject([
      { type: 'HsmDegraded', data: { hsmId: first, reason: 'The HSM has failed.' } },
      { type: 'BackupCreationFailed', data: { reason: 'The HSM has failed.' } },
      { type: 'HsmAdditionFailed', data: { hsmId: joiner, reason: 'The HSM has failed.' } },
    ]);
    expect(state.hsms.map((each) => [each.state, each.failedAt])).toEqual([
      ['DEGRADED', going.asOf],
      ['ACTIVE', undefined],
      ['DEGRADED', undefined],
    ]);
    expect(accepted(advance(state, { at: state.asOf }))[1]).toEqual([]);
  });

  it('lets a backup of another HSM go on', () => {
    expect(typesOf(failing(going, second))).toEqual(['HsmDegraded']);
  });

  it('leaves a finished backup alone', () => {
    const done = accepted(advance(going, { at: going.asOf + 2 * MINUTE_MS }))[0];
    expect(typesOf(failing(done))).toEqual(['HsmDegraded']);
    expect(going.backups.at(-1)?.hsmId).toBe(first);
    expect(done.backups.at(-1)?.hsmId).toBeUndefined();
  });

  it('makes a failed join of an HSM that is joining (F-92)', () => {
    const [state, events] = accepted(failing(going, joiner));
    expect(events).toMatchObject([{ type: 'HsmAdditionFailed', data: { hsmId: joiner } }]);
    expect(state.hsms[2]).toMatchObject({ state: 'DEGRADED', failedAt: undefined });
    expect(state.backups.at(-1)?.state).toBe('CREATE_IN_PROGRESS');
  });

  it('keeps an HSM that is leaving, DEGRADED (U-39)', () => {
    const leaving = after(removeHsm(before, { at: before.asOf, hsmId: first ?? '' }));
    const [state, events] = accepted(failing(leaving));
    expect(events.map(({ type }) => type)).toEqual([
      'HsmDegraded',
      'BackupCreationFailed',
      'HsmRemovalFailed',
    ]);
    expect(state.hsms[0]).toMatchObject({
      state: 'DEGRADED',
      failedAt: leaving.asOf,
      leavesAs: undefined,
      stateMessage: 'The HSM has failed.',
    });
  });

  it('keeps one that is leaving after its backup, too', () => {
    const leaving = after(removeHsm(before, { at: before.asOf, hsmId: first ?? '' }));
    const released = accepted(advance(leaving, { at: leaving.asOf + 3 * MINUTE_MS }))[0];
    expect(typesOf(failing(released))).toEqual(['HsmDegraded', 'HsmRemovalFailed']);
  });

  it('keeps one that is leaving DEGRADED and has never been ACTIVE, not to be replaced', () => {
    const broken = after(failing(going, joiner));
    const leaving = after(removeHsm(broken, { at: broken.asOf, hsmId: joiner }));
    expect(after(failing(leaving, joiner)).hsms[2]).toMatchObject({
      state: 'DEGRADED',
      failedAt: undefined,
    });
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

  it('refuses an HSM that has failed already (U-83)', () => {
    expect(failing(after(failing(before)))).toEqual(
      left({ _tag: 'HsmNotOperating', rule: 'U-83', hsmId: first, actual: 'DEGRADED' }),
    );
  });

  it('never takes a user from the peers that are left', () => {
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
