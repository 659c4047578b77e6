/**
 * What measures read off a fleet.
 *
 * @module
 */
import type { Backup, BackupHolder } from '@hsm-lifecycle/core';
import type { EventType } from '@hsm-lifecycle/runbooks';

/** The cluster that a backup comes from. */
export const originOf = (holder: BackupHolder, it: Backup): string | undefined =>
  holder.kind === 'CLUSTER' ? holder.clusterId : it.source?.clusterId;

/** Events that change the HSMs of clusters, or whether they serve. */
export const HSM_EVENTS: readonly EventType[] = [
  'ClusterCreated',
  'ClusterRestored',
  'ClusterActivated',
  'ClusterActivationReported',
  'ClusterDeleting',
  'ClusterDeleted',
  'ClusterObserved',
  'HsmAdding',
  'HsmAdded',
  'HsmAdditionFailed',
  'HsmRemoving',
  'HsmRemoved',
  'HsmRemovalFailed',
  'HsmDegraded',
  'HsmReplacing',
  'HsmReplaced',
  'HsmReplacementFailed',
  'HsmMigrated',
  'HsmMigrationFailed',
  'RegionLost',
  'RegionRecovered',
  'ZoneLost',
  'ZoneRecovered',
];

/** Events that change which backups are READY. */
export const BACKUP_EVENTS: readonly EventType[] = [
  'BackupCreated',
  'BackupCopied',
  'BackupExpired',
  'BackupDeletionScheduled',
  'BackupUndeleted',
  'BackupPurged',
  'BackupCopyObserved',
  'ClusterObserved',
  'RegionLost',
  'RegionRecovered',
];
