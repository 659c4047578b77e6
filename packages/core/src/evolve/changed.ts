/**
 * The one way a cluster's next value is written: with what follows from its HSMs derived, and the instant noted.
 *
 * @module
 */
import { copiedCluster, stateOf, type Cluster } from '../state/cluster.ts';
import type { Hsm } from '../state/hsm.ts';
import type { EpochMillis } from '../values/instant.ts';

/** What an event may change of a cluster. `peerSince`, `state` and the end of `material` follow by themselves. */
export type ClusterChanges = Partial<
  Pick<
    Cluster,
    | 'phase'
    | 'stateMessage'
    | 'expectedAt'
    | 'retention'
    | 'tags'
    | 'signingRequestId'
    | 'initializedAt'
    | 'activatedAt'
    | 'origin'
    | 'isolatedSince'
    | 'lastBackupAt'
    | 'backupFailedAt'
    | 'material'
    | 'hsms'
    | 'backups'
    | 'hsmsMade'
    | 'backupsMade'
  >
>;

const hasPeer = (hsms: readonly Hsm[]): boolean => {
  for (const { state } of hsms) if (state === 'ACTIVE') return true;
  return false;
};

const hasContents = (hsms: readonly Hsm[]): boolean => {
  for (const { admin } of hsms) if (admin !== undefined) return true;
  return false;
};

/** Tells whether the daily clock runs: an active cluster has a peer within reach (U-5). */
const runs = ({ phase, isolatedSince, hsms }: Pick<Cluster, 'phase' | 'isolatedSince' | 'hsms'>): boolean =>
  phase === 'ACTIVE' && isolatedSince === undefined && hasPeer(hsms);

const isTouched = (changes: ClusterChanges): boolean =>
  changes.hsms !== undefined || changes.phase !== undefined || 'isolatedSince' in changes;

/** Writes a cluster's next value: a copy with the changes assigned, and what follows from its HSMs: the state, the daily clock, and the keys, which end with the last HSM that holds contents. */
export const changed = (before: Cluster, at: EpochMillis, changes: ClusterChanges): Cluster => {
  const after = Object.assign(copiedCluster(before), changes);
  after.asOf = at;
  if (isTouched(changes)) {
    after.state = stateOf(after.phase, after.hsms);
    after.peerSince = runs(after) ? (before.peerSince ?? at) : undefined;
    if (!hasContents(after.hsms)) after.material = undefined;
  }
  return Object.freeze(after);
};

/** A table that says for each event what it makes of a cluster. */
export type Handlers<Event extends { readonly type: string; readonly data: unknown }> = {
  readonly [Each in Event as Each['type']]: (before: Cluster, data: Each['data']) => Cluster;
};
