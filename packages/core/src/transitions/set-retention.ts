/**
 * Setting a cluster's retention policy.
 *
 * @module
 */
import type { Outcome } from '../kernel/change.ts';
import type { WrongState } from '../rules/cluster-refusals.ts';
import type { NothingToChange, RetentionOutOfRange } from '../rules/contents-refusals.ts';
import { refused } from '../rules/refused.ts';
import type { Cluster } from '../model/cluster.ts';
import type { ClusterEvent } from '../model/event.ts';
import { happened, transition, type TimeRefusal } from '../time/advance.ts';
import type { NotWellFormed } from '../rules/model-refusals.ts';
import type { EpochMillis } from '../model/instant.ts';
import { retentionRefusal } from '../guards/cluster-plan.ts';
import { formed } from '../guards/formed.ts';
import { inputForms } from './input-forms.ts';

/** The input of `setRetention`. */
export type SetRetention = {
  /** When, in milliseconds since the epoch. */
  readonly at: EpochMillis;
  readonly retentionDays: number;
};

/** Why `setRetention` may refuse. */
export type SetRetentionRefusal =
  | NotWellFormed
  | TimeRefusal
  | WrongState<'U-30'>
  | RetentionOutOfRange
  | NothingToChange<'retentionDays'>;

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

const wellFormed = formed<SetRetention>(inputForms.setRetention);

/**
 * Sets how many days a cluster keeps its backups. The policy applies to existing backups too, from
 * this instant on.
 *
 * @param cluster - in any state except DELETE_IN_PROGRESS and DELETED
 * @param input - `retentionDays`: 7 to 379; `at` in milliseconds since the epoch
 * @returns Right: the policy; events: what was due, `RetentionSet`. Left: `NotWellFormed`,
 *   `NotAnInstant`, `TimeRanBackwards`, `WrongState`, `RetentionOutOfRange` or `NothingToChange`,
 *   checked in that order.
 * @see `ModifyCluster`, CloudHSM V2 API 2017-04-28; F-154, F-157; U-17, U-30
 * @example
 * const shorter = setRetention(cluster, { at, retentionDays: 30 });
 */
export const setRetention = (
  cluster: Cluster,
  input: SetRetention,
): Outcome<SetRetentionRefusal, Cluster, ClusterEvent> =>
  wellFormed(input, ({ at, retentionDays: days }) =>
    transition(cluster, at, (now) => {
      if (!ALLOWED.some((state) => state === now.state))
        return refused({ _tag: 'WrongState', rule: 'U-30', actual: now.state, allowed: ALLOWED });
      const wrong = retentionRefusal(days, now.edition);
      if (wrong !== undefined) return refused(wrong);
      if (now.retention !== 'NONE' && now.retention.days === days)
        return refused({ _tag: 'NothingToChange', rule: 'U-17', field: 'retentionDays' });
      return happened(now, {
        type: 'RetentionSet',
        data: { at, retention: Object.freeze({ days }) },
      });
    }),
  );
