/**
 * Deleting a user.
 *
 * @module
 */
import type { Outcome } from '../kernel/change.ts';
import type { LastCryptoOfficer, ReservedRole } from '../rules/contents-refusals.ts';
import type { UserNotFound, NotWellFormed } from '../rules/model-refusals.ts';
import { refused } from '../rules/refused.ts';
import type { Cluster } from '../model/cluster.ts';
import type { ClusterEvent } from '../model/event.ts';
import type { Hsm } from '../model/hsm.ts';
import { happened } from '../time/advance.ts';
import type { EpochMillis } from '../model/instant.ts';
import { userNotFound, writing, type WritingRefusal } from '../guards/writing.ts';
import { userIn } from '../model/users.ts';
import { formed } from '../guards/formed.ts';
import { inputForms } from './input-forms.ts';

/** The input of `deleteUser`. */
export type DeleteUser = {
  /** When, in milliseconds since the epoch. */
  readonly at: EpochMillis;
  readonly name: string;
};

/** Why `deleteUser` may refuse. */
export type DeleteUserRefusal =
  NotWellFormed | WritingRefusal | UserNotFound | ReservedRole | LastCryptoOfficer;

/** Users do not heal, so HSMs may differ: no HSM may lose its last officer. */
const isLastOfficerOn = ({ state, access }: Hsm, name: string): boolean => {
  if (state !== 'ACTIVE' || access === undefined) return false;
  const officers = access.users.filter(({ role }) => role === 'CO');
  return officers.length === 1 && officers[0]?.name === name;
};

const wellFormed = formed<DeleteUser>(inputForms.deleteUser);

/**
 * Deletes a user from the cluster's ACTIVE HSMs. This is only the first step: backups still hold
 * the user, and an HSM that is joining can bring it back.
 *
 * The keys of a deleted crypto user stay, but nobody can use them.
 *
 * @param cluster - activated, with an ACTIVE HSM
 * @param input - the name of a CO or CU; `at` in milliseconds since the epoch
 * @returns Right: no ACTIVE HSM has the user; events: what was due, `UserDeleted`. Left:
 *   `NotWellFormed`, `NotAnInstant`, `TimeRanBackwards`, `NotYetActivated`, `NoPeer`, `LimitedWrite`,
 *   `UserNotFound`, `ReservedRole` or `LastCryptoOfficer`, checked in that order.
 * @see `user delete`, CloudHSM CLI; F-86, F-195, F-197; U-27 to U-29
 * @example
 * const withoutUser = deleteUser(cluster, { at, name: 'signer' });
 */
export const deleteUser = (
  cluster: Cluster,
  input: DeleteUser,
): Outcome<DeleteUserRefusal, Cluster, ClusterEvent> =>
  wellFormed(input, ({ at, name }) =>
    writing(cluster, at, ({ now }) => {
      const it = userIn(now, name);
      if (it === undefined) return userNotFound(name);
      if (it.role === 'AU')
        return refused({ _tag: 'ReservedRole', rule: 'F-195', name, role: it.role });
      if (it.role === 'CO' && [...now.hsms].some((hsm) => isLastOfficerOn(hsm, name)))
        return refused({ _tag: 'LastCryptoOfficer', rule: 'U-28', name });
      return happened(now, { type: 'UserDeleted', data: { at, name } });
    }),
  );
