/**
 * Whether a cluster is changing its HSM type, told without core's own readers.
 *
 * @module
 */
import type { Cluster } from '@hsm-lifecycle/core';

/** Whether a cluster is on the way to another HSM type, or back. */
export const isInMigration = ({ phase }: Cluster): boolean =>
  phase === 'MODIFY_IN_PROGRESS' || phase === 'ROLLBACK_IN_PROGRESS';
