/**
 * Deleting a backup by hand.
 *
 * @module
 */
import type { Outcome } from '../kernel/change.ts';
import { isLeft } from '../kernel/either.ts';
import type { BackupNotReady } from '../rules/contents-refusals.ts';
import type { BackupNotFound, NotWellFormed } from '../rules/model-refusals.ts';
import { graceMs } from '../rules/editions.ts';
import type { BackupHolder } from '../model/holder.ts';
import { happened, transition, type EventOfHolder, type TimeRefusal } from '../time/advance.ts';
import type { EpochMillis } from '../model/instant.ts';
import { readyBackupIn } from '../guards/finding.ts';
import { formed } from '../guards/formed.ts';
import { textForm, type FormsOf } from '../model/form.ts';

/** The input of `deleteBackup`. */
export type DeleteBackup = {
  /** When, in milliseconds since the epoch. */
  readonly at: EpochMillis;
  readonly backupId: string;
};

/** Why `deleteBackup` may refuse. */
export type DeleteBackupRefusal = NotWellFormed | TimeRefusal | BackupNotFound | BackupNotReady;

/** The form of each field of `DeleteBackup`, except `at`. */
export const deleteBackupForms: FormsOf<Omit<DeleteBackup, 'at'>> = { backupId: textForm };

const wellFormed = formed<DeleteBackup>(deleteBackupForms);

/**
 * Deletes a backup: it can be undeleted for seven days, then it is purged. A cluster's last backup
 * and an exempt one can be deleted too.
 *
 * @param holder - the cluster or copy that holds the backup, in any state
 * @param input - the id of a READY backup; `at` in milliseconds since the epoch
 * @returns Right: the backup PENDING_DELETION; events: what was due, `BackupDeletionScheduled`,
 *   which says whether the holder has no READY backup left. Left: `NotWellFormed`, `NotAnInstant`,
 *   `TimeRanBackwards`, `BackupNotFound` or `BackupNotReady`, checked in that order.
 * @see `DeleteBackup`, CloudHSM V2 API 2017-04-28; F-145, F-148, F-152; U-11, U-13
 * @example
 * const pending = deleteBackup(cluster, { at, backupId: 'backup-primaryaaaaaaaaa' });
 */
export const deleteBackup = <Holder extends BackupHolder>(
  holder: Holder,
  input: DeleteBackup,
): Outcome<DeleteBackupRefusal, Holder, EventOfHolder<Holder>> =>
  wellFormed(input, ({ at, backupId }) =>
    transition(holder, at, (now) => {
      const it = readyBackupIn(now, backupId);
      if (isLeft(it)) return it;
      const isLastReady = ![...now.backups].some(
        (other) => other !== it.right && other.state === 'READY',
      );
      const data = {
        at,
        backupId: it.right.backupId,
        deleteAt: at + graceMs(now),
        isLastReady,
      };
      return happened(now, { type: 'BackupDeletionScheduled', data });
    }),
  );
