import { describe, expect, it } from '@jest/globals';
import { assert, integer, property } from 'fast-check';
import { left } from 'fp-ts/lib/Either.js';
import {
  advance,
  DAY_MS,
  deleteCluster,
  isGone,
  latestBackup,
  MINUTE_MS,
  removeHsm,
  type Cluster,
} from '@hsm-lifecycle/core';
import { accepted, after, cluster, clusterWith, settled } from '@hsm-lifecycle/testing';
import { itKeepsTime } from '../shared.ts';
import { onlyFast } from '../support.ts';

const paused = clusterWith({ hsms: 0 });
const ALLOWED = ['UNINITIALIZED', 'INITIALIZED', 'ACTIVE', 'DEGRADED'];
const deleting = (before: Cluster) => deleteCluster(before, { at: before.asOf });
const emptied = (before: Cluster) =>
  settled(after(removeHsm(before, { at: before.asOf, hsmId: before.hsms[0]?.hsmId ?? '' })));

describe('deleteCluster', () => {
  it('takes two minutes (F-105, U-20)', () => {
    const at = paused.asOf;
    const [state, events] = accepted(deleting(paused));
    expect(events).toEqual([
      { type: 'ClusterDeleting', data: { at, expectedAt: at + 2 * MINUTE_MS } },
    ]);
    expect(accepted(advance(state, { at: at + 2 * MINUTE_MS }))[1]).toEqual([
      { type: 'ClusterDeleted', data: { at: at + 2 * MINUTE_MS, gone: { keys: 0, users: 0 } } },
    ]);
  });

  it('accepts an UNINITIALIZED cluster, of which then nothing is left', () => {
    const deleted = settled(after(deleting(cluster('UNINITIALIZED'))));
    expect(deleted.state).toBe('DELETED');
    expect(isGone(deleted)).toBe(true);
  });

  it('accepts an INITIALIZED cluster without its HSM', () => {
    expect(settled(after(deleting(emptied(cluster('INITIALIZED'))))).state).toBe('DELETED');
  });

  itKeepsTime(
    () => paused,
    (holder, at) => deleteCluster(holder, { at }),
  );

  it.each([
    'CREATE_IN_PROGRESS',
    'INITIALIZE_IN_PROGRESS',
    'DELETE_IN_PROGRESS',
    'DELETED',
  ] as const)('refuses a cluster that is %s (U-26)', (state) => {
    expect(deleting(cluster(state))).toEqual(
      left({ _tag: 'WrongState', rule: 'U-26', actual: state, allowed: ALLOWED }),
    );
  });

  it.each(['INITIALIZED', 'ACTIVE', 'DEGRADED'] as const)(
    'refuses a cluster that is %s and has an HSM (F-105)',
    (state) => {
      const before = cluster(state);
      expect(deleting(before)).toEqual(
        left({ _tag: 'HsmsRemain', rule: 'F-105', hsmIds: [before.hsms[0]?.hsmId] }),
      );
    },
  );

  it('refuses while an HSM is still leaving (F-98)', () => {
    const active = clusterWith();
    const hsmId = active.hsms[0]?.hsmId ?? '';
    const leaving = after(removeHsm(active, { at: active.asOf, hsmId }));
    expect(deleting(leaving)).toEqual(left({ _tag: 'HsmsRemain', rule: 'F-105', hsmIds: [hsmId] }));
  });

  it('always leaves the last backup, however long ago (F-158, F-159)', () => {
    const deleted = settled(after(deleting(paused)));
    assert(
      property(integer({ min: 0, max: 10_000 }), (days) => {
        const [later] = accepted(advance(deleted, { at: deleted.asOf + days * DAY_MS }));
        expect(latestBackup(later)?.backupId).toBe(latestBackup(deleted)?.backupId);
        expect(isGone(later)).toBe(false);
      }),
      onlyFast,
    );
  });
});
