/**
 * The newest READY backups: of a holder, of each HSM type, and of those that a cluster can load.
 *
 * @module
 */
import { foundLast } from '../kernel/list.ts';
import type { Backup } from './backup.ts';
import type { Cluster } from './cluster.ts';
import type { Edition, Platform } from './edition.ts';

export const isReady = ({ state }: Backup): boolean => state === 'READY';

/** The newest READY backup of a list, oldest first. */
export const newestReady = (backups: readonly Backup[]): Backup | undefined =>
  foundLast(backups, isReady);

/** Whether HSMs of a platform can load what HSMs of another one hold: the restore matrix. */
export const isLoadable = (from: Platform, to: Platform, { restorable }: Edition): boolean =>
  from.hsmType === to.hsmType ||
  restorable.some(
    (line) =>
      line.from.hsmType === from.hsmType &&
      line.from.mode === from.mode &&
      line.to.some(({ hsmType, mode }) => hsmType === to.hsmType && mode === to.mode),
  );

/**
 * The newest of a cluster's own backups that its HSM type can load: after a rollback not those of
 * the newer type (U-7).
 *
 * @param isWanted - which backups count, by their state
 */
export const newestLoadable = (
  cluster: Pick<Cluster, 'backups' | 'hsmType' | 'mode' | 'edition'>,
  isWanted: (it: Backup) => boolean = isReady,
): Backup | undefined =>
  foundLast(cluster.backups, (it) => isWanted(it) && isLoadable(it, cluster, cluster.edition));

/** The newest READY backup of an HSM type. */
export const newestOfType = (backups: readonly Backup[], type: string): Backup | undefined =>
  foundLast(backups, (it) => isReady(it) && it.hsmType === type);
