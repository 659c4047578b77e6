/**
 * Adding HSMs to a cluster, one after the other.
 *
 * @module
 */
import type { Cluster, Command, EpochMillis } from '@hsm-lifecycle/core';
import type { Fleet } from '@hsm-lifecycle/core/fleet';
import { emptiestZone, hasNeverJoined, isChanging, peersOf } from './reading.ts';

/** How many HSMs a cluster should have. */
export type Growing = { readonly hsms: number; readonly at: EpochMillis };

/** Removes the HSMs that have failed to join: they cost as much as others, and hold nothing. */
export const removeFailed = ({ clusterId, hsms }: Cluster, at: EpochMillis): readonly Command[] =>
  hsms
    .filter(hasNeverJoined)
    .map(({ hsmId }) => ({ type: 'RemoveHsm', data: { at, clusterId, hsmId } }));

/**
 * Adds the next HSM if none is joining or leaving and there are too few that work. Removes what has
 * failed to join before.
 */
export const addNext = (
  fleet: Fleet,
  cluster: Cluster,
  { hsms, at }: Growing,
): readonly Command[] => {
  const { clusterId } = cluster;
  const availabilityZone = emptiestZone(fleet, cluster);
  const isBusy = cluster.hsms.some(isChanging);
  return peersOf(cluster).length >= hsms || isBusy || availabilityZone === undefined
    ? removeFailed(cluster, at)
    : removeFailed(cluster, at).concat({
        type: 'AddHsm',
        data: { at, clusterId, availabilityZone },
      });
};
