/**
 * The next change that time causes in a peer's cluster. The machine finds it by itself; the peers
 * are given it.
 *
 * @module
 */
import type { Move } from '../work/move.ts';
import type { PeerBackup, PeerCluster, PeerHsm } from '../work/peer.ts';
import { DAY_MS, newestReady } from './rules.ts';

/** The order at one instant: ends of work in progress, purges, marks, the daily backup. */
const RANKS: Readonly<Partial<Record<Move['type'], number>>> = {
  PURGE: 1,
  MARK: 2,
  DAILY_BACKUP: 3,
};

const rankOf = ({ type }: Move): number => RANKS[type] ?? 0;

const ofBackup = (cluster: PeerCluster, it: PeerBackup, isLast: boolean): readonly Move[] => {
  const { backupId, expectedAt, deleteAt, markableSince, createdAt } = it;
  if (expectedAt !== undefined) return [{ type: 'BACKUP_READY', at: expectedAt, backupId }];
  if (deleteAt !== undefined) return [{ type: 'PURGE', at: deleteAt, backupId }];
  if (markableSince === undefined || isLast) return [];
  return [
    {
      type: 'MARK',
      at: Math.max(createdAt + cluster.retentionDays * DAY_MS, markableSince),
      backupId,
    },
  ];
};

const ofHsm = ({ hsmId, state, expectedAt }: PeerHsm): readonly Move[] => {
  if (expectedAt === undefined) return [];
  return [
    { type: state === 'DELETE_IN_PROGRESS' ? 'HSM_REMOVED' : 'HSM_ACTIVE', at: expectedAt, hsmId },
  ];
};

const daily = ({ backups, peerSince, lastBackupAt = 0, asOf }: PeerCluster): readonly Move[] => {
  if (peerSince === undefined || backups.some(({ state }) => state === 'CREATE_IN_PROGRESS'))
    return [];
  return [{ type: 'DAILY_BACKUP', at: Math.max(peerSince + DAY_MS, lastBackupAt + DAY_MS, asOf) }];
};

/** The move that is due next; `undefined` if nothing ever is. */
export const dueMove = (cluster: PeerCluster): Move | undefined => {
  const last = newestReady(cluster);
  const moves = [
    ...cluster.backups.flatMap((it, index) => ofBackup(cluster, it, index === last)),
    ...cluster.hsms.flatMap(ofHsm),
    ...daily(cluster),
  ];
  let next: Move | undefined;
  for (const move of moves)
    if (
      next === undefined ||
      move.at < next.at ||
      (move.at === next.at && rankOf(move) < rankOf(next))
    )
      next = move;
  return next;
};
