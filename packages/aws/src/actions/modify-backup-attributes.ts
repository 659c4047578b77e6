/**
 * `ModifyBackupAttributes`.
 *
 * @see F-21, F-163; U-11, U-17
 * @module
 */
import { notFoundFault } from '../faults/fault.ts';
import { isLeft, left, right } from '../kernel/either.ts';
import { submitCommand } from '../service/submit-command.ts';
import type { Perform } from '../service/context.ts';
import { shownBackup } from '../service/show.ts';

/** Exempts a backup from retention, or ends the exemption. */
export const modifyBackupAction: Perform<'ModifyBackupAttributes'> = async (context, input) => {
  const { BackupId: backupId, NeverExpires: neverExpires } = input;
  const outcome = await submitCommand(context, {
    action: 'ModifyBackupAttributes',
    command: (seen) =>
      seen.backup(backupId) === undefined
        ? left(notFoundFault(backupId))
        : right({ type: 'SetNeverExpires', data: { backupId, neverExpires } }),
  });
  return isLeft(outcome) ? outcome : shownBackup(context, outcome.right.fleet, backupId);
};
