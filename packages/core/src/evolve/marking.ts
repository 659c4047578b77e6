/**
 * Keeps `markableSince`: which backups retention may mark, and since when.
 *
 * @module
 */
import { changedBackup, type Backup } from '../model/backup.ts';
import type { Cluster } from '../model/cluster.ts';
import type { EpochMillis } from '../model/instant.ts';
import { isLoadable, isReady, newestLoadable, newestOfType } from '../model/newest-ready.ts';
import { supportEndsAt } from '../model/support.ts';

/** What retention depends on: the policy, and which backups the cluster can load. */
export type Keeper = Pick<Cluster, 'retention' | 'hsmType' | 'mode' | 'edition'>;

/** What has changed, and when. */
export type Remarking = {
  readonly at: EpochMillis;
  /** The backup that changed; the whole list is looked at if left out. */
  readonly changedId?: string;
  /** Whether the policy itself changed, so that no backup has been markable under it before. */
  readonly isNewPolicy?: boolean;
};

type Place = {
  /** Whether it is the newest READY backup that the cluster can load (F-158). */
  readonly isLatest: boolean;
  /** Whether it is the newest READY backup of its HSM type (F-160). */
  readonly isNewestOfType: boolean;
};

/**
 * Until when retention spares a backup, whatever its age: for ever if it is not READY, is exempt,
 * is the latest, or there is no policy; the newest of its HSM type, until the end of support of
 * that type; others, not at all.
 */
const sparedUntil = (it: Backup, keeper: Keeper, { isLatest, isNewestOfType }: Place): number => {
  if (keeper.retention === 'NONE' || isLatest || it.neverExpires || !isReady(it))
    return Number.POSITIVE_INFINITY;
  return isNewestOfType
    ? supportEndsAt({ edition: keeper.edition, hsmType: it.hsmType })
    : Number.NEGATIVE_INFINITY;
};

/**
 * Tells whether `markableSince` is right about one of a cluster's backups: whether retention may
 * ever mark it.
 */
export const isMarkedRightly = (
  it: Backup,
  cluster: Keeper & { readonly backups: readonly Backup[] },
): boolean => {
  const until = sparedUntil(it, cluster, {
    isLatest: it === newestLoadable(cluster),
    isNewestOfType: it === newestOfType(cluster.backups, it.hsmType),
  });
  return it.markableSince === undefined
    ? until === Number.POSITIVE_INFINITY
    : until <= it.markableSince;
};

/** Since when a backup is markable: unchanged, from now on, from the end of support, or never. */
const markedBy = (
  { markableSince }: Backup,
  { at, isNewPolicy }: Remarking,
  until: number,
): EpochMillis | undefined => {
  if (until === Number.POSITIVE_INFINITY) return undefined;
  const since = isNewPolicy === true ? at : Math.min(markableSince ?? at, at);
  return Math.max(since, until);
};

/**
 * Changing one backup affects only the two newest READY ones of its HSM type, and the two newest
 * READY ones that the cluster can load.
 */
const CONCERNED = 2;

/**
 * Updates `markableSince` on each backup, so that no backup counts as markable before the change
 * that made it so. Stops once a single changed backup can have no further effect.
 *
 * @param backups - oldest first, with `markableSince` as it was before the change
 * @param keeper - the cluster as it is after the change
 * @param change - what changed; `at` in milliseconds
 */
export const remarked = (
  backups: readonly Backup[],
  keeper: Keeper,
  change: Remarking,
): readonly Backup[] => {
  const after = [...backups];
  const ready = new Map<string, number>();
  let [isTouched, changedType, loadable] = [false, '', 0];
  const isDone = (): boolean => loadable >= CONCERNED && (ready.get(changedType) ?? 0) >= CONCERNED;
  for (let index = after.length - 1; index >= 0 && !isDone(); index -= 1) {
    const it = after[index] as Backup;
    const isFirst = isReady(it);
    const count = (ready.get(it.hsmType) ?? 0) + Number(isFirst);
    ready.set(it.hsmType, count);
    const counts = isFirst && isLoadable(it, keeper, keeper.edition);
    loadable += Number(counts);
    if (it.backupId === change.changedId) changedType = it.hsmType;
    const until = sparedUntil(it, keeper, {
      isLatest: counts && loadable === 1,
      isNewestOfType: isFirst && count === 1,
    });
    const markableSince = markedBy(it, change, until);
    if (markableSince === it.markableSince) continue;
    after[index] = changedBackup(it, (now) => {
      now.markableSince = markableSince;
    });
    isTouched = true;
  }
  return isTouched ? Object.freeze(after) : backups;
};
