/**
 * Reports of how work in progress ended.
 *
 * @module
 */
import { DAY } from './durations.ts';
import type { NaiveBackup, NaiveHolder, NaiveHsm } from './state.ts';
import type { NaiveOrder } from './order.ts';
import { isInPlace } from './hsms.ts';
import {
  breakChange,
  breakOff,
  failLife,
  finishHsm,
  finishLife,
  makeReady,
  naiveReport,
  spoil,
} from './endings.ts';
import { turn } from './migration.ts';

/** A copy's backup fails, and is purged a week later. */
export const lapse = (backup: NaiveBackup, at: number): void => {
  Object.assign(backup, { is: 'FAILED', doneAt: undefined, purgeAt: at + 7 * DAY });
};

const endBackup = (
  it: NaiveHolder,
  backup: NaiveBackup,
  { well = false, at }: NaiveOrder,
): boolean => {
  if (backup.is !== 'MAKING') return false;
  if (well) makeReady(it, backup, at);
  else if (it.kind === 'COPY') lapse(backup, at);
  else spoil(it, backup, at);
  turn(it);
  return true;
};

const endHsm = (it: NaiveHolder, hsm: NaiveHsm, { at, well = false }: NaiveOrder): boolean => {
  const isChanging = hsm.becomes !== undefined;
  if ((isInPlace(hsm) && !isChanging) || (well && hsm.waitsFor !== undefined)) return false;
  if (well) finishHsm(it, hsm, at);
  else if (isChanging) breakChange(it, hsm, at);
  else breakOff(it, hsm, at);
  turn(it);
  return true;
};

/** Reports how work in progress ended: of an HSM, of a backup, or of the cluster itself. */
export const end = (it: NaiveHolder, order: NaiveOrder): boolean => {
  const [hsm, backup] = [it.hsms[order.hsm ?? -1], it.backups[order.backup ?? -1]];
  if (hsm !== undefined) return endHsm(it, hsm, order);
  if (backup !== undefined) return endBackup(it, backup, order);
  if (order.hsm !== undefined || order.backup !== undefined) return false;
  if (it.is === 'INITIALIZED' && it.reportAt !== undefined && order.well === true) {
    naiveReport(it);
    return true;
  }
  if (!it.is.endsWith('ING')) return false;
  if (order.well === true) finishLife(it, order.at);
  else failLife(it, order.at);
  return true;
};
