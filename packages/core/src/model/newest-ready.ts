/**
 * The newest READY backup.
 *
 * @module
 */
import { foundLast } from '../kernel/list.ts';
import type { Backup } from './backup.ts';

export const isReady = ({ state }: Backup): boolean => state === 'READY';

/**
 * The newest READY backup: retention never marks it (F-158, U-10), and the next HSM of a paused
 * cluster loads it (U-7). Backups are oldest first.
 */
export const newestReady = (backups: readonly Backup[]): Backup | undefined =>
  foundLast(backups, isReady);
