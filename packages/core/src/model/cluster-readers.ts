/**
 * Queries on one cluster.
 *
 * @module
 */
import { undraft } from '../kernel/draft.ts';
import { kept } from '../kernel/list.ts';
import type { Backup } from './backup.ts';
import type { Cluster } from './cluster.ts';
import type { BackupHolder } from './holder.ts';
import type { Key, User } from './contents.ts';
import { DAY_MS, type EpochMillis } from './instant.ts';
import { usersOf } from './users.ts';
import { newestLoadable, newestReady } from './newest-ready.ts';

/**
 * The newest READY backup that the holder's HSM type can load. The next HSM of a paused cluster
 * loads it, unless a newer one is in progress (F-83, U-7). Retention never marks the latest backup
 * of a cluster, whether or not it is set to never expire (F-158, U-10).
 */
export const latestBackup = (holder: BackupHolder): Backup | undefined => {
  const it = undraft(holder);
  return it.kind === 'CLUSTER' ? newestLoadable(it) : newestReady(it.backups);
};

/** Whether a backup can be restored now (U-13). */
export const isRestorable = (backup: Backup): boolean => backup.state === 'READY';

/**
 * The keys on a cluster's HSMs that have expired.
 *
 * @param input - `at` in milliseconds since the epoch; a key is expired from its `expiresAt` on
 * @returns keys in order of creation; those without `expiresAt` never expire
 */
export const expiredKeys = (
  cluster: Cluster,
  {
    at,
  }: {
    /** As of when, in milliseconds since the epoch. */
    readonly at: EpochMillis;
  },
): readonly Key[] =>
  kept(
    undraft(cluster).material?.keys ?? [],
    ({ expiresAt }) => expiresAt !== undefined && expiresAt <= at,
  );

/**
 * The users who have not logged in for a while: crypto officers and crypto users, never the
 * appliance user or the admin before activation.
 *
 * @param input - `at` in milliseconds since the epoch; `idleDays` since the last login, or since
 *   creation for a user who has never logged in
 * @returns each user once, although HSMs may differ
 */
export const inactiveUsers = (
  cluster: Cluster,
  {
    at,
    idleDays,
  }: {
    /** As of when, in milliseconds since the epoch. */
    readonly at: EpochMillis;
    readonly idleDays: number;
  },
): readonly User[] =>
  usersOf(cluster).filter(
    ({ role, createdAt, lastSeenAt }) =>
      (role === 'CO' || role === 'CU') && (lastSeenAt ?? createdAt) + idleDays * DAY_MS <= at,
  );
