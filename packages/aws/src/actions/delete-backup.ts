/**
 * `DeleteBackup`.
 *
 * @see F-12, F-145, F-148; U-11, U-13
 * @module
 */
import { notFoundFault } from '../faults/fault.ts';
import { isLeft, left, right } from '../kernel/either.ts';
import { submitCommand } from '../service/submit-command.ts';
import type { Perform } from '../service/context.ts';
import { shownBackup } from '../service/show.ts';

/** Marks a backup for deletion. */
export const deleteBackupAction: Perform<'DeleteBackup'> = async (context, input) => {
  const { BackupId: backupId } = input;
  const outcome = await submitCommand(context, {
    action: 'DeleteBackup',
    command: (seen) =>
      seen.backup(backupId) === undefined
        ? left(notFoundFault(backupId))
        : right({ type: 'DeleteBackup', data: { backupId } }),
  });
  return isLeft(outcome) ? outcome : shownBackup(context, outcome.right.fleet, backupId);
};
