/**
 * Activating a cluster.
 *
 * @module
 */
import type { Outcome } from '../kernel/change.ts';
import type {
  AlreadyActivated,
  HsmBusy,
  HsmNotActive,
  NoHsm,
  WrongState,
} from '../rules/cluster-refusals.ts';
import type { UserExists, UserNameCharacters, UserNameLength } from '../rules/contents-refusals.ts';
import { endOf } from '../rules/editions.ts';
import { refused } from '../rules/refused.ts';
import type { Cluster } from '../model/cluster.ts';
import type { ClusterEvent, EventOf } from '../model/event.ts';
import { happened, clusterTransition, type TimeRefusal } from '../time/advance.ts';
import { backupStart } from '../time/backup-start.ts';
import { APPLIANCE_USER } from '../model/contents.ts';
import { isSameName } from '../model/users.ts';
import type { NotWellFormed } from '../rules/model-refusals.ts';
import type { EpochMillis } from '../model/instant.ts';
import { userNameRefusal } from '../guards/user-name.ts';
import { pairRefusal } from '../guards/pair.ts';
import { formed } from '../guards/formed.ts';
import { optionalForm, textForm, type FormsOf } from '../model/form.ts';

/** The input of `activate`. */
export type Activate = {
  /** When, in milliseconds since the epoch. */
  readonly at: EpochMillis;
  /** The first admin's name; `admin` if left out. */
  readonly admin?: string;
};

/** Why `activate` may refuse. */
export type ActivateRefusal =
  | NotWellFormed
  | TimeRefusal
  | WrongState<'F-79'>
  | AlreadyActivated
  | NoHsm<'U-4'>
  | HsmNotActive<'F-79'>
  | HsmBusy
  | UserNameLength
  | UserNameCharacters
  | UserExists;

/**
 * Why the cluster's only HSM cannot be activated; `undefined` if it can. A cluster that has lost
 * it can never be activated, since it accepts no other HSM (U-4).
 */
const onlyHsmRefusal = ({
  hsms,
}: Cluster): NoHsm<'U-4'> | HsmNotActive<'F-79'> | HsmBusy | undefined => {
  const only = hsms[0];
  if (only === undefined) return { _tag: 'NoHsm', rule: 'U-4' };
  return only.state === 'ACTIVE'
    ? pairRefusal(hsms, only)
    : { _tag: 'HsmNotActive', rule: 'F-79', hsmId: only.hsmId, actual: only.state };
};

/** The form of each field of `Activate`, except `at`. */
export const activateForms: FormsOf<Omit<Activate, 'at'>> = { admin: optionalForm(textForm) };

const wellFormed = formed<Activate>(activateForms);

/**
 * Activates a cluster: the first admin sets a password, and the service takes a first backup. The
 * service may still report INITIALIZED for a while (`durations.activation`): users and keys can be
 * written meanwhile, but no HSM comes (F-244).
 *
 * @param cluster - INITIALIZED, its HSM ACTIVE
 * @param input - `admin`: 1 to 31 letters, digits and underscores, not `app_user` in any case; `at`
 *   in milliseconds since the epoch
 * @returns Right: activated, with one crypto officer in the place of `unactivated-admin`, and
 *   ACTIVE unless the service reports that later; events: what was due, `ClusterActivated`,
 *   `BackupCreating`. Left: `NotWellFormed`, `NotAnInstant`, `TimeRanBackwards`,
 *   `AlreadyActivated`, `WrongState`, `NoHsm`, `HsmNotActive`, `HsmBusy`, `UserNameLength`,
 *   `UserNameCharacters` or `UserExists`, checked in that order.
 * @see `cluster activate`, CloudHSM CLI; F-79, F-136, F-234, F-235, F-244
 * @example
 * const active = activate(cluster, { at, admin: 'alice' });
 */
export const activate = (
  cluster: Cluster,
  input: Activate,
): Outcome<ActivateRefusal, Cluster, ClusterEvent> =>
  wellFormed(input, ({ at, admin = 'admin' }) =>
    clusterTransition(cluster, at, (now) => {
      const { activatedAt } = now;
      if (now.state === 'INITIALIZED' && activatedAt !== undefined)
        return refused({ _tag: 'AlreadyActivated', rule: 'F-244', activatedAt });
      if (now.state !== 'INITIALIZED')
        return refused({
          _tag: 'WrongState',
          rule: 'F-79',
          actual: now.state,
          allowed: ['INITIALIZED'],
        });
      const unready =
        onlyHsmRefusal(now) ?? userNameRefusal({ field: 'admin', name: admin }, now.edition);
      if (unready !== undefined) return refused(unready);
      if (isSameName(admin, APPLIANCE_USER))
        return refused({ _tag: 'UserExists', rule: 'F-195', field: 'admin', name: admin });
      const activated: EventOf<'ClusterActivated'> = {
        type: 'ClusterActivated',
        data: { at, admin, expectedAt: endOf(now.edition.durations.activation, at) },
      };
      const source = now.edition.forcedBackups.includes('ACTIVATION') ? now.hsms[0] : undefined;
      if (source === undefined) return happened(now, activated);
      return happened(now, activated, backupStart(now, source, { cause: 'ACTIVATION', at }));
    }),
  );
