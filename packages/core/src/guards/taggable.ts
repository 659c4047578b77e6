/**
 * What can be tagged.
 *
 * @module
 */
import { found } from '../kernel/list.ts';
import type { BackupHolder } from '../model/holder.ts';
import type { HolderId } from '../model/ids.ts';
import type { Tags } from '../model/placement.ts';

/** What can be tagged: the cluster itself, or a backup of the holder (F-49). */
export type Taggable = { readonly id: HolderId; readonly tags: Tags };

/** Finds what a tag command names. */
export const taggable = (holder: BackupHolder, resourceId: string): Taggable | undefined => {
  if (holder.kind === 'CLUSTER' && holder.clusterId === resourceId)
    return { id: holder.clusterId, tags: holder.tags };
  const it = found(holder.backups, ({ backupId }) => backupId === resourceId);
  return it && { id: it.backupId, tags: it.tags };
};
