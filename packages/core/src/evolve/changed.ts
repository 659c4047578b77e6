/**
 * The only writer of a cluster's next value. Sets `asOf` and derives the members that depend on the
 * HSMs.
 *
 * @module
 */
import type { Writable } from '../kernel/writable.ts';
import { copiedCluster, stateOf, type Cluster } from '../model/cluster.ts';
import type { Hsm } from '../model/hsm.ts';
import type { EpochMillis } from '../model/instant.ts';
import { isMigrating } from '../model/migration.ts';

/**
 * The members that an event may write. `peerSince`, `state` and the end of `material` are derived.
 */
export type ClusterChanges = Writable<
  Cluster,
  | 'phase'
  | 'stateMessage'
  | 'expectedAt'
  | 'hsmType'
  | 'retention'
  | 'tags'
  | 'signingRequestId'
  | 'initializedAt'
  | 'activatedAt'
  | 'activationDueAt'
  | 'deletedAt'
  | 'certificate'
  | 'origin'
  | 'isolatedSince'
  | 'lostZones'
  | 'migration'
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

/** Whether any HSM holds contents; a cluster has `material` exactly then. */
export const hasContents = (hsms: readonly Hsm[]): boolean => {
  for (const { access } of hsms) if (access !== undefined) return true;
  return false;
};

/**
 * Whether the daily clock runs: the cluster is active or changes its HSM type, is in reach, and has
 * a peer (U-5).
 */
export const runs = ({
  phase,
  isolatedSince,
  hsms,
}: Pick<Cluster, 'phase' | 'isolatedSince' | 'hsms'>): boolean =>
  (phase === 'ACTIVE' || isMigrating(phase)) && isolatedSince === undefined && hasPeer(hsms);

const isMoved = (before: Cluster, { hsms, phase, isolatedSince }: Cluster): boolean =>
  hsms !== before.hsms || phase !== before.phase || isolatedSince !== before.isolatedSince;

/**
 * Writes a cluster's next value: copies it, applies `write`, then derives the state, the daily
 * clock, and the end of `material` when no HSM holds contents any more.
 *
 * @param before - not changed
 * @param at - the instant of the event
 * @param write - writes the event's data on the copy
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

/** For each event type, a function that applies it to a cluster. */
export type Handlers<Event extends { readonly type: string; readonly data: unknown }> = {
  readonly [Each in Event as Each['type']]: (before: Cluster, data: Each['data']) => Cluster;
};
