/**
 * Replacements of HSMs: what they start from, and when the service begins one.
 *
 * @module
 */
import { HOUR, MINUTE, NEVER } from './durations.ts';
import type { NaiveHolder, NaiveHsm, Snap } from './state.ts';
import { bestPeer, isMoving, successor } from './hsms.ts';
import { blank, copyOfBooks, copyOfBox, firstUsers } from './contents.ts';
import { newestLoadableBackup } from './backups.ts';

/** Since when the service makes no HSM of some hardware. */
export const endOfHardware = ({ terms }: NaiveHolder, hardware: string): number =>
  hardware.startsWith('hsm2m.medium') ? terms.endAt : terms.oldEndAt;

const replacementFor = (it: NaiveHolder, hsm: NaiveHsm, at: number): Snap | undefined => {
  if (it.hasBeen === 'NEW') return blank();
  if (it.hasBeen === 'INITIALIZED') return blank(...firstUsers(at));
  const peer = bestPeer(it, hsm);
  if (peer?.books !== undefined && it.box !== undefined)
    return { books: copyOfBooks(peer.books), box: copyOfBox(it.box) };
  return newestLoadableBackup(it)?.snap ?? it.origin;
};

/** Begins to replace an HSM, and returns false if nothing is left to start from. */
export const startReplacing = (it: NaiveHolder, hsm: NaiveHsm, at: number): boolean => {
  const brings = replacementFor(it, hsm, at);
  if (brings === undefined) return false;
  it.hsms.push({
    is: 'JOINING',
    was: 'ACTIVE',
    zone: hsm.zone,
    address: hsm.address,
    hasV6: hsm.hasV6,
    doneAt: at + 20 * MINUTE,
    waitsFor: undefined,
    brings,
    isFromOrigin: brings === it.origin,
    books: undefined,
    brokeAt: undefined,
    instead: hsm,
    hardware: it.hardware,
    becomes: undefined,
  });
  return true;
};

/** Never, if no HSMs are made any more by then. */
const beforeEnd = (it: NaiveHolder, at: number): number =>
  Math.max(at, it.now) < endOfHardware(it, it.hardware) ? at : NEVER;

/** An hour after an HSM broke, the service begins to replace it. */
export const replacedAt = (it: NaiveHolder, hsm: NaiveHsm): number =>
  hsm.is !== 'DEGRADED' ||
  hsm.brokeAt === undefined ||
  isMoving(it) ||
  it.isolated ||
  it.dark.includes(hsm.zone) ||
  successor(it, hsm) !== undefined ||
  replacementFor(it, hsm, 0) === undefined
    ? NEVER
    : beforeEnd(it, hsm.brokeAt + HOUR);
