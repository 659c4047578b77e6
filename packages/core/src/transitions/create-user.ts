/**
 * Creating a user.
 *
 * @module
 */
import type { Outcome } from '../kernel/change.ts';
import type {
  ReservedRole,
  TooManyUsers,
  UserExists,
  UserNameCharacters,
  UserNameLength,
} from '../rules/contents-refusals.ts';
import { refused } from '../rules/refused.ts';
import type { Cluster } from '../model/cluster.ts';
import type { ClusterEvent } from '../model/event.ts';
import { happened } from '../time/advance.ts';
import type { Role } from '../model/contents.ts';
import type { NotWellFormed } from '../rules/model-refusals.ts';
import type { EpochMillis } from '../model/instant.ts';
import { writing, type WritingRefusal } from '../guards/writing.ts';
import { reservedRoleRefusal, userNameRefusal } from '../guards/user-name.ts';
import { lackingIn, usersRefusal } from '../guards/coverage.ts';
import { usersNamed } from '../model/users.ts';
import { formed } from '../guards/formed.ts';
import { inputFields } from '../guards/input-fields.ts';
import { textForm, type FormsOf } from '../model/form.ts';

/** The input of `createUser`. */
export type CreateUser = {
  /** When, in milliseconds since the epoch. */
  readonly at: EpochMillis;
  readonly name: string;
  readonly role: Role;
};

/** Why `createUser` may refuse. */
export type CreateUserRefusal =
  | NotWellFormed
  | WritingRefusal
  | ReservedRole
  | UserNameLength
  | UserNameCharacters
  | UserExists
  | TooManyUsers;

/** The form of each field of `CreateUser`, except `at`. */
export const createUserForms: FormsOf<Omit<CreateUser, 'at'>> = {
  name: textForm,
  role: inputFields.role,
};

const wellFormed = formed<CreateUser>(createUserForms);

/**
 * Creates a user on those ACTIVE HSMs of the cluster that lack it. One that is still joining does
 * not get it, and never will by itself.
 *
 * Creating a user again is how AWS repairs one that only some HSMs have. What completes it keeps
 * the creation, the password and the spelling of the first HSM that has it, so that it is one user.
 *
 * @param cluster - activated, with an ACTIVE HSM
 * @param input - `name`: 1 to 31 letters, digits and underscores, compared without case, missing
 *   on some ACTIVE HSM and nowhere in another role; `role`: CO or CU; `at` in milliseconds since
 *   the epoch
 * @returns Right: the user on each ACTIVE HSM; events: what was due, `UserCreated`, with the HSMs
 *   that got it. Left: `NotWellFormed`, `NotAnInstant`, `TimeRanBackwards`, `NotYetActivated`,
 *   `NoPeer`, `LimitedWrite`, `ReservedRole`, `UserNameLength`, `UserNameCharacters`, `UserExists`
 *   or `TooManyUsers`, checked in that order.
 * @see `user create`, CloudHSM CLI; F-85, F-86, F-129, F-130, F-195, F-234; U-28, U-40
 * @example
 * const withUser = createUser(cluster, { at, name: 'signer', role: 'CU' });
 */
export const createUser = (
  cluster: Cluster,
  input: CreateUser,
): Outcome<CreateUserRefusal, Cluster, ClusterEvent> =>
  wellFormed(input, ({ at, name, role }) =>
    writing(cluster, at, ({ now, capacity }) => {
      const wrong =
        reservedRoleRefusal(name, role) ?? userNameRefusal({ field: 'name', name }, now.edition);
      if (wrong !== undefined) return refused(wrong);
      const known = usersNamed(now, name);
      const lacking = lackingIn(now, name);
      if (lacking.length === 0 || known.some((it) => it.role !== role))
        return refused({ _tag: 'UserExists', rule: 'F-195', field: 'name', name });
      const full = usersRefusal(now, { lacking, isNew: known.length === 0 }, capacity);
      if (full !== undefined) return refused(full);
      const hsmIds = Object.freeze(lacking.map(({ hsmId }) => hsmId));
      return happened(now, {
        type: 'UserCreated',
        data: { at, name: known[0]?.name ?? name, role, hsmIds },
      });
    }),
  );
