/**
 * Which cluster a backup comes from.
 *
 * @module
 */
import { invariant } from '../kernel/invariant.ts';
import type { Backup } from '../model/backup.ts';
import type { BackupHolder } from '../model/holder.ts';
import type { ClusterId } from '../model/ids.ts';

/** The cluster whose HSM was backed up. */
export const clusterOf = (holder: BackupHolder, { source, backupId }: Backup): ClusterId => {
  if (holder.kind === 'CLUSTER') return holder.clusterId;
  invariant(source !== undefined, `${backupId} is a copy of nothing`);
  return source.clusterId;
};
