/**
 * Builds a holder from the first event of its stream.
 *
 * @module
 */
import { none } from '../kernel/list.ts';
import { backupCopy, type BackupCopy } from '../model/backup-copy.ts';
import { backup } from '../model/backup.ts';
import { clusterRecord, type Cluster } from '../model/cluster.ts';
import type {
  BackupCopying,
  BackupCopyObserved,
  ClusterCreating,
  ClusterObserved,
  ClusterRestoring,
} from '../model/event.ts';

/** Makes the cluster that a creation or a restore starts. */
export const beginCluster = (event: ClusterCreating | ClusterRestoring): Cluster => {
  const {
    at,
    clusterId,
    stem,
    account,
    region,
    edition,
    expectedAt,
    hsmType,
    mode,
    networkType,
    subnets,
    retention,
    tags,
  } = event.data;
  const told = {
    clusterId,
    stem,
    account,
    region,
    edition,
    expectedAt,
    hsmType,
    mode,
    networkType,
    subnets,
    retention,
    tags,
    createdAt: at,
    asOf: at,
  };
  const { lineageId, certificate, restoredFrom, origin } =
    event.type === 'ClusterRestoring'
      ? event.data
      : {
          lineageId: clusterId,
          certificate: undefined,
          restoredFrom: undefined,
          origin: undefined,
        };
  return clusterRecord({
    ...told,
    kind: 'CLUSTER',
    lineageId,
    certificate,
    restoredFrom,
    origin,
    phase: 'CREATE_IN_PROGRESS',
    hsms: none,
    backups: none,
    lostZones: none,
    hsmsMade: 0,
    hsmIdsGiven: none,
    backupsMade: 0,
  });
};

/** Makes the backup copy that `BackupCopying` starts. */
export const beginCopy = ({ data }: BackupCopying): BackupCopy => {
  const { at, backupId, stem, account, region, lineageId, certificate, edition } = data;
  const { cause, createdAt, expectedAt, source, tags, hsmType, mode, material, access } = data;
  const told = {
    backupId,
    cause,
    createdAt,
    expectedAt,
    source,
    tags,
    hsmType,
    mode,
    material,
    access,
  };
  const one = backup({ ...told, neverExpires: false, state: 'CREATE_IN_PROGRESS', copiedAt: at });
  return backupCopy({
    kind: 'COPY',
    copyId: backupId,
    stem,
    account,
    region,
    lineageId,
    certificate,
    edition,
    asOf: at,
    backups: Object.freeze([one]),
  });
};

/** Makes the cluster that was observed. */
export const beginObservedCluster = ({ data }: ClusterObserved): Cluster =>
  clusterRecord(data.cluster);

/** Makes the backup copy that was observed. */
export const beginObservedCopy = ({ data }: BackupCopyObserved): BackupCopy =>
  backupCopy(data.copy);
