/**
 * Setting a cluster's retention policy.
 *
 * @module
 */
import type { Outcome } from '../kernel/change.ts';
import type { WrongState } from '../rules/cluster-refusals.ts';
import type { RetentionOutOfRange, SupportOnly } from '../rules/contents-refusals.ts';
import { refused } from '../rules/refused.ts';
import type { Cluster } from '../model/cluster.ts';
import type { ClusterEvent } from '../model/event.ts';
import { happened, clusterTransition, type TimeRefusal } from '../time/advance.ts';
import type { NotWellFormed } from '../rules/model-refusals.ts';
import type { Edition } from '../model/edition.ts';
import type { EpochMillis } from '../model/instant.ts';
import type { Retention } from '../model/placement.ts';
import { retentionRefusal } from '../guards/cluster-plan.ts';
import { formed } from '../guards/formed.ts';
import { numberForm, wordOrForm, wordsForm, optionalForm, type FormsOf } from '../model/form.ts';

/** The input of `setRetention`. */
export type SetRetention = {
  /** When, in milliseconds since the epoch. */
  readonly at: EpochMillis;
  /** Days, or `'NONE'` for no managed retention, which Support alone can set (F-162). */
  readonly retentionDays: number | 'NONE';
  /** Who sets it: the customer if left out. */
  readonly by?: 'CUSTOMER' | 'SUPPORT';
};

/** Why `setRetention` may refuse. */
export type SetRetentionRefusal =
  NotWellFormed | TimeRefusal | WrongState<'U-30'> | SupportOnly | RetentionOutOfRange;

const ALLOWED = [
  'CREATE_IN_PROGRESS',
  'UNINITIALIZED',
  'INITIALIZE_IN_PROGRESS',
  'INITIALIZED',
  'ACTIVE',
  'MODIFY_IN_PROGRESS',
  'ROLLBACK_IN_PROGRESS',
  'DEGRADED',
] as const;

const policyRefusal = (
  { retentionDays, by = 'CUSTOMER' }: SetRetention,
  edition: Edition,
): SupportOnly | RetentionOutOfRange | undefined => {
  if (retentionDays !== 'NONE') return retentionRefusal(retentionDays, edition);
  return by === 'SUPPORT'
    ? undefined
    : { _tag: 'SupportOnly', rule: 'F-162', field: 'retentionDays' };
};

const isSet = (now: Retention, days: SetRetention['retentionDays']): boolean =>
  now === 'NONE' ? days === 'NONE' : now.days === days;

/** The form of each field of `SetRetention`, except `at`. */
export const setRetentionForms: FormsOf<Omit<SetRetention, 'at'>> = {
  retentionDays: wordOrForm('NONE', numberForm),
  by: optionalForm(wordsForm('CUSTOMER', 'SUPPORT')),
};

const wellFormed = formed<SetRetention>(setRetentionForms);

/**
 * Sets how many days a cluster keeps its backups. The policy applies to existing backups too, from
 * this instant on. Support can end managed retention; a customer can begin it again.
 *
 * @param cluster - in any state except DELETE_IN_PROGRESS and DELETED
 * @param input - `retentionDays`: 7 to 379, or `'NONE'` by SUPPORT; a cluster may have more days
 *   than anybody can set (F-161); `at` in milliseconds since the epoch
 * @returns Right: the policy; events: what was due, and `RetentionSet` if it is another one. Left:
 *   `NotWellFormed`, `NotAnInstant`, `TimeRanBackwards`, `WrongState`, `SupportOnly` or
 *   `RetentionOutOfRange`, checked in that order.
 * @see `ModifyCluster`, CloudHSM V2 API 2017-04-28; F-154, F-157, F-161, F-162; U-17, U-30
 * @example
 * const shorter = setRetention(cluster, { at, retentionDays: 30 });
 */
export const setRetention = (
  cluster: Cluster,
  input: SetRetention,
): Outcome<SetRetentionRefusal, Cluster, ClusterEvent> =>
  wellFormed(input, ({ at, retentionDays: days }) =>
    clusterTransition(cluster, at, (now) => {
      if (!ALLOWED.some((state) => state === now.state))
        return refused({ _tag: 'WrongState', rule: 'U-30', actual: now.state, allowed: ALLOWED });
      const wrong = policyRefusal(input, now.edition);
      if (wrong !== undefined) return refused(wrong);
      if (isSet(now.retention, days)) return happened(now);
      return happened(now, {
        type: 'RetentionSet',
        data: { at, retention: days === 'NONE' ? days : Object.freeze({ days }) },
      });
    }),
  );
