/**
 * Undeleting a backup.
 *
 * @module
 */
import type { Outcome } from '../kernel/change.ts';
import { isLeft } from '../kernel/either.ts';
import type { BackupNotPendingDeletion } from '../rules/contents-refusals.ts';
import type { BackupNotFound, NotWellFormed } from '../rules/model-refusals.ts';
import { refused } from '../rules/refused.ts';
import type { Backup } from '../model/backup.ts';
import type { BackupHolder } from '../model/holder.ts';
import { happened, transition, type EventOfHolder, type TimeRefusal } from '../time/advance.ts';
import { expiresAt } from '../time/mark-due.ts';
import { HOUR_MS, type EpochMillis } from '../model/instant.ts';
import { backupIn } from '../guards/finding.ts';
import { formed } from '../guards/formed.ts';
import { textForm, type FormsOf } from '../model/form.ts';

/** The input of `undeleteBackup`. */
export type UndeleteBackup = {
  /** When, in milliseconds since the epoch. */
  readonly at: EpochMillis;
  readonly backupId: string;
};

/** Why `undeleteBackup` may refuse. */
export type UndeleteBackupRefusal =
  NotWellFormed | TimeRefusal | BackupNotFound | BackupNotPendingDeletion;

const reprieve = (holder: BackupHolder, it: Backup, at: EpochMillis): EpochMillis | undefined => {
  if (holder.kind === 'COPY') return undefined;
  const expired = (expiresAt(holder, it) ?? Number.POSITIVE_INFINITY) <= at;
  return expired ? at + holder.edition.reprieveHours * HOUR_MS : undefined;
};

/** The form of each field of `UndeleteBackup`, except `at`. */
export const undeleteBackupForms: FormsOf<Omit<UndeleteBackup, 'at'>> = { backupId: textForm };

const wellFormed = formed<UndeleteBackup>(undeleteBackupForms);

/**
 * Cancels the deletion of a backup. AWS calls this RestoreBackup; it loads nothing onto an HSM.
 *
 * Retention spares a backup that has outlived its policy for one more hour, so that the owner can
 * exempt it, lengthen the policy, or restore it.
 *
 * @param holder - the cluster or copy that holds the backup, in any state
 * @param input - the id of a backup that is PENDING_DELETION, before its `deleteAt`; `at` in
 *   milliseconds since the epoch
 * @returns Right: the backup READY; events: what was due, `BackupUndeleted`. Left: `NotWellFormed`,
 *   `NotAnInstant`, `TimeRanBackwards`, `BackupNotFound` or `BackupNotPendingDeletion`, checked in
 *   that order.
 * @see `RestoreBackup`, CloudHSM V2 API 2017-04-28; F-145 to F-147, F-157; U-9
 * @example
 * const ready = undeleteBackup(cluster, { at, backupId: 'backup-primaryaaaaaaaaa' });
 */
export const undeleteBackup = <Holder extends BackupHolder>(
  holder: Holder,
  input: UndeleteBackup,
): Outcome<UndeleteBackupRefusal, Holder, EventOfHolder<Holder>> =>
  wellFormed(input, ({ at, backupId }) =>
    transition(holder, at, (now) => {
      const it = backupIn(now, backupId);
      if (isLeft(it)) return it;
      const { state, backupId: id } = it.right;
      if (state !== 'PENDING_DELETION')
        return refused({
          _tag: 'BackupNotPendingDeletion',
          rule: 'F-146',
          backupId,
          actual: state,
        });
      return happened(now, {
        type: 'BackupUndeleted',
        data: { at, backupId: id, reprievedUntil: reprieve(now, it.right, at) },
      });
    }),
  );
