/**
 * Deleting a user.
 *
 * @module
 */
import type { Outcome } from '../kernel/change.ts';
import type {
  ContentsUnknown,
  LastCryptoOfficer,
  ReservedRole,
  UserOwnsKeys,
} from '../rules/contents-refusals.ts';
import type { UserNotFound, NotWellFormed } from '../rules/model-refusals.ts';
import { refused } from '../rules/refused.ts';
import type { Cluster } from '../model/cluster.ts';
import type { ClusterEvent } from '../model/event.ts';
import { happened } from '../time/advance.ts';
import type { EpochMillis } from '../model/instant.ts';
import { writing, type WritingRefusal } from '../guards/writing.ts';
import { reservedRoleRefusal } from '../guards/user-name.ts';
import { accessesOf, cryptoUserIn, isSameName, userIn } from '../model/users.ts';
import type { Access, Material, User } from '../model/contents.ts';
import { formed } from '../guards/formed.ts';
import { userNotListed } from '../guards/unlisted.ts';
import { textForm, type FormsOf } from '../model/form.ts';

/** The input of `deleteUser`. */
export type DeleteUser = {
  /** When, in milliseconds since the epoch. */
  readonly at: EpochMillis;
  readonly name: string;
};

/** Why `deleteUser` may refuse. */
export type DeleteUserRefusal =
  | NotWellFormed
  | WritingRefusal
  | UserNotFound
  | ContentsUnknown
  | ReservedRole
  | LastCryptoOfficer
  | UserOwnsKeys;

/** Users do not heal, so HSMs may differ: no HSM may lose its last officer. */
const isLastOfficerIn = (access: Access, name: string): boolean => {
  const officers = access.users.filter(({ role }) => role === 'CO');
  return officers.length === 1 && officers.some((it) => isSameName(it.name, name));
};

const ownedBy = ({ keys }: Material, owner: string): readonly string[] =>
  [...keys].filter((it) => isSameName(it.owner, owner)).map(({ keyId }) => keyId);

/** Why a user cannot be deleted: for what is listed, or since not all is (U-72). */
const userRefusal = (
  now: Cluster,
  { name }: User,
  material: Material,
): LastCryptoOfficer | UserOwnsKeys | ContentsUnknown | undefined => {
  const lasting = accessesOf(now).filter((it) => isLastOfficerIn(it, name));
  if (lasting.some(({ isComplete }) => isComplete))
    return { _tag: 'LastCryptoOfficer', rule: 'U-28', name };
  const isCryptoUser = cryptoUserIn(now, name) !== undefined;
  const keyIds = isCryptoUser ? ownedBy(material, name) : [];
  if (keyIds.length > 0) return { _tag: 'UserOwnsKeys', rule: 'F-231', name, keyIds };
  const isKnown = lasting.length === 0 && (material.isComplete || !isCryptoUser);
  return isKnown
    ? undefined
    : { _tag: 'ContentsUnknown', rule: 'U-72', field: 'name', given: name };
};

/** The form of each field of `DeleteUser`, except `at`. */
export const deleteUserForms: FormsOf<Omit<DeleteUser, 'at'>> = { name: textForm };

const wellFormed = formed<DeleteUser>(deleteUserForms);

/**
 * Deletes a user from those ACTIVE HSMs of the cluster that have it: the first of two steps, for
 * backups still hold it, and an HSM that is joining brings it back.
 *
 * @param cluster - activated, with an ACTIVE HSM
 * @param input - the name of a CO, or of a CU that owns no keys; `at` in milliseconds since the
 *   epoch
 * @returns Right: the user on no ACTIVE HSM; events: what was due, `UserDeleted`. Left:
 *   `NotWellFormed`, `NotAnInstant`, `TimeRanBackwards`, `NotYetActivated`, `NoPeer`,
 *   `LimitedWrite`, `UserNotFound` or `ContentsUnknown`, `ReservedRole`, `LastCryptoOfficer`,
 *   `UserOwnsKeys`, or `ContentsUnknown` if one that is not listed may be the case; checked in that
 *   order.
 * @see `user delete`, CloudHSM CLI; F-86, F-195, F-197, F-231, F-234; U-27, U-28, U-72
 * @example
 * const withoutUser = deleteUser(cluster, { at, name: 'signer' });
 */
export const deleteUser = (
  cluster: Cluster,
  input: DeleteUser,
): Outcome<DeleteUserRefusal, Cluster, ClusterEvent> =>
  wellFormed(input, ({ at, name }) =>
    writing(cluster, at, ({ now, material }) => {
      const it = userIn(now, name);
      if (it === undefined) return userNotListed(now, name);
      const reserved = reservedRoleRefusal(it.name, it.role);
      if (reserved !== undefined) return refused(reserved);
      const wrong = userRefusal(now, it, material);
      if (wrong !== undefined) return refused(wrong);
      return happened(now, { type: 'UserDeleted', data: { at, name: it.name } });
    }),
  );
