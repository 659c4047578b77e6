/**
 * The events that end work in progress successfully.
 *
 * @module
 */
import { endOf } from '../rules/editions.ts';
import type { Backup } from '../model/backup.ts';
import type { Cluster } from '../model/cluster.ts';
import type { ClusterEvent } from '../model/event.ts';
import type { Hsm } from '../model/hsm.ts';
import { makeSigningRequestId } from '../model/ids.ts';
import type { EpochMillis } from '../model/instant.ts';
import { joined, removed, withGone } from './gone.ts';
import { hsmMigrated } from './migration.ts';
import { isRestoring } from './origin.ts';
import { isSuccessor, replacementCompleted } from './replacement.ts';

/** The successful end of a cluster's creation, restore, initialization, activation or deletion. */
export const lifeCompleted = (cluster: Cluster, at: EpochMillis): ClusterEvent => {
  if (cluster.phase === 'INITIALIZE_IN_PROGRESS')
    return { type: 'ClusterInitialized', data: { at } };
  if (cluster.phase === 'INITIALIZED') return { type: 'ClusterActivationReported', data: { at } };
  if (cluster.phase === 'DELETE_IN_PROGRESS')
    return withGone(cluster, (gone) => ({ type: 'ClusterDeleted', data: { at, gone } }));
  return {
    type: isRestoring(cluster) ? 'ClusterRestored' : 'ClusterCreated',
    data: { at },
  };
};

/**
 * The successful end of an HSM's joining, leaving, replacement or change of type. The first HSM of
 * an uninitialized cluster brings a signing request (F-73).
 */
export const hsmCompleted = (cluster: Cluster, it: Hsm, at: EpochMillis): ClusterEvent => {
  if (isSuccessor(it)) return replacementCompleted(cluster, it, at);
  if (it.migratesTo !== undefined) return hsmMigrated(cluster, it, at);
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

/** The successful end of a backup. The HSMs that waited for it start joining or leaving. */
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
