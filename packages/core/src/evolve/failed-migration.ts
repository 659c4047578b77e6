/**
 * A failure during a migration.
 *
 * @module
 */
import type { Cluster } from '../model/cluster.ts';
import type { EpochMillis } from '../model/instant.ts';

/**
 * Notes in a cluster's migration that a backup or an HSM has failed, so that the migration turns
 * back (F-187). On the way back failures change nothing.
 */
export const failedMigration = (
  { migration, phase }: Pick<Cluster, 'migration' | 'phase'>,
  failedAt: EpochMillis,
): Cluster['migration'] =>
  migration === undefined || phase !== 'MODIFY_IN_PROGRESS'
    ? migration
    : Object.freeze({ ...migration, failedAt });
