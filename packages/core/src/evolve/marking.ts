/**
 * Keeps `markableSince`: which backups retention may mark, and since when.
 *
 * @module
 */
import { changedBackup, type Backup } from '../model/backup.ts';
import type { EpochMillis } from '../model/instant.ts';
import type { Retention } from '../model/placement.ts';
import { isReady } from '../model/newest-ready.ts';

/**
 * The policy, the instant, and the backup that changed; without `changedId` the policy itself
 * changed.
 */
export type Policy = {
  readonly retention: Retention;
  readonly at: EpochMillis;
  readonly changedId?: string;
};

/** Tells whether retention may mark a backup once it has outlived the policy. */
export const isMarkable = (it: Backup, retention: Retention, isLast: boolean): boolean =>
  retention !== 'NONE' && !isLast && !it.neverExpires && isReady(it);

/** Since when a backup is markable: unchanged, from now on, or never. */
const markedBy = (
  it: Backup,
  { retention, at, changedId }: Policy,
  isLast: boolean,
): EpochMillis | undefined => {
  if (!isMarkable(it, retention, isLast)) return undefined;
  return changedId === undefined ? at : (it.markableSince ?? at);
};

/**
 * Changing one backup affects only the two newest READY ones.
 */
const CONCERNED = 2;

/**
 * Updates `markableSince` on each backup, so that no backup counts as markable before the change
 * that made it so. Stops once a single changed backup can have no further effect.
 *
 * @param backups - oldest first, with `markableSince` as it was before the change
 * @param policy - the cluster's retention; `at` in milliseconds
 */
export const remarked = (backups: readonly Backup[], policy: Policy): readonly Backup[] => {
  const after = [...backups];
  let [isTouched, isSeen, ready] = [false, false, 0];
  for (let index = after.length - 1; index >= 0 && !(isSeen && ready >= CONCERNED); index -= 1) {
    const it = after[index] as Backup;
    if (isReady(it)) ready += 1;
    if (it.backupId === policy.changedId) isSeen = true;
    const markableSince = markedBy(it, policy, ready === 1 && isReady(it));
    if (markableSince === it.markableSince) continue;
    after[index] = changedBackup(it, (now) => {
      now.markableSince = markableSince;
    });
    isTouched = true;
  }
  return isTouched ? Object.freeze(after) : backups;
};
