/**
 * The keys and users that a cluster's clients can use now, or could use after the next AddHsm.
 *
 * @module
 */
import { undraft } from '../kernel/draft.ts';
import { found } from '../kernel/list.ts';
import type { Cluster } from '../model/cluster.ts';
import { isPeer } from '../model/hsm.ts';
import type { Contents, Key, User } from '../model/contents.ts';
import { standingSource } from './standing-source.ts';
import { usersOf } from '../model/users.ts';

/** Keys and users. */
export type Inventory = { readonly keys: readonly Key[]; readonly users: readonly User[] };

const nothing: Inventory = { keys: [], users: [] };

const heldBy = (source: Contents | undefined): Inventory =>
  source === undefined ? nothing : { keys: source.material.keys, users: source.access.users };

/**
 * A cluster's keys and users: those on its ACTIVE HSMs; if there are none, those that its next HSM
 * would get; for a DELETED cluster, none.
 *
 * @example
 * const { keys, users } = effectiveContents(cluster);
 */
export const effectiveContents = (given: Cluster): Inventory => {
  const cluster = undraft(given);
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
