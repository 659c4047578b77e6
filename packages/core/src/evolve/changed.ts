/**
 * The one way a cluster's next value is written: with what follows from its HSMs derived, and the
 * instant noted.
 *
 * @module
 */
import type { Writable } from '../kernel/writable.ts';
import { copiedCluster, stateOf, type Cluster } from '../state/cluster.ts';
import type { Hsm } from '../state/hsm.ts';
import type { EpochMillis } from '../values/instant.ts';

/**
 * What an event may write of a cluster. `peerSince`, `state` and the end of `material` follow by
 * themselves.
 */
export type ClusterChanges = Writable<
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
  | 'hsmIdsGiven'
  | 'backupsMade'
>;

const hasPeer = (hsms: readonly Hsm[]): boolean => {
  for (const { state } of hsms) if (state === 'ACTIVE') return true;
  return false;
};

/** Tells whether an HSM holds contents: then the cluster has keys. */
export const hasContents = (hsms: readonly Hsm[]): boolean => {
  for (const { access } of hsms) if (access !== undefined) return true;
  return false;
};

/** Tells whether the daily clock runs: an active cluster has a peer within reach (U-5). */
export const runs = ({
  phase,
  isolatedSince,
  hsms,
}: Pick<Cluster, 'phase' | 'isolatedSince' | 'hsms'>): boolean =>
  phase === 'ACTIVE' && isolatedSince === undefined && hasPeer(hsms);

const isMoved = (before: Cluster, { hsms, phase, isolatedSince }: Cluster): boolean =>
  hsms !== before.hsms || phase !== before.phase || isolatedSince !== before.isolatedSince;

/**
 * Writes a cluster's next value: a copy, written on, and what follows from its HSMs: the state, the
 * daily clock, and the keys, which end with the last HSM that holds contents.
 *
 * @param before - stays as it is
 * @param at - the instant of the event
 * @param write - writes what the event says on the copy
 */
export const changed = (
  before: Cluster,
  at: EpochMillis,
  write: (after: ClusterChanges) => void,
): Cluster => {
  const after = copiedCluster(before);
  after.asOf = at;
  write(after);
  if (isMoved(before, after)) {
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
