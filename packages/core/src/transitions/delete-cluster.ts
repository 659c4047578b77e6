/**
 * Deleting a cluster.
 *
 * @module
 */
import type { Outcome } from '../kernel/change.ts';
import type { HsmsRemain, WrongState } from '../rules/cluster-refusals.ts';
import { refused } from '../rules/refused.ts';
import { endOf } from '../rules/editions.ts';
import type { Cluster } from '../model/cluster.ts';
import type { ClusterEvent } from '../model/event.ts';
import { happened, clusterTransition, type TimeRefusal } from '../time/advance.ts';
import type { NotWellFormed } from '../rules/model-refusals.ts';
import type { EpochMillis } from '../model/instant.ts';
import { formed } from '../guards/formed.ts';

/** The input of `deleteCluster`. */
export type DeleteCluster = {
  /** When, in milliseconds since the epoch. */
  readonly at: EpochMillis;
};

/** Why `deleteCluster` may refuse. */
export type DeleteClusterRefusal = NotWellFormed | TimeRefusal | WrongState<'U-26'> | HsmsRemain;

const ALLOWED = ['UNINITIALIZED', 'INITIALIZED', 'ACTIVE', 'DEGRADED'] as const;

const wellFormed = formed<DeleteCluster>({});

/**
 * Deletes a cluster. Its backups outlive it and stay under its retention policy.
 *
 * @param cluster - UNINITIALIZED, INITIALIZED or ACTIVE, without HSMs (an HSM that is still leaving
 *   counts)
 * @param input - `at` in milliseconds since the epoch
 * @returns Right: DELETE_IN_PROGRESS; events: what was due, `ClusterDeleting`. Left:
 *   `NotWellFormed`, `NotAnInstant`, `TimeRanBackwards`, `WrongState` or `HsmsRemain`, checked in
 *   that order.
 * @see `DeleteCluster`, CloudHSM V2 API 2017-04-28; F-98, F-105, F-159; U-26
 * @example
 * const deleting = deleteCluster(cluster, { at });
 */
export const deleteCluster = (
  cluster: Cluster,
  input: DeleteCluster,
): Outcome<DeleteClusterRefusal, Cluster, ClusterEvent> =>
  wellFormed(input, ({ at }) =>
    clusterTransition(cluster, at, (now) => {
      if (!ALLOWED.some((state) => state === now.state))
        return refused({ _tag: 'WrongState', rule: 'U-26', actual: now.state, allowed: ALLOWED });
      const hsmIds = [...now.hsms].map(({ hsmId }) => hsmId);
      if (hsmIds.length > 0) return refused({ _tag: 'HsmsRemain', rule: 'F-105', hsmIds });
      return happened(now, {
        type: 'ClusterDeleting',
        data: { at, expectedAt: endOf(now.edition.durations.clusterDeletion, at) },
      });
    }),
  );
