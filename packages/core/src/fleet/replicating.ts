/**
 * Replicating keys and users between two clusters of a fleet.
 *
 * @module
 */
import { isLeft, left, right, type Either } from '../kernel/either.ts';
import type { Outcome } from '../kernel/change.ts';
import type { Cluster } from '../model/cluster.ts';
import type { ClusterEvent } from '../model/event.ts';
import type { BackupHolder } from '../model/holder.ts';
import type { ClusterNotFound, RegionOutOfReach, WrongHolder } from '../rules/model-refusals.ts';
import { holderIdOf } from '../model/holder.ts';
import type { ReplicatingCommand } from '../transitions/command.ts';
import { replicateKey, type ReplicateKeyRefusal } from '../transitions/replicate-key.ts';
import { replicateUser, type ReplicateUserRefusal } from '../transitions/replicate-user.ts';
import type { Moved } from './absorb.ts';
import { clusterIn, type Fleet } from './fleet.ts';
import { regionRefusal } from './starting.ts';

/** Why a fleet may refuse to replicate a key or a user. */
export type ReplicatingRefusal =
  ReplicateKeyRefusal | ReplicateUserRefusal | ClusterNotFound | RegionOutOfReach | WrongHolder;

/**
 * Replicates a key or a user from one cluster to another; both must be in reach.
 *
 * @param holder - the cluster that gets it
 */
export const replicate = (
  fleet: Fleet,
  holder: BackupHolder,
  command: ReplicatingCommand,
): Either<ReplicatingRefusal, Moved> => {
  const { type, data } = command;
  if (holder.kind !== 'CLUSTER')
    return left({ _tag: 'WrongHolder', rule: 'M-8', command: type, holder: holderIdOf(holder) });
  const from = clusterIn(fleet, data.from);
  if (from === undefined)
    return left({ _tag: 'ClusterNotFound', rule: 'M-3', clusterId: data.from });
  const unreachable = regionRefusal(fleet, from.region);
  if (unreachable !== undefined) return left(unreachable);
  const outcome: Outcome<ReplicatingRefusal, Cluster, ClusterEvent> =
    type === 'ReplicateKey'
      ? replicateKey(holder, { ...data, from })
      : replicateUser(holder, { ...data, from });
  if (isLeft(outcome)) return outcome;
  const [after, events] = outcome.right;
  return right({ stem: holder.stem, before: holder, after, events });
};
