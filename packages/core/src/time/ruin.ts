/**
 * The failure of all that is in progress in a cluster whose region is destroyed (U-55).
 *
 * @module
 */
import { evolveCluster } from '../evolve/evolve.ts';
import { found } from '../kernel/list.ts';
import type { Cluster } from '../model/cluster.ts';
import type { ClusterEvent } from '../model/event.ts';
import { consequenceOf } from './consequence.ts';
import { backupFailed, hsmFailed, lifeFailed, type Failure } from './failed.ts';

/** The next failure, in this order: the cluster's own, backups with what waits for them, HSMs. */
const nextFailure = (now: Cluster, failure: Failure): ClusterEvent | undefined => {
  if (now.phase === 'CREATE_IN_PROGRESS' || now.phase === 'INITIALIZE_IN_PROGRESS')
    return lifeFailed(now, failure);
  const consequence = consequenceOf(now, failure.reason);
  if (consequence !== undefined) return consequence;
  const backup = found(now.backups, ({ state }) => state === 'CREATE_IN_PROGRESS');
  if (backup !== undefined) return backupFailed(now, backup, failure);
  const begun = found(
    now.hsms,
    ({ state, migratesTo }) => state === 'CREATE_IN_PROGRESS' || migratesTo !== undefined,
  );
  return begun && hsmFailed(now, begun, failure);
};

/**
 * Adds to events the failure of everything in progress but deletions: a cluster that is being
 * deleted, and an HSM that leaves and waits for no backup, still go.
 */
export const withRuin = (
  before: Cluster,
  events: readonly ClusterEvent[],
  failure: Failure,
): readonly ClusterEvent[] => {
  const all = [...events];
  let state = all.reduce(evolveCluster, before);
  for (;;) {
    const next = nextFailure(state, failure);
    if (next === undefined) return all;
    all.push(next);
    state = evolveCluster(state, next);
  }
};
