/**
 * The keys and users that a cluster's clients can use now, or could use after the next AddHsm.
 *
 * @module
 */
import { undraft } from '../kernel/draft.ts';
import { found } from '../kernel/list.ts';
import type { Cluster } from '../model/cluster.ts';
import { isPeer } from '../model/hsm.ts';
import type { Contents, Key } from '../model/contents.ts';
import { standingSource } from './standing-source.ts';
import { coverageOf, type UserCoverage } from '../model/coverage.ts';

/**
 * Keys, which all HSMs share, and users, which are each HSM's own. `isComplete` says whether all of
 * both are listed.
 */
export type Inventory = UserCoverage & { readonly keys: readonly Key[] };

/** No keys and no users. */
export const emptyInventory: Inventory = {
  isComplete: true,
  keys: [],
  everywhere: [],
  somewhere: [],
};

const heldBy = (source: Contents | undefined): Inventory =>
  source === undefined
    ? emptyInventory
    : {
        isComplete: source.material.isComplete && source.access.isComplete,
        keys: source.material.keys,
        everywhere: source.access.users,
        somewhere: [],
      };

/**
 * A cluster's keys and users: those on its ACTIVE HSMs; if there are none, those that its next HSM
 * would get; for a DELETED cluster, none. HSMs may differ in their users, so a user is `everywhere`
 * or only `somewhere` (F-86). Of an observed cluster, others may be there too (U-72).
 *
 * @example
 * const { keys, everywhere, somewhere } = effectiveContents(cluster);
 */
export const effectiveContents = (given: Cluster): Inventory => {
  const cluster = undraft(given);
  const { phase, hsms, material, backups, origin } = cluster;
  if (phase === 'DELETED') return emptyInventory;
  if (material !== undefined && found(hsms, isPeer) !== undefined) {
    const users = coverageOf(cluster);
    return {
      ...users,
      isComplete: users.isComplete && material.isComplete,
      keys: material.keys,
    };
  }
  const source = standingSource(cluster);
  return heldBy(
    source?.kind === 'BACKUP'
      ? found(backups, ({ backupId }) => backupId === source.backupId)
      : origin,
  );
};
