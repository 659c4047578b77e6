/**
 * Pages of backups, newest first by creation, then by id (U-24): a bounded merge over holders,
 * whose backups are sorted by creation, so that no index is needed.
 *
 * @module
 */
import type { Backup, BackupHolder } from '@hsm-lifecycle/core';
import type { BackupInHolder } from './backup-view.ts';
import type { Keyset } from './token.ts';

/** A page. */
export type BackupsPage = {
  readonly backups: readonly BackupInHolder[];
  /** Where the next page begins; undefined if this is the last. */
  readonly next: Keyset | undefined;
};

/** What a page is made of. */
export type BackupsPageWith = {
  readonly holders: Iterable<BackupHolder>;
  readonly after: Keyset | undefined;
  readonly size: number;
  readonly isAscending: boolean;
  readonly isWanted: (held: BackupInHolder) => boolean;
};

type Place = { readonly createdAt: number; readonly id: string };

const placeOf = ({ createdAt, backupId }: Backup): Place => ({ createdAt, id: backupId });

const placeIn = (after: Keyset | undefined): Place | undefined =>
  after === undefined ? undefined : { createdAt: Number(after[0]), id: String(after[1]) };

const textOrder = (a: string, b: string): number => {
  if (a === b) return 0;
  return a < b ? -1 : 1;
};

const ascending = (a: Place, b: Place): number =>
  a.createdAt - b.createdAt || textOrder(a.id, b.id);

/** How many of a holder's backups are created before an instant. */
const countBefore = (backups: readonly Backup[], createdAt: number): number => {
  let [low, high] = [0, backups.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((backups[middle]?.createdAt ?? 0) < createdAt) low = middle + 1;
    else high = middle;
  }
  return low;
};

type Walk = { readonly from: number; readonly step: 1 | -1 };

/** Where to begin in a holder: at the first backup that can be on the page. */
const walkIn = (
  { backups }: BackupHolder,
  { after, isAscending }: { readonly after: Place | undefined; readonly isAscending: boolean },
): Walk => {
  if (isAscending)
    return { from: after === undefined ? 0 : countBefore(backups, after.createdAt), step: 1 };
  const end = after === undefined ? backups.length : countBefore(backups, after.createdAt + 1);
  return { from: end - 1, step: -1 };
};

/** The best backups so far: at most one more than a page, so that a next one shows. */
type Best = {
  readonly add: (held: BackupInHolder) => void;
  /** Whether a backup, and all that come after it, are too late for the page. */
  readonly isBeyond: (backup: Backup) => boolean;
  readonly done: () => readonly BackupInHolder[];
};

const bestOf = (
  size: number,
  isAscending: boolean,
  order: (a: Place, b: Place) => number,
): Best => {
  let best: BackupInHolder[] = [];
  let bound: Place | undefined;
  const prune = (): void => {
    best = best.toSorted((a, b) => order(placeOf(a.backup), placeOf(b.backup))).slice(0, size + 1);
    const last = best[size];
    bound = last === undefined ? undefined : placeOf(last.backup);
  };
  return {
    add: (held) => {
      best.push(held);
      if (best.length > 2 * size + 2) prune();
    },
    isBeyond: ({ createdAt }) => {
      if (bound === undefined) return false;
      return isAscending ? createdAt > bound.createdAt : createdAt < bound.createdAt;
    },
    done: () => {
      prune();
      return best;
    },
  };
};

/** Makes a page of backups. */
export const backupsPage = (given: BackupsPageWith): BackupsPage => {
  const { holders, size, isAscending, isWanted } = given;
  const after = placeIn(given.after);
  const order = (a: Place, b: Place): number => (isAscending ? 1 : -1) * ascending(a, b);
  const isLater = (backup: Backup): boolean =>
    after === undefined || order(placeOf(backup), after) > 0;
  const best = bestOf(size, isAscending, order);
  for (const holder of holders) {
    const { from, step } = walkIn(holder, { after, isAscending });
    for (let index = from; ; index += step) {
      const backup = holder.backups[index];
      if (backup === undefined || best.isBeyond(backup)) break;
      if (isLater(backup) && isWanted({ holder, backup })) best.add({ holder, backup });
    }
  }
  const found = best.done();
  const backups = found.slice(0, size);
  const end = backups.at(-1)?.backup;
  return {
    backups,
    next: found.length > size && end !== undefined ? [end.createdAt, end.backupId] : undefined,
  };
};
