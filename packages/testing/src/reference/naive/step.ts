/**
 * The entry point for orders: which function carries out which.
 *
 * @module
 */
import type { NaiveBackup, NaiveFleet, NaiveHolder } from './state.ts';
import type { NaiveAnswer, NaiveOrder } from './order.ts';
import { isNaiveInstant } from './limits.ts';
import { updateDerived } from './derived.ts';
import { change } from './migration.ts';
import { allot } from './quotas.ts';
import { create, naiveCopy, naiveRestore } from './creating.ts';
import { destroy, naiveActivate, naiveInitialize } from './life.ts';
import { add, naiveFail, remove, replace } from './hsm-orders.ts';
import { write } from './writing.ts';
import { discard, exempt, keep, share, undelete, unshare } from './backup-orders.ts';
import { retag } from './tags.ts';
import { end } from './settling.ts';
import { bare, brighten, darken, lose, recover } from './losses.ts';
import { forget } from './forgetting.ts';
import { takeIn } from './observing.ts';

const ofCluster = (fleet: NaiveFleet, it: NaiveHolder, order: NaiveOrder): NaiveAnswer => {
  const hsm = it.hsms[order.hsm ?? -1];
  if (order.do === 'Initialize') return naiveInitialize(it, order);
  if (order.do === 'Activate') return naiveActivate(it, order);
  if (order.do === 'AddHsm') return add(fleet, it, order);
  if (order.do === 'RemoveHsm') return remove(it, hsm, order);
  if (order.do === 'FailHsm') return naiveFail(it, hsm, order);
  if (order.do === 'ReplaceHsm') return replace(it, hsm, order);
  if (order.do === 'ChangeHsmType') return change(it, order);
  if (order.do === 'DeleteCluster') return destroy(it, order);
  if (order.do === 'SetRetention') return keep(it, order);
  return order.do === 'ApplyRetention' || write(fleet, it, order);
};

const ofBackup = (
  fleet: NaiveFleet,
  order: NaiveOrder,
  target: { holder: NaiveHolder; backup: NaiveBackup },
): NaiveAnswer => {
  const { holder, backup } = target;
  if (order.do === 'DeleteBackup') return discard(backup, order.at);
  if (order.do === 'UndeleteBackup') return undelete(holder, backup, order.at);
  if (order.do === 'SetNeverExpires') return exempt(holder, backup, order.exempt === true);
  if (order.do === 'ShareBackup') return share(backup, order);
  if (order.do === 'UnshareBackup') return unshare(backup);
  return order.do === 'CopyToRegion'
    ? naiveCopy(fleet, order, target)
    : naiveRestore(fleet, order, target);
};

const ofFleet = (fleet: NaiveFleet, order: NaiveOrder): NaiveAnswer => {
  if (order.do === 'CreateCluster') return create(fleet, order);
  if (order.do === 'LoseRegion') return lose(fleet, order);
  if (order.do === 'RecoverRegion') return recover(fleet, order);
  if (order.do === 'LoseZone') return darken(fleet, order);
  if (order.do === 'RecoverZone') return brighten(fleet, order);
  if (order.do === 'SetZonesWithoutHsms') return bare(fleet, order);
  if (order.do === 'ForgetGone') return forget(fleet, order);
  if (order.seen !== undefined) return takeIn(fleet, order.seen, order.at);
  return order.do === 'SetQuota' ? allot(fleet, order) : order.do === 'Advance';
};

const OF_BACKUPS = new Set([
  'DeleteBackup',
  'UndeleteBackup',
  'SetNeverExpires',
  'ShareBackup',
  'UnshareBackup',
  'CopyToRegion',
  'Restore',
]);
const REPORTS = new Set(['Settle', 'FailHsm', 'ReplaceHsm']);

const ofHolder = (fleet: NaiveFleet, it: NaiveHolder, order: NaiveOrder): NaiveAnswer => {
  const loss = fleet.lost[it.region];
  if (loss !== undefined && !REPORTS.has(order.do)) return false;
  if (loss === 'DESTROYED' && order.do === 'ReplaceHsm') return false;
  if (order.do === 'Settle') return end(it, order);
  if (order.do === 'Tag' || order.do === 'Untag') return retag(it, order);
  const backup = it.backups[order.backup ?? -1];
  if (OF_BACKUPS.has(order.do))
    return backup !== undefined && ofBackup(fleet, order, { holder: it, backup });
  return it.kind === 'CLUSTER' && ofCluster(fleet, it, order);
};

const answerTo = (fleet: NaiveFleet, order: NaiveOrder): NaiveAnswer => {
  if (order.holder === undefined) return ofFleet(fleet, order);
  const it = fleet.holders[order.holder];
  return it !== undefined && !it.isForgotten && ofHolder(fleet, it, order);
};

/**
 * Takes a command, and returns whether it was accepted. Time has to have passed until its instant.
 *
 * @param fleet - changed in place if the command is accepted, and unchanged if not
 */
export const naiveStep = (fleet: NaiveFleet, order: NaiveOrder): boolean => {
  const { at } = order;
  if (!isNaiveInstant(at) || at < fleet.now) return false;
  const answer = answerTo(fleet, order);
  if (answer !== true) return answer === 'SAME';
  if (order.do === 'Advance' || order.do === 'ApplyRetention' || order.do === 'ForgetGone')
    return true;
  fleet.now = at;
  const it = fleet.holders[order.holder ?? -1];
  if (it !== undefined) updateDerived(it, at);
  return true;
};
