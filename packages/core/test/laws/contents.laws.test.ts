import { describe, expect, it } from '@jest/globals';
import { assert, pre, property } from 'fast-check';
import { addHsm, isPeer, editions, type Cluster } from '@hsm-lifecycle/core';
import {
  after,
  aHistory,
  aHistoryWith,
  clustersIn,
  settled,
  type FleetHistory,
} from '@hsm-lifecycle/testing';
import { backupIn, clusterOf, whenever } from '../moments.ts';
import { bounded, onlyFast } from '../support.ts';

const identities = (history: FleetHistory): readonly string[] => [
  ...whenever(history, 'ClusterCreating').map(({ event }) => event.data.clusterId),
  ...whenever(history, 'ClusterRestoring').map(({ event }) => event.data.clusterId),
  ...whenever(history, 'BackupCopying').map(({ event }) => event.data.backupId),
  ...whenever(history, 'BackupCreating').map(({ event }) => event.data.backupId),
  ...whenever(history, 'HsmAdding').flatMap(({ event }) => [event.data.hsmId, event.data.eniId]),
  ...whenever(history, 'HsmReplaced').map(({ event }) => event.data.newHsmId),
];

const joined = (before: Cluster): Cluster =>
  settled(
    after(
      addHsm(before, {
        at: before.asOf,
        availabilityZone: before.subnets[0]?.availabilityZone ?? '',
      }),
    ),
  );

describe('ids', () => {
  it('are each used only once', () => {
    assert(
      property(aHistory, (history) => {
        const all = identities(history);
        expect(new Set(all).size).toBe(all.length);
      }),
      onlyFast,
    );
  });
});

describe('contents', () => {
  it('are shared by HSMs that got the same, also after a join', () => {
    assert(
      property(aHistory, ({ end }) => {
        const ready = clustersIn(end)
          .map((holder) => settled(holder))
          .filter(
            (holder) =>
              holder.state === 'ACTIVE' && holder.hsms.some(isPeer) && holder.hsms.length < 28,
          );
        pre(ready.length > 0);
        expect(ready.map((before) => joined(before).hsms.at(-1)?.access)).toEqual(
          ready.map(({ hsms }) => hsms.find(isPeer)?.access),
        );
        const shared = ready.map(
          (before) => joined(before).hsms.at(-1)?.access === before.hsms.find(isPeer)?.access,
        );
        expect(shared).toEqual(ready.map(() => true));
      }),
      bounded,
    );
  });

  it('of a backup are those of its HSM at that instant, by reference (F-134)', () => {
    assert(
      property(aHistory, (history) => {
        const started = whenever(history, 'BackupCreating');
        pre(started.length > 0);
        for (const moment of started) {
          const before = clusterOf(moment.before);
          const made = backupIn(moment.after, moment.event.data.backupId);
          expect(made?.access).toBe(
            before.hsms.find(({ hsmId }) => hsmId === moment.event.data.hsmId)?.access,
          );
          expect(made?.material).toBe(before.material);
        }
      }),
      onlyFast,
    );
  });

  it('are on no HSM that is not ACTIVE or leaving', () => {
    assert(
      property(aHistoryWith({ quotas: 'NONE', edition: editions.instant }), ({ end }) => {
        const holding = clustersIn(end).flatMap(({ hsms }) =>
          hsms.filter(({ access }) => access !== undefined),
        );
        expect(
          holding.filter(({ state }) => state !== 'ACTIVE' && state !== 'DELETE_IN_PROGRESS'),
        ).toEqual([]);
      }),
      bounded,
    );
  });

  it('are the cluster’s whenever an HSM holds any, and only then', () => {
    assert(
      property(aHistory, ({ steps }) => {
        const clusters = steps.flatMap(({ before }) => clustersIn(before));
        const differing = clusters.filter(
          ({ hsms, material }) =>
            hsms.some(({ access }) => access !== undefined) !== (material !== undefined),
        );
        expect(differing).toEqual([]);
      }),
      bounded,
    );
  });
});
