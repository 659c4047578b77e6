/**
 * Orders for HSMs: add, remove, fail, replace.
 *
 * @module
 */
import { MINUTE } from './durations.ts';
import type { NaiveFleet, NaiveHolder, NaiveHsm } from './state.ts';
import type { NaiveOrder } from './order.ts';
import { bestPeer, isInPlace, isMoving, size, successor } from './hsms.ts';
import { blank } from './contents.ts';
import { canLoad, newBackup } from './backups.ts';
import { breakOff, collapse, failLife, hurt } from './endings.ts';
import { endOfHardware, startReplacing } from './replacing.ts';
import { turn } from './migration.ts';
import { living, quota } from './quotas.ts';
import { RESTING } from './life.ts';
import { newAddressFor } from './addresses.ts';

const canAdd = (
  fleet: NaiveFleet,
  it: NaiveHolder,
  { at, zone = '', name }: NaiveOrder,
): boolean => {
  const used = living(fleet, it).reduce((sum, each) => sum + size(each), 0);
  const isRoom = size(it) < 28 && used < quota(fleet, it, 'hsms');
  const isNew = name === undefined || !fleet.names.has(name);
  const isTime = it.is === 'ACTIVE' || (it.is === 'UNINITIALIZED' && it.hsms.length === 0);
  return (
    isTime && at < endOfHardware(it, it.hardware) && it.zones.includes(zone) && isNew && isRoom
  );
};

/** Adds an HSM; it starts from the newest backup, or from what the cluster was restored from. */
export const add = (fleet: NaiveFleet, it: NaiveHolder, order: NaiveOrder): boolean => {
  const { at, zone = '', name } = order;
  const address = newAddressFor(it, order);
  if (address === 'REFUSED' || !canAdd(fleet, it, order)) return false;
  if (fleet.lostZones.includes(zone) || fleet.bareZones.includes(zone)) return false;
  const peer = bestPeer(it);
  if (it.is === 'ACTIVE' && peer !== undefined) it.backups.push(newBackup(it, peer, at));
  const newest = it.backups.findLast(
    ({ is, hardware }) => (is === 'READY' || is === 'MAKING') && canLoad(it.hardware, hardware),
  );
  const waitsFor = newest?.is === 'MAKING' ? newest : undefined;
  const brings = it.is === 'UNINITIALIZED' ? blank() : (newest?.snap ?? it.origin);
  if (brings === undefined) return false;
  const doneAt = waitsFor === undefined ? at + 10 * MINUTE : undefined;
  it.hsms.push({
    is: 'JOINING',
    was: 'ACTIVE',
    zone,
    address,
    hasV6: it.hasV6,
    doneAt,
    waitsFor,
    brings: waitsFor === undefined ? brings : undefined,
    isFromOrigin: it.hasBeen === 'ACTIVE' && newest === undefined && it.origin !== undefined,
    books: undefined,
    brokeAt: undefined,
    instead: undefined,
    hardware: it.hardware,
    becomes: undefined,
  });
  if (name !== undefined) fleet.names.add(name);
  return true;
};

/** Removes an HSM, after a backup if the cluster is activated. */
export const remove = (
  it: NaiveHolder,
  hsm: NaiveHsm | undefined,
  { at, selectors = 1 }: NaiveOrder,
): boolean => {
  if (!RESTING.has(it.is) || selectors !== 1 || hsm === undefined || !isInPlace(hsm)) return false;
  if (successor(it, hsm) !== undefined) return false;
  const source = hsm.is === 'ACTIVE' ? hsm : bestPeer(it);
  const backup =
    it.hasBeen === 'ACTIVE' && source !== undefined ? newBackup(it, source, at) : undefined;
  if (backup !== undefined) it.backups.push(backup);
  Object.assign(hsm, {
    is: 'LEAVING',
    was: hsm.is,
    waitsFor: backup,
    doneAt: backup === undefined ? at + 2 * MINUTE : undefined,
  });
  return true;
};

/** An initialization ends with the HSM that it runs on. */
const interrupt = (it: NaiveHolder, at: number): void => {
  if (it.is === 'INITIALIZING') failLife(it, at);
};

/** An HSM fails, and so does what it was doing. */
export const naiveFail = (
  it: NaiveHolder,
  hsm: NaiveHsm | undefined,
  { at }: NaiveOrder,
): boolean => {
  if (hsm === undefined || hsm.is === 'DEGRADED') return false;
  if (hsm.is === 'JOINING') {
    breakOff(it, hsm, at);
    return true;
  }
  interrupt(it, at);
  if (hsm.books !== undefined) hsm.brokeAt = at;
  hsm.books = undefined;
  hsm.was = 'DEGRADED';
  if (hsm.is === 'ACTIVE')
    Object.assign(hsm, { is: 'DEGRADED', becomes: undefined, doneAt: undefined });
  hurt(it);
  collapse(it, at);
  turn(it);
  if (hsm.is === 'LEAVING') breakOff(it, hsm, at);
  return true;
};

/** Replaces an HSM because an operator asks for it. */
export const replace = (
  it: NaiveHolder,
  hsm: NaiveHsm | undefined,
  { at }: NaiveOrder,
): boolean => {
  if (hsm === undefined || !isInPlace(hsm) || successor(it, hsm) !== undefined) return false;
  if (hsm.is === 'DEGRADED' && hsm.brokeAt === undefined) return false;
  if (isMoving(it) || it.dark.includes(hsm.zone) || at >= endOfHardware(it, it.hardware))
    return false;
  if (!startReplacing(it, hsm, at)) return false;
  interrupt(it, at);
  return true;
};
