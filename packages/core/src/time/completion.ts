/**
 * How what is in progress ends well.
 *
 * @module
 */
import { endOf } from '../rules/editions.ts';
import type { Backup } from '../state/backup.ts';
import type { Cluster } from '../state/cluster.ts';
import type { ClusterEvent } from '../state/event.ts';
import type { Hsm } from '../state/hsm.ts';
import { makeSigningRequestId } from '../values/ids.ts';
import type { EpochMillis } from '../values/instant.ts';
import { joined, removed, withGone } from './gone.ts';

/** The end of what the cluster itself is at: creation, restore, initialization or deletion. */
export const lifeCompleted = (cluster: Cluster, at: EpochMillis): ClusterEvent => {
  if (cluster.phase === 'INITIALIZE_IN_PROGRESS')
    return { type: 'ClusterInitialized', data: { at } };
  if (cluster.phase === 'DELETE_IN_PROGRESS')
    return withGone(cluster, (gone) => ({ type: 'ClusterDeleted', data: { at, gone } }));
  return {
    type: cluster.origin === undefined ? 'ClusterCreated' : 'ClusterRestored',
    data: { at },
  };
};

/**
 * The end of an HSM's joining or leaving. The first HSM of an uninitialized cluster brings a
 * signing request (F-73).
 */
export const hsmCompleted = (cluster: Cluster, it: Hsm, at: EpochMillis): ClusterEvent => {
  const { hsmId, state } = it;
  if (state === 'DELETE_IN_PROGRESS') return removed(cluster, it, at);
  const signingRequestId =
    cluster.phase === 'UNINITIALIZED' ? makeSigningRequestId(hsmId) : undefined;
  return joined(cluster, it, { at, signingRequestId });
};

/** The HSMs that wait for a backup. */
export const waitingFor = (
  cluster: Cluster,
  { backupId }: Pick<Backup, 'backupId'>,
): readonly Hsm[] => [...cluster.hsms].filter(({ waitsFor }) => waitsFor === backupId);

/** The end of a backup; the time of the HSMs that waited for it starts. */
export const backupCompleted = (
  cluster: Cluster,
  backup: Backup,
  at: EpochMillis,
): ClusterEvent => {
  const { hsm, hsmDeletion } = cluster.edition.durations;
  const released = waitingFor(cluster, backup).map(({ hsmId, state }) => ({
    hsmId,
    expectedAt: endOf(state === 'DELETE_IN_PROGRESS' ? hsmDeletion : hsm, at),
  }));
  return { type: 'BackupCreated', data: { at, backupId: backup.backupId, released } };
};
