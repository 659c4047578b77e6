/**
 * The backup that a resource policy is about.
 *
 * @module
 */
import { fault, invalidFault, notFoundFault, type Fault } from '../faults/fault.ts';
import { left, right, type Either } from '../kernel/either.ts';
import type { Caller } from '../service/caller.ts';
import type { Seen } from '../service/seen-by.ts';
import { arnParts } from '../view/arn.ts';
import type { BackupInHolder } from '../view/backup-view.ts';

/**
 * Finds the caller's backup with an ARN.
 *
 * @returns Left: no ARN, one of another account, or one of nothing that the caller has
 */
export const policyResource = (
  seen: Seen,
  caller: Caller,
  given: string | undefined,
): Either<Fault, BackupInHolder> => {
  if (given === undefined) return left(invalidFault('Give a ResourceArn.'));
  const arn = arnParts(given);
  if (arn === undefined || !arn.id.startsWith('backup-'))
    return left(invalidFault('Only backups have resource policies.', 'F-175'));
  if (arn.account !== caller.account)
    return left(fault('CloudHsmAccessDeniedException', `You have no access to ${given}.`));
  const held = arn.region === caller.region ? seen.backup(arn.id) : undefined;
  return held === undefined ? left(notFoundFault(given)) : right(held);
};
