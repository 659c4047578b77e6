/**
 * Members that follow from others: since when there are peers, and when backups expire.
 *
 * @module
 */
import { NEVER } from './durations.ts';
import type { NaiveHolder } from './state.ts';
import { newestLoadableBackup } from './backups.ts';
import { isMoving, peers } from './hsms.ts';
import { endOfHardware } from './replacing.ts';

/** Updates derived members; called after every change. */
export const updateDerived = (it: NaiveHolder, at: number): void => {
  it.now = at;
  if (it.kind === 'COPY') return;
  const isTicking = (it.is === 'ACTIVE' || isMoving(it)) && !it.isolated && peers(it).length > 0;
  it.peerSince = isTicking ? (it.peerSince ?? at) : undefined;
  if (it.hsms.every(({ books }) => books === undefined)) it.box = undefined;
  const isReturning = it.move?.loads !== undefined && it.move.loads.backup === undefined;
  const needsOrigin =
    isReturning || it.hsms.some(({ is, isFromOrigin }) => is === 'JOINING' && isFromOrigin);
  if (it.lastBackupAt > 0 && !needsOrigin) it.origin = undefined;
  const newest = newestLoadableBackup(it);
  for (const each of it.backups) {
    const last = it.backups.findLast(
      (other) => other.is === 'READY' && other.hardware === each.hardware,
    );
    const isKept = each.is !== 'READY' || each.exempt || each === newest || it.days === NEVER;
    const until = each === last ? endOfHardware(it, each.hardware) : 0;
    each.markableSince =
      isKept || until === NEVER
        ? undefined
        : Math.max(until, Math.min(each.markableSince ?? at, at));
  }
};
