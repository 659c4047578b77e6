/**
 * Backups as the API shows them.
 *
 * @module
 */
import type { Backup, BackupHolder } from '@hsm-lifecycle/core';
import type { ValueOf } from '../model/action.ts';
import { backupArn } from './arn.ts';
import { epochSeconds } from './instants.ts';
import { tagList } from './tag-list.ts';

/** A backup and what holds it. */
export type BackupInHolder = { readonly holder: BackupHolder; readonly backup: Backup };

/** The cluster of a backup. A copy's names no cluster (U-14). */
export const clusterIdOf = (holder: BackupHolder): string =>
  holder.kind === 'CLUSTER' ? holder.clusterId : `cluster-${holder.stem}`;

const instantOf = (at: number | undefined): number | undefined =>
  at === undefined ? undefined : epochSeconds(at);

/** The members that only copies have (F-34). */
const sourceView = ({ source, copiedAt }: Backup): Partial<ValueOf<'Backup'>> => ({
  CopyTimestamp: instantOf(copiedAt),
  SourceRegion: source?.region,
  SourceBackup: source?.backupId,
  SourceCluster: source?.clusterId,
});

/** A backup. What its state does not know is left out. */
export const backupView = ({ holder, backup }: BackupInHolder): ValueOf<'Backup'> => ({
  BackupId: backup.backupId,
  BackupArn: backupArn({ account: holder.account, region: holder.region, id: backup.backupId }),
  BackupState: backup.state,
  ClusterId: clusterIdOf(holder),
  CreateTimestamp: epochSeconds(backup.createdAt),
  NeverExpires: backup.neverExpires,
  DeleteTimestamp: instantOf(backup.deleteAt),
  TagList: tagList(backup.tags),
  HsmType: backup.hsmType,
  Mode: backup.mode,
  ...sourceView(backup),
});
