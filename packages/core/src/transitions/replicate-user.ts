/**
 * Replicating a user from another cluster.
 *
 * @module
 */
import type { Outcome } from '../kernel/change.ts';
import type {
  ContentsUnknown,
  ReservedRole,
  TooManyUsers,
  UserExists,
} from '../rules/contents-refusals.ts';
import type { NotWellFormed, UserNotFound } from '../rules/model-refusals.ts';
import { refused } from '../rules/refused.ts';
import type { Cluster } from '../model/cluster.ts';
import type { ClusterEvent } from '../model/event.ts';
import { happened } from '../time/advance.ts';
import type { EpochMillis } from '../model/instant.ts';
import { lackingIn, usersRefusal } from '../guards/coverage.ts';
import { replicatingFrom, type SourceRefusal } from '../guards/replicating.ts';
import { reservedRoleRefusal } from '../guards/user-name.ts';
import { writing, type WritingRefusal } from '../guards/writing.ts';
import { userIn, usersNamed } from '../model/users.ts';
import { formed } from '../guards/formed.ts';
import { userNotListed } from '../guards/unlisted.ts';
import { inputFields } from '../guards/input-fields.ts';
import { textForm, type FormsOf } from '../model/form.ts';

/** What `replicateUser` needs to know. */
export type ReplicateUser = {
  /** When, in milliseconds since the epoch. */
  readonly at: EpochMillis;
  /** The cluster that has the user; it is left as it is. */
  readonly from: Cluster;
  readonly name: string;
};

/** Why `replicateUser` may refuse. */
export type ReplicateUserRefusal =
  | NotWellFormed
  | WritingRefusal
  | SourceRefusal
  | UserNotFound
  | ContentsUnknown
  | ReservedRole
  | UserExists
  | TooManyUsers;

const replicateUserForms: FormsOf<Omit<ReplicateUser, 'at'>> = {
  from: inputFields.cluster,
  name: textForm,
};

const wellFormed = formed<ReplicateUser>(replicateUserForms);

/**
 * Replicates a user to those ACTIVE HSMs of a cluster of the same lineage that lack it. The user
 * keeps its creation and its password: it is the same user. An existing user is never overwritten.
 *
 * @param to - the cluster that gets the user: activated, with an ACTIVE HSM
 * @param input - `from`, a cluster of the same lineage, activated, with an ACTIVE HSM; `name`, of a
 *   CO or CU there, the first HSM that has it counts; `at` in milliseconds since the epoch
 * @returns Right: the user on each ACTIVE HSM; events: what was due, `UserReplicated`, or none if
 *   each has that very user. Left: `NotWellFormed`, `NotAnInstant`, `TimeRanBackwards`,
 *   `NotYetActivated`, `NoPeer`, `LimitedWrite`, `NotRelated`, `SourceHasNoPeer`, `UserNotFound`
 *   or `ContentsUnknown`, `ReservedRole`, `UserExists` (an HSM has another user of the name) or
 *   `TooManyUsers`, checked in that order.
 * @see `user replicate`, CloudHSM CLI; F-111, F-115, F-247; U-72
 */
export const replicateUser = (
  to: Cluster,
  input: ReplicateUser,
): Outcome<ReplicateUserRefusal, Cluster, ClusterEvent> =>
  wellFormed(input, ({ at, from, name }) =>
    writing(to, at, ({ now, capacity }) =>
      replicatingFrom(now, { from, at }, ({ source }) => {
        const it = userIn(source, name);
        if (it === undefined) return userNotListed(source, name);
        const reserved = reservedRoleRefusal(it.name, it.role);
        if (reserved !== undefined) return refused(reserved);
        const known = usersNamed(now, name);
        if (known.some(({ role, createdAt }) => role !== it.role || createdAt !== it.createdAt))
          return refused({ _tag: 'UserExists', rule: 'F-195', field: 'name', name: it.name });
        const lacking = lackingIn(now, name);
        if (lacking.length === 0) return happened(now);
        const full = usersRefusal(now, { lacking, isNew: known.length === 0 }, capacity);
        if (full !== undefined) return refused(full);
        const hsmIds = Object.freeze(lacking.map(({ hsmId }) => hsmId));
        const data = { at, user: it, from: source.clusterId, hsmIds };
        return happened(now, { type: 'UserReplicated', data });
      }),
    ),
  );
