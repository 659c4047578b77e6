/**
 * `ModifyCluster`: the retention, or the HSM type.
 *
 * @see F-22, F-154, F-186, F-190; U-17, U-33, U-37, U-38
 * @module
 */
import type { Timeless } from '@hsm-lifecycle/runtime';
import { invalidFault, notFoundFault, type Fault } from '../faults/fault.ts';
import { isLeft, left, right, type Either } from '../kernel/either.ts';
import type { Input } from '../model/action.ts';
import { submitCommand } from '../service/submit-command.ts';
import type { Perform } from '../service/context.ts';
import { shownCluster } from '../service/show.ts';
import { daysOfPolicy } from './days-of-policy.ts';

const commandOf = ({
  ClusterId: clusterId,
  HsmType: hsmType,
  BackupRetentionPolicy: policy,
}: Input<'ModifyCluster'>): Either<Fault, Timeless> => {
  if (hsmType !== undefined && policy !== undefined)
    return left(invalidFault('Change the HsmType or the BackupRetentionPolicy, not both.', 'U-33'));
  if (hsmType !== undefined) return right({ type: 'ChangeHsmType', data: { clusterId, hsmType } });
  const days = daysOfPolicy(policy);
  if (isLeft(days)) return days;
  return days.right === undefined
    ? left(invalidFault('Nothing is to be changed. Give a BackupRetentionPolicy.', 'U-33'))
    : right({ type: 'SetRetention', data: { clusterId, retentionDays: days.right } });
};

/** Changes a cluster. */
export const modifyClusterAction: Perform<'ModifyCluster'> = async (context, input) => {
  const { ClusterId: clusterId } = input;
  const outcome = await submitCommand(context, {
    action: 'ModifyCluster',
    clusterId,
    command: (seen) =>
      seen.cluster(clusterId) === undefined ? left(notFoundFault(clusterId)) : commandOf(input),
  });
  return isLeft(outcome) ? outcome : shownCluster(context, outcome.right.fleet, clusterId);
};
