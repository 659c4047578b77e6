/**
 * `DeleteResourcePolicy`: ends the sharing of a backup.
 *
 * @see F-15, F-178; U-36
 * @module
 */
import { isLeft, right } from '../kernel/either.ts';
import { submitCommand } from '../service/submit-command.ts';
import type { Perform } from '../service/context.ts';
import { policyResource } from './policy-resource.ts';

/** Removes a policy, and answers with it; without a policy nothing changes. */
export const deletePolicyAction: Perform<'DeleteResourcePolicy'> = async (context, input) => {
  const { ResourceArn: arn } = input;
  let policy: string | undefined;
  const outcome = await submitCommand(context, {
    action: 'DeleteResourcePolicy',
    command: (seen) => {
      const held = policyResource(seen, context.caller, arn);
      if (isLeft(held)) return held;
      const { backupId, share } = held.right.backup;
      policy = share?.policy;
      return right({ type: 'UnshareBackup', data: { backupId } });
    },
  });
  return isLeft(outcome) ? outcome : right({ ResourceArn: arn, Policy: policy });
};
