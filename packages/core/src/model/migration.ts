/**
 * The migration of a cluster to another HSM type, and the way back.
 *
 * @module
 */
import type { ClusterPhase } from './cluster-phase.ts';
import type { Hsm } from './hsm.ts';
import type { BackupId, HsmId } from './ids.ts';
import type { EpochMillis } from './instant.ts';
import type { HsmType } from './placement.ts';

/** What a rollback after completion loads: a backup of the old type, or the cluster's origin. */
export type RollbackSource =
  { readonly kind: 'BACKUP'; readonly backupId: BackupId } | { readonly kind: 'ORIGIN' };

/** The last migration of a cluster; kept after its completion, for the way back. */
export type Migration = {
  readonly from: HsmType;
  readonly to: HsmType;
  /** From this instant on it is too late to roll back: 24 h after the start (F-190). */
  readonly rollbackUntil: EpochMillis;
  /** What a rollback loads; absent on one that loses nothing (F-191). */
  readonly contentsFrom: RollbackSource | undefined;
  /** The MIGRATION backup that the next step needs, once it has started. */
  readonly backupId: BackupId | undefined;
  /** When a backup or an HSM failed, so that the migration turns back (F-187). */
  readonly failedAt: EpochMillis | undefined;
};

/** How a migration or a rollback is asked for, and why it turned back. */
export type RollbackCause = 'CUSTOMER' | 'FAILURE';

/** Whether a phase is that of a migration or a rollback: contents are read-only then (F-189). */
export const isMigrating = (phase: ClusterPhase): boolean =>
  phase === 'MODIFY_IN_PROGRESS' || phase === 'ROLLBACK_IN_PROGRESS';

/** The HSM that is changing its type, if one is: one at a time (F-188). */
export const migratingHsmId = ({ hsms }: { readonly hsms: readonly Hsm[] }): HsmId | undefined => {
  for (const { migratesTo, hsmId } of hsms) if (migratesTo !== undefined) return hsmId;
  return undefined;
};
