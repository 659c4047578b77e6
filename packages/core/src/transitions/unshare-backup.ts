/**
 * Ending the share of a backup.
 *
 * @module
 */
import type { Outcome } from '../kernel/change.ts';
import { isLeft } from '../kernel/either.ts';
import type { BackupHolder } from '../model/holder.ts';
import type { EpochMillis } from '../model/instant.ts';
import type { NotShareable } from '../rules/contents-refusals.ts';
import type { BackupNotFound, NotWellFormed } from '../rules/model-refusals.ts';
import { happened, transition, type EventOfHolder, type TimeRefusal } from '../time/advance.ts';
import { shareableIn } from '../guards/finding.ts';
import { formed } from '../guards/formed.ts';
import { textForm, type FormsOf } from '../model/form.ts';

/** The input of `unshareBackup`. */
export type UnshareBackup = {
  /** When, in milliseconds since the epoch. */
  readonly at: EpochMillis;
  readonly backupId: string;
};

/** Why `unshareBackup` may refuse. */
export type UnshareBackupRefusal = NotWellFormed | TimeRefusal | BackupNotFound | NotShareable;

/** The form of each field of `UnshareBackup`, except `at`. */
export const unshareBackupForms: FormsOf<Omit<UnshareBackup, 'at'>> = { backupId: textForm };

const wellFormed = formed<UnshareBackup>(unshareBackupForms);

/**
 * Ends the share of a backup: from now on only its owner can restore it. Clusters that other
 * accounts have restored from it stay.
 *
 * @param holder - the cluster or copy that holds the backup
 * @param input - the id of a READY backup; `at` in milliseconds since the epoch
 * @returns Right: the backup without a share; events: what was due, `BackupUnshared` if it had one.
 *   Left: `NotWellFormed`, `NotAnInstant`, `TimeRanBackwards`, `BackupNotFound` or `NotShareable`,
 *   checked in that order.
 * @see `DeleteResourcePolicy`, CloudHSM V2 API 2017-04-28; F-178; U-16
 * @example
 * const unsharing = unshareBackup(cluster, { at, backupId: 'backup-primaryaaaaaaaaa' });
 */
export const unshareBackup = <Holder extends BackupHolder>(
  holder: Holder,
  input: UnshareBackup,
): Outcome<UnshareBackupRefusal, Holder, EventOfHolder<Holder>> =>
  wellFormed(input, ({ at, backupId }) =>
    transition(holder, at, (now) => {
      const it = shareableIn(now, backupId);
      if (isLeft(it)) return it;
      if (it.right.share === undefined) return happened(now);
      return happened(now, {
        type: 'BackupUnshared',
        data: { at, backupId: it.right.backupId },
      });
    }),
  );
