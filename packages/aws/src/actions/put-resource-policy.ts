/**
 * `PutResourcePolicy`: shares a backup.
 *
 * @see F-23, F-175 to F-178; U-16, U-36
 * @module
 */
import { invalidFault } from '../faults/fault.ts';
import { isLeft, left, right } from '../kernel/either.ts';
import { submitCommand } from '../service/submit-command.ts';
import type { Perform } from '../service/context.ts';
import { sharedAccounts } from '../sharing/policy-document.ts';
import { policyResource } from './policy-resource.ts';

/** Shares a backup with the accounts of a policy, in place of those before. */
export const putPolicyAction: Perform<'PutResourcePolicy'> = async (context, input) => {
  const { ResourceArn: arn, Policy: policy } = input;
  if (policy === undefined) return left(invalidFault('Give a Policy.'));
  const outcome = await submitCommand(context, {
    action: 'PutResourcePolicy',
    command: (seen) => {
      const held = policyResource(seen, context.caller, arn);
      if (isLeft(held)) return held;
      const accounts = sharedAccounts(policy, arn ?? '');
      if (isLeft(accounts)) return left(invalidFault(accounts.left.message, 'U-36'));
      const { backupId } = held.right.backup;
      return right({ type: 'ShareBackup', data: { backupId, policy, accounts: accounts.right } });
    },
  });
  return isLeft(outcome) ? outcome : right({ ResourceArn: arn, Policy: policy });
};
