/**
 * A cluster of the machine in the form of the peers.
 *
 * @module
 */
import type { Backup, Cluster, Hsm } from '@hsm-lifecycle/core';
import type { PeerBackup, PeerCluster, PeerHsm } from './peer.ts';

const SYMBOLS = 'abcdefghijklmnopqrstuvwxyz234567';
const COUNT_SYMBOLS = 5;

/** The peers' id for an id of the machine: its kind and its number. */
export const peerId = (id: string): string => {
  let number = 0;
  for (const symbol of id.slice(-COUNT_SYMBOLS))
    number = number * SYMBOLS.length + SYMBOLS.indexOf(symbol);
  return `${id.slice(0, id.indexOf('-'))}-${number}`;
};

const shownHsm = ({ hsmId, availabilityZone, state, expectedAt, waitsFor }: Hsm): PeerHsm => ({
  hsmId: peerId(hsmId),
  availabilityZone,
  state,
  expectedAt,
  waitsFor: waitsFor && peerId(waitsFor),
});

const shownBackup = ({
  backupId,
  state,
  cause,
  createdAt,
  expectedAt,
  markableSince,
  deleteAt,
}: Backup): PeerBackup => ({
  backupId: peerId(backupId),
  state,
  cause,
  createdAt,
  expectedAt,
  markableSince,
  deleteAt,
});

/** Converts a cluster to the form of the peers, in which contestants are compared. */
export const shown = (cluster: Cluster): PeerCluster => ({
  asOf: cluster.asOf,
  zones: cluster.subnets.map(({ availabilityZone }) => availabilityZone),
  retentionDays: cluster.retention === 'NONE' ? Number.POSITIVE_INFINITY : cluster.retention.days,
  graceDays: cluster.edition.graceDays,
  peerSince: cluster.peerSince,
  lastBackupAt: cluster.lastBackupAt,
  hsms: cluster.hsms.map(shownHsm),
  backups: cluster.backups.map(shownBackup),
  hsmsMade: cluster.hsmsMade,
  backupsMade: cluster.backupsMade,
});
