/**
 * `RestoreBackup`.
 *
 * @see F-24, F-146, F-147; U-9
 * @module
 */
import { notFoundFault } from '../faults/fault.ts';
import { isLeft, left, right } from '../kernel/either.ts';
import { submitCommand } from '../service/submit-command.ts';
import type { Perform } from '../service/context.ts';
import { shownBackup } from '../service/show.ts';

/** Takes a backup back that is marked for deletion; it loads nothing (F-147). */
export const undeleteAction: Perform<'RestoreBackup'> = async (context, input) => {
  const { BackupId: backupId } = input;
  const outcome = await submitCommand(context, {
    action: 'RestoreBackup',
    command: (seen) =>
      seen.backup(backupId) === undefined
        ? left(notFoundFault(backupId))
        : right({ type: 'UndeleteBackup', data: { backupId } }),
  });
  return isLeft(outcome) ? outcome : shownBackup(context, outcome.right.fleet, backupId);
};
