/**
 * A holder's newest backups, found without core's own readers: a law must not depend on the code
 * that it checks.
 *
 * @module
 */
import type { Backup, BackupHolder } from '@hsm-lifecycle/core';

/** Whether a holder's HSMs can load one of its backups: any, or one of an older type (U-7). */
const isLoadable = ({ hsmType }: Backup, holder: BackupHolder): boolean =>
  holder.kind === 'COPY' || hsmType === holder.hsmType || hsmType === 'hsm1.medium';

/** Finds the newest READY backup that the holder's HSMs can load. Backups are oldest first. */
export const lastReadyBackup = (holder: BackupHolder): Backup | undefined =>
  holder.backups.findLast((it) => it.state === 'READY' && isLoadable(it, holder));

/** Finds the newest backup that is READY or in progress, and that the holder's HSMs can load. */
export const lastStartedBackup = (holder: BackupHolder): Backup | undefined =>
  holder.backups.findLast(
    (it) => (it.state === 'READY' || it.state === 'CREATE_IN_PROGRESS') && isLoadable(it, holder),
  );

/** Whether a backup is the newest READY one of its HSM type: retention spares it (F-160). */
export const isNewestOfType = ({ backups }: BackupHolder, it: Backup): boolean =>
  it === backups.findLast(({ state, hsmType }) => state === 'READY' && hsmType === it.hsmType);
