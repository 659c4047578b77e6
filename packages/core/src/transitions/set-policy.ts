/**
 * Setting an HSM policy.
 *
 * @module
 */
import type { Outcome } from '../kernel/change.ts';
import { own } from '../kernel/own.ts';
import type { Cluster } from '../model/cluster.ts';
import type { ClusterEvent } from '../model/event.ts';
import { isPeer } from '../model/hsm.ts';
import { happened } from '../time/advance.ts';
import type { NotWellFormed } from '../rules/model-refusals.ts';
import type { EpochMillis } from '../model/instant.ts';
import { writing, type WritingRefusal } from '../guards/writing.ts';
import { formed } from '../guards/formed.ts';
import { inputFields } from '../guards/input-fields.ts';
import type { FormsOf } from '../model/form.ts';

/** The input of `setPolicy`. */
export type SetPolicy = {
  /** When, in milliseconds since the epoch. */
  readonly at: EpochMillis;
  readonly name: string;
  readonly value: string;
};

/** Why `setPolicy` may refuse. */
export type SetPolicyRefusal = NotWellFormed | WritingRefusal;

/** The form of each field of `SetPolicy`, except `at`. */
export const setPolicyForms: FormsOf<Omit<SetPolicy, 'at'>> = {
  name: inputFields.name,
  value: inputFields.freeText,
};

const wellFormed = formed<SetPolicy>(setPolicyForms);

/**
 * Sets a policy, such as a quorum value, on the cluster's ACTIVE HSMs. Policies never heal: an HSM
 * that is still joining keeps the policies of its backup.
 *
 * @param cluster - activated, with an ACTIVE HSM
 * @param input - `name` and `value`, the operator's own; `at` in milliseconds since the epoch
 * @returns Right: the policy on each ACTIVE HSM; events: what was due, and `PolicySet` unless each
 *   has it. Left: `NotWellFormed`, `NotAnInstant`, `TimeRanBackwards`, `NotYetActivated`, `NoPeer`
 *   or `LimitedWrite`, checked in that order.
 * @see F-86, F-199; U-17
 */
export const setPolicy = (
  cluster: Cluster,
  input: SetPolicy,
): Outcome<SetPolicyRefusal, Cluster, ClusterEvent> =>
  wellFormed(input, ({ at, name, value }) =>
    writing(cluster, at, ({ now }) =>
      [...now.hsms]
        .filter(isPeer)
        .every(({ access }) => access !== undefined && own(access.policies, name) === value)
        ? happened(now)
        : happened(now, { type: 'PolicySet', data: { at, name, value } }),
    ),
  );
