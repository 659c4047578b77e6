/**
 * Holders of backups: a cluster holds its own, a backup copy holds one. Deleting, undeleting,
 * purging and time work the same for both.
 *
 * @module
 */
import type { HolderId } from './ids.ts';
import type { BackupCopy } from './backup-copy.ts';
import type { Cluster } from './cluster.ts';

/** A cluster or a copy. */
export type BackupHolder = Cluster | BackupCopy;

/** The state of a stream that has not begun. */
export type NotBegun = { readonly state: 'NONE' };

/** A holder's id: a cluster's, or a backup copy's. */
export const holderIdOf = (holder: BackupHolder): HolderId =>
  holder.kind === 'CLUSTER' ? holder.clusterId : holder.copyId;

/** Whether nothing is left of a holder: a deleted cluster or a copy without a backup. */
export const isGone = (holder: BackupHolder): boolean =>
  holder.backups.length === 0 && (holder.kind === 'COPY' || holder.state === 'DELETED');
