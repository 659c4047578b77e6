/**
 * Changing a user's password.
 *
 * @module
 */
import type { Outcome } from '../kernel/change.ts';
import type { ContentsUnknown, ReservedRole } from '../rules/contents-refusals.ts';
import type { NotWellFormed, UserNotFound } from '../rules/model-refusals.ts';
import { refused } from '../rules/refused.ts';
import type { Cluster } from '../model/cluster.ts';
import type { ClusterEvent } from '../model/event.ts';
import { happened } from '../time/advance.ts';
import type { EpochMillis } from '../model/instant.ts';
import { reservedRoleRefusal } from '../guards/user-name.ts';
import { writing, type WritingRefusal } from '../guards/writing.ts';
import { userIn } from '../model/users.ts';
import { formed } from '../guards/formed.ts';
import { userNotListed } from '../guards/unlisted.ts';
import { textForm, type FormsOf } from '../model/form.ts';

/** What `changePassword` needs to know. */
export type ChangePassword = {
  /** When, in milliseconds since the epoch. */
  readonly at: EpochMillis;
  readonly name: string;
};

/** Why `changePassword` may refuse. */
export type ChangePasswordRefusal =
  NotWellFormed | WritingRefusal | UserNotFound | ContentsUnknown | ReservedRole;

/** The form of each field of `ChangePassword`, except `at`. */
export const changePasswordForms: FormsOf<Omit<ChangePassword, 'at'>> = { name: textForm };

const wellFormed = formed<ChangePassword>(changePasswordForms);

/**
 * Changes a user's password on those ACTIVE HSMs of the cluster that have the user. Backups keep
 * the password of their time: whoever restores one needs the old one.
 *
 * @param cluster - activated, with an ACTIVE HSM
 * @param input - the name of a CO or CU; `at` in milliseconds since the epoch
 * @returns Right: `passwordSetAt` set; events: what was due, `PasswordChanged`. Left:
 *   `NotWellFormed`, `NotAnInstant`, `TimeRanBackwards`, `NotYetActivated`, `NoPeer`,
 *   `LimitedWrite`, `UserNotFound` or `ContentsUnknown`, `ReservedRole`, checked in that order.
 * @see `user change-password`, CloudHSM CLI; F-86, F-195, F-246; U-72
 */
export const changePassword = (
  cluster: Cluster,
  input: ChangePassword,
): Outcome<ChangePasswordRefusal, Cluster, ClusterEvent> =>
  wellFormed(input, ({ at, name }) =>
    writing(cluster, at, ({ now }) => {
      const it = userIn(now, name);
      if (it === undefined) return userNotListed(now, name);
      const reserved = reservedRoleRefusal(it.name, it.role);
      return reserved === undefined
        ? happened(now, { type: 'PasswordChanged', data: { at, name: it.name } })
        : refused(reserved);
    }),
  );
