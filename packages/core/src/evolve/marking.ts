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

/**
 * Tells whether retention may mark a backup once it has outlived the policy.
 *
 * @param isNewest - whether it is the newest READY one of its HSM type: that is spared (F-158,
 *   F-160)
 */
export const isMarkable = (it: Backup, retention: Retention, isNewest: boolean): boolean =>
  retention !== 'NONE' && !isNewest && !it.neverExpires && isReady(it);

/** Since when a backup is markable: unchanged, from now on, or never. */
const markedBy = (
  it: Backup,
  { retention, at, changedId }: Policy,
  isNewest: boolean,
): EpochMillis | undefined => {
  if (!isMarkable(it, retention, isNewest)) return undefined;
  return changedId === undefined ? at : (it.markableSince ?? at);
};

/**
 * Changing one backup affects only the two newest READY ones of its HSM type.
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
  const ready = new Map<string, number>();
  let [isTouched, changedType] = [false, ''];
  for (
    let index = after.length - 1;
    index >= 0 && !((ready.get(changedType) ?? 0) >= CONCERNED);
    index -= 1
  ) {
    const it = after[index] as Backup;
    const count = (ready.get(it.hsmType) ?? 0) + Number(isReady(it));
    ready.set(it.hsmType, count);
    if (it.backupId === policy.changedId) changedType = it.hsmType;
    const markableSince = markedBy(it, policy, count === 1 && isReady(it));
    if (markableSince === it.markableSince) continue;
    after[index] = changedBackup(it, (now) => {
      now.markableSince = markableSince;
    });
    isTouched = true;
  }
  return isTouched ? Object.freeze(after) : backups;
};
