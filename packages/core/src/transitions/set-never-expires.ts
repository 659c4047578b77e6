/**
 * Exempting a backup from retention.
 *
 * @module
 */
import type { Outcome } from '../kernel/change.ts';
import { isLeft } from '../kernel/either.ts';
import type { ExemptionNotAllowed, NoRetention } from '../rules/contents-refusals.ts';
import type { BackupNotFound, NotWellFormed } from '../rules/model-refusals.ts';
import { refused } from '../rules/refused.ts';
import type { BackupHolder } from '../model/holder.ts';
import { happened, transition, type EventOfHolder, type TimeRefusal } from '../time/advance.ts';
import type { EpochMillis } from '../model/instant.ts';
import { backupIn } from '../guards/finding.ts';
import { formed } from '../guards/formed.ts';
import { flagForm, textForm, type FormsOf } from '../model/form.ts';

/** The input of `setNeverExpires`. */
export type SetNeverExpires = {
  /** When, in milliseconds since the epoch. */
  readonly at: EpochMillis;
  readonly backupId: string;
  readonly neverExpires: boolean;
};

/** Why `setNeverExpires` may refuse. */
export type SetNeverExpiresRefusal =
  NotWellFormed | TimeRefusal | BackupNotFound | NoRetention | ExemptionNotAllowed;

/** The form of each field of `SetNeverExpires`, except `at`. */
export const setNeverExpiresForms: FormsOf<Omit<SetNeverExpires, 'at'>> = {
  backupId: textForm,
  neverExpires: flagForm,
};

const wellFormed = formed<SetNeverExpires>(setNeverExpiresForms);

/**
 * Exempts a backup from its cluster's retention, or ends the exemption.
 *
 * @param holder - the cluster that holds the backup, in any state; a copy has no retention and
 *   refuses
 * @param input - the id of a READY backup; `at` in milliseconds since the epoch
 * @returns Right: the mark set; events: what was due, and `BackupNeverExpiresSet` if that changes
 *   it. Left: `NotWellFormed`, `NotAnInstant`, `TimeRanBackwards`, `BackupNotFound`,
 *   `NoRetention` or `ExemptionNotAllowed`, checked in that order.
 * @see `ModifyBackupAttributes`, CloudHSM V2 API 2017-04-28; F-163, F-169; U-11, U-17, U-30
 * @example
 * const backupId = 'backup-primaryaaaaaaaaa';
 * const exempt = setNeverExpires(cluster, { at, backupId, neverExpires: true });
 */
export const setNeverExpires = <Holder extends BackupHolder>(
  holder: Holder,
  input: SetNeverExpires,
): Outcome<SetNeverExpiresRefusal, Holder, EventOfHolder<Holder>> =>
  wellFormed(input, ({ at, backupId, neverExpires }) =>
    transition(holder, at, (now) => {
      const it = backupIn(now, backupId);
      if (isLeft(it)) return it;
      if (now.kind === 'COPY') return refused({ _tag: 'NoRetention', rule: 'F-169', backupId });
      const { state, backupId: id } = it.right;
      if (state !== 'READY')
        return refused({ _tag: 'ExemptionNotAllowed', rule: 'U-30', backupId, actual: state });
      if (it.right.neverExpires === neverExpires) return happened(now);
      return happened(now, {
        type: 'BackupNeverExpiresSet',
        data: { at, backupId: id, neverExpires },
      });
    }),
  );
