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
import type { Contents, Key, User } from '../values/contents.ts';

/** Keys and users, wherever they are. */
export type Inventory = { readonly keys: readonly Key[]; readonly users: readonly User[] };

const nothing: Inventory = { keys: [], users: [] };

const heldBy = (source: Contents | undefined): Inventory =>
  source === undefined ? nothing : { keys: source.material.keys, users: source.access.users };

/**
 * A cluster's keys and users: those of its ACTIVE HSMs, else what its next HSM would get, else
 * nothing.
 */
export const effectiveContents = (cluster: Cluster): Inventory => {
  const { phase, hsms, material, backups, origin } = cluster;
  if (phase === 'DELETED') return nothing;
  if (material !== undefined && found(hsms, isPeer) !== undefined)
    return { keys: material.keys, users: usersOf(cluster) };
  const source = standingSource(cluster);
  return heldBy(
    source?.kind === 'BACKUP'
      ? found(backups, ({ backupId }) => backupId === source.backupId)
      : origin,
  );
};
