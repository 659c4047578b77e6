/**
 * The daily backup (F-135, U-5).
 *
 * @module
 */
import { found } from '../kernel/list.ts';
import type { Cluster } from '../model/cluster.ts';
import { HOUR_MS, MINUTE_MS, type EpochMillis } from '../model/instant.ts';

/** When a daily backup is due if no backup is in progress. */
export const dailyClock = ({
  peerSince,
  lastBackupAt,
  backupFailedAt,
  edition,
}: Cluster): EpochMillis | undefined => {
  if (peerSince === undefined) return undefined;
  const retryAt =
    backupFailedAt === undefined ? 0 : backupFailedAt + edition.backupRetryAfterMinutes * MINUTE_MS;
  return Math.max(
    Math.max(peerSince, lastBackupAt ?? 0) + edition.backupEveryHours * HOUR_MS,
    retryAt,
  );
};

const notBefore = ({ asOf }: Cluster, at: EpochMillis | undefined): EpochMillis | undefined =>
  at && Math.max(at, asOf);

/**
 * When a cluster's next daily backup is due, unless another backup is forced before.
 *
 * @returns 24 h after the later of `peerSince` and `lastBackupAt`, but not before the retry of a
 *   failed backup. `undefined` for a cluster without a peer, out of reach, or with a backup in
 *   progress.
 * @see F-135; U-5
 */
export const nextDailyBackupAt = (cluster: Cluster): EpochMillis | undefined =>
  found(cluster.backups, ({ state }) => state === 'CREATE_IN_PROGRESS') === undefined
    ? notBefore(cluster, dailyClock(cluster))
    : undefined;
