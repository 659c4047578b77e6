/**
 * When retention marks a backup.
 *
 * @module
 */
import type { Backup } from '../model/backup.ts';
import type { Cluster } from '../model/cluster.ts';
import { DAY_MS, HOUR_MS, type EpochMillis } from '../model/instant.ts';

/**
 * When a backup outlives its cluster's policy. Retention may still be unable to mark it.
 *
 * @param holder - the cluster, for its policy
 * @param backup - one of its backups
 * @returns `createdAt` plus the policy's days, to the millisecond (U-9); `undefined` without a
 *   policy
 */
export const expiresAt = (
  { retention }: Pick<Cluster, 'retention'>,
  { createdAt }: Pick<Backup, 'createdAt'>,
): EpochMillis | undefined =>
  retention === 'NONE' ? undefined : createdAt + retention.days * DAY_MS;

/**
 * The instant from which retention may mark a backup: it has outlived the policy, is markable, and
 * its reprieve is over.
 *
 * @returns `undefined` while the backup is protected: exempt, the last one, not READY, or under no
 *   policy
 */
export const markableAt = (
  cluster: Pick<Cluster, 'retention'>,
  backup: Backup,
): EpochMillis | undefined => {
  if (backup.markableSince === undefined || cluster.retention === 'NONE') return undefined;
  const { createdAt, markableSince, reprievedUntil } = backup;
  const expires = createdAt + cluster.retention.days * DAY_MS;
  const from = expires > markableSince ? expires : markableSince;
  return reprievedUntil !== undefined && reprievedUntil > from ? reprievedUntil : from;
};

/** When the service's own sweep marks a backup; `undefined` for never (U-9). */
export const markDueAt = (
  cluster: Pick<Cluster, 'retention' | 'edition'>,
  backup: Backup,
): EpochMillis | undefined => {
  const from = markableAt(cluster, backup);
  const { sweep } = cluster.edition;
  if (from === undefined || sweep === 'MANUAL') return undefined;
  if (sweep === 'continuous') return from;
  const every = sweep.everyHours * HOUR_MS;
  return Math.ceil(from / every) * every;
};
