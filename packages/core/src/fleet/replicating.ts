/**
 * Replicating keys and users between two clusters of a fleet.
 *
 * @module
 */
import type { Outcome } from '../kernel/change.ts';
import { isLeft, left, right, type Either } from '../kernel/either.ts';
import type { Cluster } from '../model/cluster.ts';
import type { ClusterEvent } from '../model/event.ts';
import type { ClusterNotFound, RegionOutOfReach } from '../rules/model-refusals.ts';
import type { ReplicatingCommand } from '../transitions/command.ts';
import { replicateKey, type ReplicateKeyRefusal } from '../transitions/replicate-key.ts';
import { replicateUser, type ReplicateUserRefusal } from '../transitions/replicate-user.ts';
import type { Moved } from './absorb.ts';
import { clusterIn, type Fleet } from './fleet.ts';
import { regionRefusal } from './starting.ts';

/** Why a fleet may refuse to replicate a key or a user. */
export type ReplicatingRefusal =
  ReplicateKeyRefusal | ReplicateUserRefusal | ClusterNotFound | RegionOutOfReach;

const reachedCluster = (
  fleet: Fleet,
  clusterId: string,
): Either<ClusterNotFound | RegionOutOfReach, Cluster> => {
  const it = clusterIn(fleet, clusterId);
  if (it === undefined) return left({ _tag: 'ClusterNotFound', rule: 'M-3', clusterId });
  const unreachable = regionRefusal(fleet, it.region);
  return unreachable === undefined ? right(it) : left(unreachable);
};

/** Replicates a key or a user from one cluster to another; both must be in reach. */
export const replicate = (
  fleet: Fleet,
  { type, data }: ReplicatingCommand,
): Either<ReplicatingRefusal, Moved> => {
  const to = reachedCluster(fleet, data.clusterId);
  if (isLeft(to)) return to;
  const from = reachedCluster(fleet, data.from);
  if (isLeft(from)) return from;
  const before = to.right;
  const outcome: Outcome<ReplicatingRefusal, Cluster, ClusterEvent> =
    type === 'ReplicateKey'
      ? replicateKey(before, { ...data, from: from.right })
      : replicateUser(before, { ...data, from: from.right });
  if (isLeft(outcome)) return outcome;
  const [after, events] = outcome.right;
  return right({ stem: before.stem, before, after, events });
};
