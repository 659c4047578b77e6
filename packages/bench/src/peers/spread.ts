/**
 * The peer that is written by hand with spreads, as in many services.
 *
 * @module
 */
import type { Move, MoveOf } from '../work/move.ts';
import type { Contestant, PeerBackup, PeerCluster, PeerHsm } from '../work/peer.ts';
import { allows, DAY_MS, joiningHsm, newestReady, releasedUntil, startedBackup } from './rules.ts';

const withHsm = (
  hsms: readonly PeerHsm[],
  hsmId: string,
  changes: Partial<PeerHsm>,
): readonly PeerHsm[] => hsms.map((it) => (it.hsmId === hsmId ? { ...it, ...changes } : it));

const withBackup = (
  backups: readonly PeerBackup[],
  backupId: string,
  changes: Partial<PeerBackup>,
): readonly PeerBackup[] =>
  backups.map((it) => (it.backupId === backupId ? { ...it, ...changes } : it));

/** Records since when each backup may be marked: all but the newest. */
const remarked = (cluster: PeerCluster, at: number): PeerCluster => {
  const last = newestReady(cluster);
  const backups = cluster.backups.map((it, index) => {
    const isMarkable = it.state === 'READY' && index !== last;
    if (isMarkable === (it.markableSince !== undefined)) return it;
    return { ...it, markableSince: isMarkable ? at : undefined };
  });
  return { ...cluster, backups };
};

const backedUp = (cluster: PeerCluster, cause: string, at: number): PeerCluster => ({
  ...cluster,
  asOf: at,
  backups: [...cluster.backups, startedBackup(cluster, cause, at)],
  backupsMade: cluster.backupsMade + 1,
});

/** By type of move: the cluster after it. */
export const changes: {
  readonly [Type in Move['type']]: (cluster: PeerCluster, move: MoveOf<Type>) => PeerCluster;
} = {
  ADD_HSM: (cluster, { at, availabilityZone }) => ({
    ...backedUp(cluster, 'HSM_ADDED', at),
    hsms: [...cluster.hsms, joiningHsm(cluster, availabilityZone)],
    hsmsMade: cluster.hsmsMade + 1,
  }),
  REMOVE_HSM: (cluster, { at, hsmId }) => {
    const hsms = withHsm(cluster.hsms, hsmId, {
      state: 'DELETE_IN_PROGRESS',
      waitsFor: `backup-${cluster.backupsMade}`,
    });
    const peerSince = hsms.some(({ state }) => state === 'ACTIVE') ? cluster.peerSince : undefined;
    return { ...backedUp(cluster, 'HSM_REMOVED', at), hsms, peerSince };
  },
  BACKUP_READY: (cluster, { at, backupId }) => {
    const backups = withBackup(cluster.backups, backupId, {
      state: 'READY',
      expectedAt: undefined,
    });
    const lastBackupAt = cluster.backups.find((it) => it.backupId === backupId)?.createdAt;
    const hsms = cluster.hsms.map((it) =>
      it.waitsFor === backupId
        ? { ...it, waitsFor: undefined, expectedAt: releasedUntil(it, at) }
        : it,
    );
    return remarked({ ...cluster, asOf: at, backups, hsms, lastBackupAt }, at);
  },
  HSM_ACTIVE: (cluster, { at, hsmId }) => ({
    ...cluster,
    asOf: at,
    hsms: withHsm(cluster.hsms, hsmId, { state: 'ACTIVE', expectedAt: undefined }),
    peerSince: cluster.peerSince ?? at,
  }),
  HSM_REMOVED: (cluster, { at, hsmId }) => ({
    ...cluster,
    asOf: at,
    hsms: cluster.hsms.filter((it) => it.hsmId !== hsmId),
  }),
  DAILY_BACKUP: (cluster, { at }) => backedUp(cluster, 'DAILY', at),
  MARK: (cluster, { at, backupId }) => {
    const marked = { state: 'PENDING_DELETION', deleteAt: at + cluster.graceDays * DAY_MS };
    return remarked(
      { ...cluster, asOf: at, backups: withBackup(cluster.backups, backupId, marked) },
      at,
    );
  },
  PURGE: (cluster, { at, backupId }) => ({
    ...cluster,
    asOf: at,
    backups: cluster.backups.filter((it) => it.backupId !== backupId),
  }),
};

/** Applies a move, whether or not it is legal. */
export const changedBy = (cluster: PeerCluster, move: Move): PeerCluster =>
  // The table has a function for each type, which the checker cannot follow.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  (changes[move.type] as (cluster: PeerCluster, move: Move) => PeerCluster)(cluster, move);

/** Hand-written spreads, without a library. */
export const spread = (start: PeerCluster): Contestant<PeerCluster> => ({
  name: 'hand-written spread',
  begin: () => start,
  apply: (cluster, move) => (allows(cluster, move) ? changedBy(cluster, move) : cluster),
  shown: (cluster) => cluster,
});
