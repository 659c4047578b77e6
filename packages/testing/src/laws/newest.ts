/**
 * A holder's newest backups, found without core's own readers: a law must not depend on the code
 * that it checks.
 *
 * @module
 */
import type { Backup, BackupHolder } from '@hsm-lifecycle/core';

/** Finds the newest READY backup. Backups are oldest first. */
export const lastReadyBackup = ({ backups }: BackupHolder): Backup | undefined =>
  backups.findLast(({ state }) => state === 'READY');

/** Finds the newest backup that is READY or in progress. Backups are oldest first. */
export const lastStartedBackup = ({ backups }: BackupHolder): Backup | undefined =>
  backups.findLast(({ state }) => state === 'READY' || state === 'CREATE_IN_PROGRESS');
