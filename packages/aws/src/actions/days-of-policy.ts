/**
 * Reads a retention policy.
 *
 * @module
 */
import { invalidFault, type Fault } from '../faults/fault.ts';
import { left, right, type Either } from '../kernel/either.ts';
import type { ValueOf } from '../model/action.ts';

/**
 * The days of a retention policy (F-37); undefined without a policy.
 *
 * @returns Left: the policy has no value
 */
export const daysOfPolicy = (
  policy: ValueOf<'BackupRetentionPolicy'> | undefined,
): Either<Fault, number | undefined> => {
  if (policy === undefined) return right(undefined);
  return policy.Value === undefined
    ? left(invalidFault('The BackupRetentionPolicy has no Value.', 'F-37'))
    : right(Number(policy.Value));
};
