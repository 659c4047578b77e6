/**
 * Clusters and HSMs as the API shows them.
 *
 * @module
 */
import type { Cluster, EpochMillis, Hsm } from '@hsm-lifecycle/core';
import { madeSecurityGroup } from '../network/made-ids.ts';
import type { ValueOf } from '../model/action.ts';
import { epochSeconds } from './instants.ts';
import { clusterMessage, hsmMessage } from './state-message.ts';
import { tagList } from './tag-list.ts';

/** The certificates of an HSM that can be checked before the initialization (F-74). */
export type HardwareCertificates = Pick<
  ValueOf<'Certificates'>,
  'ClusterCsr' | 'HsmCertificate' | 'AwsHardwareCertificate' | 'ManufacturerHardwareCertificate'
>;

/** What a view of a cluster needs beside it. */
export type ClusterViewWith = {
  readonly vpcId: string;
  /** Of the HSM whose signing request the cluster has; undefined if it has none. */
  readonly hardware: HardwareCertificates | undefined;
  /** In milliseconds since the epoch. */
  readonly now: EpochMillis;
};

/** The default password of the first user, until the cluster is activated (F-81). */
const PRE_CO_PASSWORD = 'password';

/** An HSM. */
export const hsmView = (clusterId: string, it: Hsm): ValueOf<'Hsm'> => ({
  HsmId: it.hsmId,
  ClusterId: clusterId,
  AvailabilityZone: it.availabilityZone,
  SubnetId: it.subnetId,
  EniId: it.eniId,
  EniIp: it.ipAddress,
  EniIpV6: it.ipAddressV6,
  HsmType: it.hsmType,
  State: it.state,
  StateMessage: hsmMessage(it),
});

/** A cluster that was initialized, or restored from one that was, has a certificate (F-109). */
const hasCertificate = ({ initializedAt, restoredFrom }: Cluster): boolean =>
  initializedAt !== undefined || restoredFrom !== undefined;

const certificatesOf = (
  it: Cluster,
  hardware: HardwareCertificates | undefined,
): ValueOf<'Certificates'> | undefined => {
  const own = hasCertificate(it) ? it.certificate : undefined;
  if (own === undefined && hardware === undefined) return undefined;
  return { ...hardware, ClusterCertificate: own };
};

/** Until when the cluster can be turned back; absent when it is too late (F-190). */
const rollbackUntil = ({ migration }: Cluster, now: EpochMillis): number | undefined =>
  migration === undefined || migration.rollbackUntil <= now
    ? undefined
    : epochSeconds(migration.rollbackUntil);

const retentionOf = ({ retention }: Cluster): ValueOf<'BackupRetentionPolicy'> | undefined =>
  retention === 'NONE' ? undefined : { Type: 'DAYS', Value: String(retention.days) };

/** A cluster. What its state does not know is left out. */
export const clusterView = (it: Cluster, given: ClusterViewWith): ValueOf<'Cluster'> => ({
  BackupPolicy: 'DEFAULT',
  BackupRetentionPolicy: retentionOf(it),
  ClusterId: it.clusterId,
  CreateTimestamp: epochSeconds(it.createdAt),
  Hsms: it.hsms.map((hsm) => hsmView(it.clusterId, hsm)),
  HsmType: it.hsmType,
  HsmTypeRollbackExpiration: rollbackUntil(it, given.now),
  PreCoPassword:
    it.activatedAt === undefined && it.restoredFrom === undefined ? PRE_CO_PASSWORD : undefined,
  SecurityGroup: madeSecurityGroup(it.stem),
  SourceBackupId: it.restoredFrom?.backupId,
  State: it.state,
  StateMessage: clusterMessage(it),
  SubnetMapping: Object.fromEntries(
    it.subnets.map(({ availabilityZone, subnetId }) => [availabilityZone, subnetId]),
  ),
  VpcId: given.vpcId,
  NetworkType: it.networkType,
  Certificates: certificatesOf(it, given.hardware),
  TagList: tagList(it.tags),
  Mode: it.mode,
});
