/**
 * What holds backups: a cluster its own, a copy the one it is. Deleting, undeleting, purging and
 * time are the same for both.
 *
 * @module
 */
import type { HolderId } from '../values/ids.ts';
import type { BackupCopy } from './backup-copy.ts';
import type { Cluster } from './cluster.ts';

/** A cluster or a copy. */
export type BackupHolder = Cluster | BackupCopy;

/** What `initialState` is: a stream that has not begun. */
export type NotBegun = { readonly state: 'NONE' };

/** The id that a holder goes by. */
export const holderIdOf = (holder: BackupHolder): HolderId =>
  holder.kind === 'CLUSTER' ? holder.clusterId : holder.copyId;

/** Tells whether nothing is left of a holder: a deleted cluster or a copy without a backup. */
export const isGone = (holder: BackupHolder): boolean =>
  holder.backups.length === 0 && (holder.kind === 'COPY' || holder.state === 'DELETED');
