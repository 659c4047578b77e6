/**
 * What a cluster's clients meet, or would.
 *
 * @module
 */
import { found } from '../kernel/list.ts';
import { standingSource } from '../operations/add-hsm.ts';
import { usersOf } from '../operations/writing.ts';
import type { Cluster } from '../state/cluster.ts';
import { isPeer } from '../state/hsm.ts';
import type { Key, User } from '../values/contents.ts';

/** Keys and users, wherever they are. */
export type Inventory = { readonly keys: readonly Key[]; readonly users: readonly User[] };

const nothing: Inventory = { keys: [], users: [] };

/** A cluster's keys and users: those of its ACTIVE HSMs, else what its next HSM would get, else nothing. */
export const effectiveContents = (cluster: Cluster): Inventory => {
  if (cluster.phase === 'DELETED') return nothing;
  if (found(cluster.hsms, isPeer) !== undefined) return { keys: cluster.material?.keys ?? [], users: usersOf(cluster) };
  const source = standingSource(cluster);
  if (source?.kind === 'ORIGIN' && cluster.origin !== undefined)
    return { keys: cluster.origin.material.keys, users: cluster.origin.admin.users };
  const backup = source?.kind === 'BACKUP' ? found(cluster.backups, ({ backupId }) => backupId === source.backupId) : undefined;
  return backup === undefined ? nothing : { keys: backup.material.keys, users: backup.admin.users };
};
