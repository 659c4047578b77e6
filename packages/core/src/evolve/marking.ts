/**
 * Which backups retention may mark, and since when.
 *
 * @module
 */
import { foundLast } from '../kernel/list.ts';
import { changedBackup, type Backup } from '../state/backup.ts';
import type { EpochMillis } from '../values/instant.ts';
import type { Retention } from '../values/placement.ts';

const isReady = ({ state }: Backup): boolean => state === 'READY';

/** The newest READY backup: the one that retention never marks (F-158, U-10) and that an emptied cluster starts from (U-7). Backups are oldest first. */
export const newestReady = (backups: readonly Backup[]): Backup | undefined => foundLast(backups, isReady);

/** A policy, and when it was looked at; `anew` when the policy itself has just changed. */
export type Policy = { readonly retention: Retention; readonly at: EpochMillis; readonly anew?: boolean };

/** Since when a backup is markable: as it was, or from now on, or not at all. */
const markedBy = (it: Backup, { retention, at, anew = false }: Policy, isLast: boolean): EpochMillis | undefined => {
  if (retention === 'NONE' || isLast || it.neverExpires || it.state !== 'READY') return undefined;
  return anew ? at : (it.markableSince ?? at);
};

/**
 * Notes on each backup since when retention may mark it, so that no mark is older than what made it possible.
 *
 * @param backups - oldest first
 * @param policy - the cluster's retention; `at` in milliseconds
 */
export const remarked = (backups: readonly Backup[], policy: Policy): readonly Backup[] => {
  const after = [...backups];
  let touched = false;
  let lastIsAhead = true;
  for (let index = after.length - 1; index >= 0; index -= 1) {
    const it = after[index] as Backup;
    const markableSince = markedBy(it, policy, lastIsAhead && isReady(it));
    if (isReady(it)) lastIsAhead = false;
    if (markableSince === it.markableSince) continue;
    after[index] = changedBackup(it, { markableSince });
    touched = true;
  }
  return touched ? Object.freeze(after) : backups;
};
