/**
 * The end of what a restored cluster began with.
 *
 * @module
 */
import { found, foundLast } from '../kernel/list.ts';
import type { Cluster } from '../model/cluster.ts';
import type { EventOf } from '../model/event.ts';
import type { EpochMillis } from '../model/instant.ts';
import { withGone } from './gone.ts';

/**
 * Whether a cluster in creation is being restored: it has the backup that it is made from, or, if
 * observed, at least its unknown contents.
 */
export const isRestoring = ({ restoredFrom, origin }: Cluster): boolean =>
  restoredFrom !== undefined || origin !== undefined;

/**
 * Whether nothing needs a restored cluster's origin any more: a backup of its own has been READY,
 * no HSM is joining from the origin, and no rollback loads it (U-52).
 */
export const isOriginSpent = ({ origin, lastBackupAt, hsms, migration }: Cluster): boolean =>
  origin !== undefined &&
  lastBackupAt !== undefined &&
  migration?.contentsFrom?.kind !== 'ORIGIN' &&
  found(hsms, ({ joinsFrom }) => joinsFrom === 'ORIGIN') === undefined;

/** Drops the origin. Nothing is gone if a backup has the same contents. */
export const originDropped = (before: Cluster, at: EpochMillis): EventOf<'OriginDropped'> => {
  const { backups, origin } = before;
  const isHarmless =
    foundLast(backups, (it) => it.material === origin?.material && it.access === origin.access) !==
    undefined;
  return withGone(before, (gone) => ({ type: 'OriginDropped', data: { at, gone } }), isHarmless);
};
