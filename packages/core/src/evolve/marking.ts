/**
 * Which backups retention may mark, and since when.
 *
 * @module
 */
import { foundLast, mapped } from '../kernel/list.ts';
import { backup, type Backup } from '../state/backup.ts';
import type { EpochMillis } from '../values/instant.ts';
import type { Retention } from '../values/placement.ts';

/** The newest READY backup: the one that retention never marks (F-158, U-10) and that an emptied cluster starts from (U-7). Backups are oldest first. */
export const newestReady = (backups: readonly Backup[]): Backup | undefined => foundLast(backups, ({ state }) => state === 'READY');

/**
 * Notes on each backup since when retention may mark it, so that no mark is older than what made it possible.
 *
 * @param backups - oldest first
 * @param policy - the cluster's retention; `at` in milliseconds; `anew` when the policy itself has just changed
 */
export const remarked = (
  backups: readonly Backup[],
  policy: { readonly retention: Retention; readonly at: EpochMillis; readonly anew?: boolean },
): readonly Backup[] => {
  const last = newestReady(backups);
  return mapped(backups, (it) => {
    const markable = policy.retention !== 'NONE' && it.state === 'READY' && !it.neverExpires && it !== last;
    if (!markable) return it.markableSince === undefined ? it : backup({ ...it, markableSince: undefined });
    return it.markableSince === undefined || policy.anew === true ? backup({ ...it, markableSince: policy.at }) : it;
  });
};
