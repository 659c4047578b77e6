/**
 * What measures read off a fleet.
 *
 * @module
 */
import type { Backup, BackupHolder, Cluster, Region } from '@hsm-lifecycle/core';
import type { Fleet } from '@hsm-lifecycle/core/fleet';
import type { EventType } from '@hsm-lifecycle/runbooks';

/** All clusters, those that are gone included. */
export const clustersOf = (fleet: Fleet): readonly Cluster[] =>
  [...fleet.holders.values()].filter((it) => it.kind === 'CLUSTER');

/** Whether a region is out of reach or destroyed. */
export const isOut = ({ lost }: Fleet, region: Region): boolean => Object.hasOwn(lost, region);

/** Whether a cluster is activated, or was restored, and is not being deleted. */
export const isOperating = ({ phase, activatedAt, restoredFrom }: Cluster): boolean =>
  (activatedAt !== undefined || restoredFrom !== undefined) &&
  phase !== 'DELETE_IN_PROGRESS' &&
  phase !== 'DELETED';

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
