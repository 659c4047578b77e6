/**
 * The rules of the measured transitions, which all peers check before they change anything.
 *
 * @module
 */
import type { Move } from '../work/move.ts';
import type { PeerBackup, PeerCluster, PeerHsm } from '../work/peer.ts';

const MINUTE_MS = 60_000;
export const DAY_MS: number = 24 * 60 * MINUTE_MS;
const BACKUP_MS: number = 2 * MINUTE_MS;
const JOINING_MS: number = 10 * MINUTE_MS;
const LEAVING_MS: number = 2 * MINUTE_MS;
const HSMS_MAX = 28;

/** The first HSM that can be backed up. */
const peerIn = ({ hsms }: PeerCluster): PeerHsm | undefined =>
  hsms.find(({ state }) => state === 'ACTIVE');

/** The position of the newest READY backup, which retention never marks. */
export const newestReady = ({ backups }: PeerCluster): number =>
  backups.findLastIndex(({ state }) => state === 'READY');

const backupIn = ({ backups }: PeerCluster, backupId: string): PeerBackup | undefined =>
  backups.find((it) => it.backupId === backupId);
const hsmIn = ({ hsms }: PeerCluster, hsmId: string): PeerHsm | undefined =>
  hsms.find((it) => it.hsmId === hsmId);

const mayMark = (cluster: PeerCluster, backupId: string, at: number): boolean => {
  const it = backupIn(cluster, backupId);
  if (
    it?.state !== 'READY' ||
    it.markableSince === undefined ||
    it === cluster.backups[newestReady(cluster)]
  )
    return false;
  return at >= Math.max(it.createdAt + cluster.retentionDays * DAY_MS, it.markableSince);
};

const isDailyDue = (cluster: PeerCluster, at: number): boolean => {
  if (
    cluster.peerSince === undefined ||
    cluster.backups.some(({ state }) => state === 'CREATE_IN_PROGRESS')
  )
    return false;
  return at >= Math.max(cluster.peerSince, cluster.lastBackupAt ?? 0) + DAY_MS;
};

const isDone = (hsm: PeerHsm | undefined, state: string, at: number): boolean =>
  hsm?.state === state && hsm.expectedAt !== undefined && at >= hsm.expectedAt;

const isBackedUp = (it: PeerBackup | undefined, at: number): boolean =>
  it?.state === 'CREATE_IN_PROGRESS' && it.expectedAt !== undefined && at >= it.expectedAt;

const isPurgeable = (it: PeerBackup | undefined, at: number): boolean =>
  it?.deleteAt !== undefined && at >= it.deleteAt;

const takesHsm = (cluster: PeerCluster, availabilityZone: string): boolean =>
  cluster.zones.includes(availabilityZone) &&
  cluster.hsms.length < HSMS_MAX &&
  peerIn(cluster) !== undefined;

const permits = (cluster: PeerCluster, move: Move): boolean => {
  const { at } = move;
  switch (move.type) {
    case 'ADD_HSM':
      return takesHsm(cluster, move.availabilityZone);
    case 'REMOVE_HSM':
      return hsmIn(cluster, move.hsmId)?.state === 'ACTIVE';
    case 'BACKUP_READY':
      return isBackedUp(backupIn(cluster, move.backupId), at);
    case 'HSM_ACTIVE':
      return isDone(hsmIn(cluster, move.hsmId), 'CREATE_IN_PROGRESS', at);
    case 'HSM_REMOVED':
      return isDone(hsmIn(cluster, move.hsmId), 'DELETE_IN_PROGRESS', at);
    case 'DAILY_BACKUP':
      return isDailyDue(cluster, at);
    case 'MARK':
      return mayMark(cluster, move.backupId, at);
    case 'PURGE':
      return isPurgeable(backupIn(cluster, move.backupId), at);
  }
};

/** Tells whether a move is legal. */
export const allows = (cluster: PeerCluster, move: Move): boolean =>
  move.at >= cluster.asOf && permits(cluster, move);

/** A backup that has just started. */
export const startedBackup = (
  { backupsMade }: PeerCluster,
  cause: string,
  at: number,
): PeerBackup => ({
  backupId: `backup-${backupsMade}`,
  state: 'CREATE_IN_PROGRESS',
  cause,
  createdAt: at,
  expectedAt: at + BACKUP_MS,
  markableSince: undefined,
  deleteAt: undefined,
});

/** An HSM that waits for the backup that it joins from. */
export const joiningHsm = (
  { hsmsMade, backupsMade }: PeerCluster,
  availabilityZone: string,
): PeerHsm => ({
  hsmId: `hsm-${hsmsMade}`,
  availabilityZone,
  state: 'CREATE_IN_PROGRESS',
  expectedAt: undefined,
  waitsFor: `backup-${backupsMade}`,
});

/** When an HSM whose backup is done has finished joining or leaving. */
export const releasedUntil = ({ state }: Pick<PeerHsm, 'state'>, at: number): number =>
  at + (state === 'DELETE_IN_PROGRESS' ? LEAVING_MS : JOINING_MS);
