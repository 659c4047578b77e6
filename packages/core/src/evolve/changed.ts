/**
 * The one way a cluster's next value is written: with what follows from its HSMs derived, and the instant noted.
 *
 * @module
 */
import { cluster, type Cluster } from '../state/cluster.ts';
import type { EpochMillis } from '../values/instant.ts';

/** What an event may change of a cluster. `peerSince`, `state` and the end of `material` follow by themselves. */
export type ClusterChanges = Partial<Omit<Cluster, 'asOf' | 'peerSince' | 'state'>>;

/**
 * Writes a cluster's next value.
 *
 * The daily clock runs while an active cluster has a peer within reach (U-5); keys end with the last HSM that holds contents.
 */
export const changed = (before: Cluster, at: EpochMillis, changes: ClusterChanges): Cluster => {
  const it = { ...before, ...changes };
  let hasPeer = false;
  let hasContents = false;
  for (const { state, admin } of it.hsms) {
    if (state === 'ACTIVE') hasPeer = true;
    if (admin !== undefined) hasContents = true;
  }
  const runs = hasPeer && it.phase === 'ACTIVE' && it.isolatedSince === undefined;
  it.asOf = at;
  it.peerSince = runs ? (before.peerSince ?? at) : undefined;
  if (!hasContents) it.material = undefined;
  return cluster(it);
};

/** A table that says for each event what it makes of a cluster. */
export type Handlers<Event extends { readonly type: string; readonly data: unknown }> = {
  readonly [Each in Event as Each['type']]: (before: Cluster, data: Each['data']) => Cluster;
};
