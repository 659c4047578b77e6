/**
 * The newest of a holder's backups, found without the help of the machine's own readers: a law must
 * not be fooled by what it judges.
 *
 * @module
 */
import type { Backup, BackupHolder } from '@hsm-lifecycle/core';

/** Finds the newest READY backup. Backups are oldest first. */
export const lastReadyBackup = ({ backups }: BackupHolder): Backup | undefined =>
  backups.findLast(({ state }) => state === 'READY');

/** Finds the newest backup that is READY or being made. */
export const lastStartedBackup = ({ backups }: BackupHolder): Backup | undefined =>
  backups.findLast(({ state }) => state === 'READY' || state === 'CREATE_IN_PROGRESS');
