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
import { userNameRefusal } from '../guards/user-name.ts';
import { usersOf, userIn } from '../model/users.ts';
import { formed } from '../guards/formed.ts';
import { inputForms } from './input-forms.ts';

/** The input of `createUser`. */
export type CreateUser = {
  /** When, in milliseconds since the epoch. */
  readonly at: EpochMillis;
  readonly name: string;
  readonly role: Role;
};

/** Why `createUser` may refuse. */
export type CreateUserRefusal =
  NotWellFormed | WritingRefusal | ReservedRole | UserNameLength | UserExists | TooManyUsers;

const wellFormed = formed<CreateUser>(inputForms.createUser);

/**
 * Creates a user on the cluster's ACTIVE HSMs. An HSM that is still joining does not get the user,
 * now or later.
 *
 * @param cluster - activated, with an ACTIVE HSM
 * @param input - `name`: 1 to 31 characters, not yet used; `role`: CO or CU; `at` in milliseconds
 *   since the epoch
 * @returns Right: the user on each ACTIVE HSM; events: what was due, `UserCreated`. Left:
 *   `NotWellFormed`, `NotAnInstant`, `TimeRanBackwards`, `NotYetActivated`, `NoPeer`, `LimitedWrite`,
 *   `ReservedRole`, `UserNameLength`, `UserExists` or `TooManyUsers`, checked in that order.
 * @see `user create`, CloudHSM CLI; F-85, F-86, F-129, F-130, F-195; U-28
 * @example
 * const withUser = createUser(cluster, { at, name: 'signer', role: 'CU' });
 */
export const createUser = (
  cluster: Cluster,
  input: CreateUser,
): Outcome<CreateUserRefusal, Cluster, ClusterEvent> =>
  wellFormed(input, ({ at, name, role }) =>
    writing(cluster, at, ({ now, capacity }) => {
      if (role === 'AU') return refused({ _tag: 'ReservedRole', rule: 'F-195', name, role });
      const wrong = userNameRefusal({ field: 'name', name }, now.edition);
      if (wrong !== undefined) return refused(wrong);
      if (userIn(now, name) !== undefined)
        return refused({ _tag: 'UserExists', rule: 'F-195', field: 'name', name });
      if (usersOf(now).length >= capacity.usersMax)
        return refused({ _tag: 'TooManyUsers', rule: 'F-129', limit: capacity.usersMax });
      return happened(now, { type: 'UserCreated', data: { at, name, role } });
    }),
  );
