/**
 * Recording a login.
 *
 * @module
 */
import type { Outcome } from '../kernel/change.ts';
import type { ContentsUnknown } from '../rules/contents-refusals.ts';
import type { UserNotFound, NotWellFormed } from '../rules/model-refusals.ts';
import type { Cluster } from '../model/cluster.ts';
import type { ClusterEvent } from '../model/event.ts';
import { happened } from '../time/advance.ts';
import type { EpochMillis } from '../model/instant.ts';
import { loggedIn, type LoginRefusal } from '../guards/writing.ts';
import { userIn } from '../model/users.ts';
import { formed } from '../guards/formed.ts';
import { userNotListed } from '../guards/unlisted.ts';
import { textForm, type FormsOf } from '../model/form.ts';

/** The input of `recordLogin`. */
export type RecordLogin = {
  /** When, in milliseconds since the epoch. */
  readonly at: EpochMillis;
  readonly name: string;
};

/** Why `recordLogin` may refuse. */
export type RecordLoginRefusal = NotWellFormed | LoginRefusal | UserNotFound | ContentsUnknown;

/** The form of each field of `RecordLogin`, except `at`. */
export const recordLoginForms: FormsOf<Omit<RecordLogin, 'at'>> = { name: textForm };

const wellFormed = formed<RecordLogin>(recordLoginForms);

/**
 * Records that a user has logged in; {@link inactiveUsers} lists those who have not.
 *
 * @param cluster - activated, with an ACTIVE HSM; during a migration too
 * @param input - the name of a user; `at` in milliseconds since the epoch
 * @returns Right: `lastSeenAt` set; events: what was due, `UserLoggedIn`. Left: `NotWellFormed`,
 *   `NotAnInstant`, `TimeRanBackwards`, `NotYetActivated`, `NoPeer`, `UserNotFound` or
 *   `ContentsUnknown`, checked in that order.
 * @see `login`, CloudHSM CLI; F-196; U-72
 */
export const recordLogin = (
  cluster: Cluster,
  input: RecordLogin,
): Outcome<RecordLoginRefusal, Cluster, ClusterEvent> =>
  wellFormed(input, ({ at, name }) =>
    loggedIn(cluster, at, ({ now }) => {
      const it = userIn(now, name);
      return it === undefined
        ? userNotListed(now, name)
        : happened(now, { type: 'UserLoggedIn', data: { at, name: it.name } });
    }),
  );
