import { describe, expect, it } from '@jest/globals';
import { assert, integer, property, shuffledSubarray } from 'fast-check';
import { left } from 'fp-ts/lib/Either.js';
import {
  addHsm,
  advance,
  DAY_MS,
  failHsm,
  latestBackup,
  MINUTE_MS,
  nextDailyBackupAt,
  removeHsm,
  settle,
  type Cluster,
} from '@hsm-lifecycle/core';
import { accepted, after, cluster, clusterWith, settled } from '@hsm-lifecycle/testing';
import { itKeepsTime } from '../shared.ts';
import { onlyFast, editionWith } from '../support.ts';

const before = clusterWith({ hsms: 2, users: ['alice'], keys: ['k1'] });
const [first = '', second = ''] = before.hsms.map(({ hsmId }) => hsmId);
const ALLOWED = ['UNINITIALIZED', 'INITIALIZED', 'ACTIVE', 'DEGRADED'];
const removing = (holder: Cluster, hsmId = first) => removeHsm(holder, { at: holder.asOf, hsmId });

describe('removeHsm', () => {
  it('backs the leaving HSM up first; it leaves when that is done (F-94, U-6)', () => {
    const at = before.asOf;
    const [state, events] = accepted(removing(before, second));
    const backupId = 'backup-igklspoyj5vaaaac';
    expect(events).toEqual([
      {
        type: 'BackupCreating',
        data: { at, backupId, hsmId: second, cause: 'HSM_REMOVED', expectedAt: at + 2 * MINUTE_MS },
      },
      {
        type: 'HsmRemoving',
        data: { at, hsmId: second, expectedAt: undefined, waitsFor: backupId },
      },
    ]);
    expect(state.hsms[1]).toMatchObject({
      state: 'DELETE_IN_PROGRESS',
      waitsFor: backupId,
      leavesAs: 'ACTIVE',
    });
    expect(accepted(advance(state, { at: at + 4 * MINUTE_MS }))[1]).toEqual([
      {
        type: 'BackupCreated',
        data: {
          at: at + 2 * MINUTE_MS,
          backupId,
          released: [{ hsmId: second, expectedAt: at + 4 * MINUTE_MS }],
        },
      },
      {
        type: 'HsmRemoved',
        data: { at: at + 4 * MINUTE_MS, hsmId: second, gone: { keys: 0, users: 0 } },
      },
    ]);
  });

  it('pauses a cluster, which stays ACTIVE, when its last HSM leaves (U-3)', () => {
    const paused = settled(after(removing(settled(after(removing(before))), second)));
    expect(paused).toMatchObject({ state: 'ACTIVE', hsms: [], material: undefined });
    expect(latestBackup(paused)?.material.keys).toHaveLength(1);
    expect(nextDailyBackupAt(paused)).toBeUndefined();
  });

  it('names an HSM by its network interface or its address, too (U-19)', () => {
    const third = settled(
      after(
        addHsm(before, { at: before.asOf, availabilityZone: 'eu-west-1c', ipAddress: '10.0.3.3' }),
      ),
    );
    const eniId = third.hsms[2]?.eniId ?? '';
    const byEni = accepted(removeHsm(third, { at: third.asOf, eniId }))[1];
    const byAddress = accepted(removeHsm(third, { at: third.asOf, ipAddress: '10.0.3.3' }))[1];
    expect(byEni).toEqual(byAddress);
    expect(byEni.at(-1)).toMatchObject({
      type: 'HsmRemoving',
      data: { hsmId: third.hsms[2]?.hsmId },
    });
  });

  it.each(['UNINITIALIZED', 'INITIALIZED'] as const)(
    'makes no backup of a cluster that is %s (F-97, U-81)',
    (state) => {
      const young = cluster(state, { hsms: 1 });
      expect(accepted(removing(young))[1]).toEqual([
        {
          type: 'HsmRemoving',
          data: {
            at: young.asOf,
            hsmId: first,
            expectedAt: young.asOf + 2 * MINUTE_MS,
            waitsFor: undefined,
          },
        },
      ]);
    },
  );

  it('ends the signing request when the HSM of an UNINITIALIZED cluster is gone (F-73)', () => {
    const young = cluster('UNINITIALIZED', { hsms: 1 });
    expect(young.signingRequestId).toBeDefined();
    expect(settled(after(removing(young))).signingRequestId).toBeUndefined();
  });

  it('backs a peer up if the leaving HSM is DEGRADED and cannot be a source (U-25)', () => {
    const failed = after(failHsm(before, { at: before.asOf, hsmId: first }));
    expect(accepted(removing(failed))[1]).toMatchObject([
      { type: 'BackupCreating', data: { hsmId: second } },
      { type: 'HsmRemoving' },
    ]);
  });

  it('makes no backup when there is no source', () => {
    expect(accepted(removing(cluster('DEGRADED')))[1]).toMatchObject([
      { type: 'HsmRemoving', data: { waitsFor: undefined } },
    ]);
  });

  it('makes no backup if removal forces none', () => {
    const free = clusterWith({ edition: editionWith({ forcedBackups: ['ACTIVATION'] }) });
    expect(accepted(removing(free))[1]).toMatchObject([
      { type: 'HsmRemoving', data: { waitsFor: undefined } },
    ]);
  });

  it('makes a backup for each of two HSMs that leave at once', () => {
    const leaving = after(removing(after(removing(before)), second));
    expect(leaving.backups.filter(({ state }) => state === 'CREATE_IN_PROGRESS')).toHaveLength(2);
    expect(settled(leaving).hsms).toEqual([]);
  });

  itKeepsTime(
    () => before,
    (holder, at) => removeHsm(holder, { at, hsmId: first }),
  );

  it.each([
    'CREATE_IN_PROGRESS',
    'INITIALIZE_IN_PROGRESS',
    'DELETE_IN_PROGRESS',
    'DELETED',
  ] as const)('refuses a cluster that is %s (U-80)', (state) => {
    expect(removing(cluster(state))).toEqual(
      left({ _tag: 'WrongState', rule: 'U-80', actual: state, allowed: ALLOWED }),
    );
  });

  it('refuses a command that names no HSM (U-19)', () => {
    expect(removeHsm(before, { at: before.asOf })).toEqual(
      left({ _tag: 'OneSelector', rule: 'U-19', given: 0 }),
    );
  });

  it('refuses a command that names an HSM in two ways, even the same HSM (U-19)', () => {
    const eniId = before.hsms[0]?.eniId ?? '';
    expect(removeHsm(before, { at: before.asOf, hsmId: first, eniId })).toEqual(
      left({ _tag: 'OneSelector', rule: 'U-19', given: 2 }),
    );
  });

  it('refuses an unknown HSM, with the name given (M-3)', () => {
    for (const named of [
      { hsmId: 'hsm-none' },
      { eniId: 'eni-00000000' },
      { ipAddress: '10.9.9.9' },
    ])
      expect(removeHsm(before, { at: before.asOf, ...named })).toEqual(
        left({ _tag: 'HsmNotFound', rule: 'M-3', ...named }),
      );
  });

  it('refuses an HSM that is leaving already (U-82)', () => {
    expect(removing(after(removing(before)))).toEqual(
      left({ _tag: 'HsmBusy', rule: 'U-82', hsmId: first, actual: 'DELETE_IN_PROGRESS' }),
    );
  });

  it('refuses an HSM that is joining (U-82)', () => {
    const joining = after(addHsm(before, { at: before.asOf, availabilityZone: 'eu-west-1c' }));
    const hsmId = joining.hsms[2]?.hsmId ?? '';
    expect(removing(joining, hsmId)).toEqual(
      left({ _tag: 'HsmBusy', rule: 'U-82', hsmId, actual: 'CREATE_IN_PROGRESS' }),
    );
  });

  it('fails when its backup fails: the HSM is as before (U-6)', () => {
    const leaving = after(removing(before));
    const failed = after(
      settle(leaving, { at: leaving.asOf, id: 'backup-igklspoyj5vaaaac', outcome: 'FAILED' }),
    );
    expect(failed.hsms[0]).toMatchObject({
      state: 'ACTIVE',
      waitsFor: undefined,
      leavesAs: undefined,
    });
    expect(failed.hsms[0]?.access).toBe(before.hsms[0]?.access);
  });

  it('always leaves a backup with everything, in whatever order the HSMs leave', () => {
    assert(
      property(
        integer({ min: 1, max: 4 }),
        shuffledSubarray([0, 1, 2, 3], { minLength: 4 }),
        integer({ min: 0, max: DAY_MS }),
        (hsms, order, wait) => {
          const grown = clusterWith({ hsms, users: ['alice'], keys: ['k1'] });
          const ids = order.flatMap((nth) => grown.hsms[nth]?.hsmId ?? []);
          const paused = ids.reduce(
            (rest, hsmId) => settled(after(removeHsm(rest, { at: rest.asOf + wait, hsmId }))),
            grown,
          );
          expect(paused.hsms).toEqual([]);
          expect(latestBackup(paused)?.material).toBe(grown.material);
          expect(latestBackup(paused)?.access.users).toHaveLength(3);
        },
      ),
      onlyFast,
    );
  });
});
