/**
 * Orders for retention and for single backups: delete, undelete, exempt, share.
 *
 * @module
 */
import { DAY, HOUR, NEVER } from './durations.ts';
import type { NaiveBackup, NaiveHolder } from './state.ts';
import type { NaiveAnswer, NaiveOrder } from './order.ts';
import { fitsPolicy } from './limits.ts';

/** Sets the retention of a cluster in days; the marking of its backups starts anew. */
export const keep = (
  it: NaiveHolder,
  { days = 0, isBySupport = false }: NaiveOrder,
): NaiveAnswer => {
  const fits = days === NEVER ? isBySupport : fitsPolicy(days);
  if (it.is === 'DELETING' || it.is === 'DELETED' || !fits) return false;
  if (days === it.days) return 'SAME';
  it.days = days;
  for (const each of it.backups) each.markableSince = undefined;
  return true;
};

/** Undeletes a backup, and spares it for an hour if it has expired. */
export const undelete = (it: NaiveHolder, backup: NaiveBackup, at: number): boolean => {
  if (backup.is !== 'PENDING') return false;
  const isExpired = it.kind === 'CLUSTER' && backup.madeAt + it.days * DAY <= at;
  Object.assign(backup, {
    is: 'READY',
    purgeAt: undefined,
    sparedUntil: isExpired ? at + HOUR : 0,
  });
  return true;
};

/** Deletes a backup; it is purged a week later. */
export const discard = (backup: NaiveBackup, at: number): boolean => {
  if (backup.is !== 'READY') return false;
  Object.assign(backup, { is: 'PENDING', purgeAt: at + 7 * DAY });
  return true;
};

/** Exempts a backup from retention, or ends that. */
export const exempt = (it: NaiveHolder, backup: NaiveBackup, isExempt: boolean): NaiveAnswer => {
  if (it.kind === 'COPY' || backup.is !== 'READY') return false;
  if (backup.exempt === isExempt) return 'SAME';
  backup.exempt = isExempt;
  return true;
};

/** Shares a backup with accounts, or with everybody. */
export const share = (backup: NaiveBackup, { policy = '', who = [] }: NaiveOrder): NaiveAnswer => {
  if (backup.is !== 'READY') return false;
  const was = JSON.stringify(backup.share);
  backup.share = { policy, who: who === 'EVERYONE' ? who : [...new Set(who)].toSorted() };
  return JSON.stringify(backup.share) === was ? 'SAME' : true;
};

/** Ends the sharing of a backup. */
export const unshare = (backup: NaiveBackup): NaiveAnswer => {
  if (backup.is !== 'READY') return false;
  const was = backup.share;
  backup.share = undefined;
  return was === undefined ? 'SAME' : true;
};
