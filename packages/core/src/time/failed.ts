/**
 * The events with which what is in progress on a cluster, its HSMs and its backups fails.
 *
 * @module
 */
import type { Backup } from '../model/backup.ts';
import type { Cluster } from '../model/cluster.ts';
import type { ClusterEvent, EventOf } from '../model/event.ts';
import type { Hsm } from '../model/hsm.ts';
import type { EpochMillis } from '../model/instant.ts';
import { withGone } from './gone.ts';
import { hsmMigrationFailed } from './migration.ts';
import { isRestoring } from './origin.ts';
import { isSuccessor, replacementFailed } from './replacement.ts';

/** When something fails, and why, as the client will read it. */
export type Failure = { readonly at: EpochMillis; readonly reason: string };

/** The failure of a cluster's creation, restore, initialization or deletion. */
export const lifeFailed = (now: Cluster, { at, reason }: Failure): ClusterEvent => {
  if (now.phase === 'INITIALIZE_IN_PROGRESS')
    return { type: 'ClusterInitializationFailed', data: { at, reason } };
  if (now.phase === 'DELETE_IN_PROGRESS')
    return { type: 'ClusterDeletionFailed', data: { at, reason } };
  if (!isRestoring(now)) return { type: 'ClusterCreationFailed', data: { at, reason } };
  return withGone(now, (gone) => ({ type: 'ClusterRestoreFailed', data: { at, reason, gone } }));
};

/** The failure of an HSM's joining, leaving, changing, or coming in the place of another. */
export const hsmFailed = (now: Cluster, it: Hsm, { at, reason }: Failure): ClusterEvent => {
  if (isSuccessor(it)) return replacementFailed(now, it, { at, reason });
  if (it.migratesTo !== undefined) return hsmMigrationFailed(now, it, { at, reason });
  const { hsmId } = it;
  if (it.state === 'DELETE_IN_PROGRESS')
    return { type: 'HsmRemovalFailed', data: { at, hsmId, reason } };
  return withGone(now, (gone) => ({
    type: 'HsmAdditionFailed',
    data: { at, hsmId, reason, gone },
  }));
};

/** The failure of an own backup. */
export const backupFailed = (
  now: Cluster,
  { backupId }: Pick<Backup, 'backupId'>,
  { at, reason }: Failure,
): EventOf<'BackupCreationFailed'> =>
  withGone(now, (gone) => ({
    type: 'BackupCreationFailed',
    data: { at, backupId, reason, gone },
  }));
