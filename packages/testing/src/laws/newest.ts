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

/**
 * Until when retention spares a READY backup, whatever its age: for ever the latest (F-158), and
 * until the end of support of its HSM type the newest one of that type (F-160).
 */
export const sparedUntil = (holder: BackupHolder, it: Backup): number => {
  const { backups, edition } = holder;
  if (it === lastReadyBackup(holder)) return Number.POSITIVE_INFINITY;
  const newest = backups.findLast(
    ({ state, hsmType }) => state === 'READY' && hsmType === it.hsmType,
  );
  return it === newest ? (edition.endOfSupport[it.hsmType] ?? Number.POSITIVE_INFINITY) : 0;
};
