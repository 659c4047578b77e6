/**
 * The newest READY backup.
 *
 * @module
 */
import { foundLast } from '../kernel/list.ts';
import type { Backup } from './backup.ts';

export const isReady = ({ state }: Backup): boolean => state === 'READY';

/**
 * The newest READY backup: the one that retention never marks (F-158, U-10) and that an emptied
 * cluster starts from (U-7). Backups are oldest first.
 */
export const newestReady = (backups: readonly Backup[]): Backup | undefined =>
  foundLast(backups, isReady);
