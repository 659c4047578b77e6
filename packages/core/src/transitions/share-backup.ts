/**
 * Sharing a backup with other accounts.
 *
 * @module
 */
import type { Outcome } from '../kernel/change.ts';
import { isLeft } from '../kernel/either.ts';
import { equal } from '../kernel/equal.ts';
import { shareOf, type SharedWith } from '../model/account.ts';
import type { BackupHolder } from '../model/holder.ts';
import type { EpochMillis } from '../model/instant.ts';
import type { NotShareable } from '../rules/contents-refusals.ts';
import type { BackupNotFound, NotWellFormed } from '../rules/model-refusals.ts';
import { happened, transition, type EventOfHolder, type TimeRefusal } from '../time/advance.ts';
import { shareableIn } from '../guards/finding.ts';
import { formed } from '../guards/formed.ts';
import { inputFields } from '../guards/input-fields.ts';
import { grammarForm, listForm, wordOrForm, textForm, type FormsOf } from '../model/form.ts';
import { grammars } from '../model/grammar.ts';

/** The input of `shareBackup`. */
export type ShareBackup = {
  /** When, in milliseconds since the epoch. */
  readonly at: EpochMillis;
  readonly backupId: string;
  /** The resource policy: text that the model keeps and does not read. */
  readonly policy: string;
  /** What the policy comes to: accounts of twelve digits, or `'EVERYONE'`. */
  readonly accounts: SharedWith;
};

/** Why `shareBackup` may refuse. */
export type ShareBackupRefusal = NotWellFormed | TimeRefusal | BackupNotFound | NotShareable;

/** The form of each field of `ShareBackup`, except `at`. */
export const shareBackupForms: FormsOf<Omit<ShareBackup, 'at'>> = {
  backupId: textForm,
  policy: grammarForm(grammars.resourcePolicy),
  accounts: wordOrForm(
    'EVERYONE',
    listForm('EVERYONE, or a list of accounts', inputFields.account),
  ),
};

const wellFormed = formed<ShareBackup>(shareBackupForms);

/**
 * Shares a backup: accounts that it is shared with can restore it while it is READY. Replaces the
 * share that the backup had.
 *
 * @param holder - the cluster or copy that holds the backup
 * @param input - the id of a READY backup; the policy and what it comes to; `at` in milliseconds
 *   since the epoch
 * @returns Right: the backup shared; events: what was due, `BackupShared` unless it was shared so
 *   already. Left: `NotWellFormed`, `NotAnInstant`, `TimeRanBackwards`, `BackupNotFound` or
 *   `NotShareable`, checked in that order.
 * @see `PutResourcePolicy`, CloudHSM V2 API 2017-04-28; F-175 to F-178; U-16
 * @example
 * const backupId = 'backup-primaryaaaaaaaaa';
 * const accounts = ['123456789012'];
 * const sharing = shareBackup(cluster, { at, backupId, policy: '{}', accounts });
 */
export const shareBackup = <Holder extends BackupHolder>(
  holder: Holder,
  input: ShareBackup,
): Outcome<ShareBackupRefusal, Holder, EventOfHolder<Holder>> =>
  wellFormed(input, ({ at, backupId, policy, accounts }) =>
    transition(holder, at, (now) => {
      const it = shareableIn(now, backupId);
      if (isLeft(it)) return it;
      const share = shareOf({ policy, accounts });
      if (equal(share, it.right.share)) return happened(now);
      return happened(now, {
        type: 'BackupShared',
        data: { at, backupId: it.right.backupId, ...share },
      });
    }),
  );
