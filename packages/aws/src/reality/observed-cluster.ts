/**
 * Clusters as they were seen.
 *
 * @module
 */
import type { CommandOf } from '@hsm-lifecycle/core';
import type { ValueOf } from '../model/action.ts';
import { hashText } from '../kernel/bytes.ts';
import { tagRecord } from '../view/tag-list.ts';
import { FIRST_PLATFORM, sightedBackup, type SightedBackup } from './observed-backup.ts';
import { createdBefore, endOfWork, regionOfArn, type ImportFrame } from './import-frame.ts';

type ClusterData = CommandOf<'ObserveCluster'>['data'];
type SightedHsm = ClusterData['hsms'][number];

const RETENTION_DAYS_MAX = 379;
const RETENTION_DAYS_ASSUMED = 90;
const ENI_HEX = 17;

const phaseOf = (it: ValueOf<'Cluster'>, { note }: ImportFrame): ClusterData['phase'] => {
  const { State: state = 'ACTIVE', ClusterId: id = '' } = it;
  if (state === 'DEGRADED') return 'ACTIVE';
  if (
    state === 'UPDATE_IN_PROGRESS' ||
    state === 'MODIFY_IN_PROGRESS' ||
    state === 'ROLLBACK_IN_PROGRESS'
  ) {
    note(id, `It is ${state}, whose end nobody can foresee; taken for ACTIVE.`);
    return 'ACTIVE';
  }
  return state;
};

const WORK: Readonly<
  Partial<Record<ClusterData['phase'], 'clusterCreation' | 'initialization' | 'clusterDeletion'>>
> = {
  CREATE_IN_PROGRESS: 'clusterCreation',
  INITIALIZE_IN_PROGRESS: 'initialization',
  DELETE_IN_PROGRESS: 'clusterDeletion',
};

const hsmWork = (state: SightedHsm['state'], sighting: ImportFrame): { expectedAt?: number } => {
  if (state === 'CREATE_IN_PROGRESS') return endOfWork(sighting, 'hsm');
  return state === 'DELETE_IN_PROGRESS' ? endOfWork(sighting, 'hsmDeletion') : {};
};

const hsmOf = (it: ValueOf<'Hsm'>, sighting: ImportFrame): readonly SightedHsm[] => {
  const { HsmId: id, AvailabilityZone: zone, SubnetId: subnetId, State: state = 'ACTIVE' } = it;
  if (zone === undefined || subnetId === undefined || state === 'DELETED') {
    sighting.note(id, 'It is DELETED, or has no zone or subnet; left out.');
    return [];
  }
  if (it.EniId === undefined) sighting.note(id, 'It has no EniId; one is made.');
  const sighted = {
    hsmId: id,
    availabilityZone: zone,
    subnetId,
    eniId: it.EniId ?? `eni-${hashText(`eni ${id}`).slice(0, ENI_HEX)}`,
    state,
    ...(it.EniIp !== undefined && { ipAddress: it.EniIp }),
    ...hsmWork(state, sighting),
  };
  // The shapes have checked the ids.
  // eslint-disable-next-line typescript/no-unsafe-type-assertion
  return [sighted as SightedHsm];
};

const retentionOf = (it: ValueOf<'Cluster'>, { note }: ImportFrame): ClusterData['retention'] => {
  const value = it.BackupRetentionPolicy?.Value;
  const { ClusterId: id = '' } = it;
  if (value === undefined) {
    note(id, 'It has no BackupRetentionPolicy (F-162); its backups are kept.');
    return 'NONE';
  }
  const days = Number(value);
  if (days > RETENTION_DAYS_MAX)
    note(id, `It keeps backups for ${days} days, more than can be set (F-161); kept.`);
  return { days };
};

const regionOfCluster = (
  { SubnetMapping = {} }: ValueOf<'Cluster'>,
  { region }: ImportFrame,
): string | undefined => Object.keys(SubnetMapping)[0]?.slice(0, -1) ?? region;

const backupsOf = (
  backups: readonly ValueOf<'Backup'>[],
  sighting: ImportFrame,
): readonly SightedBackup[] => backups.flatMap((it) => sightedBackup(it, sighting, 'backup') ?? []);

/** What is fixed when a cluster is made. */
const planOf = (
  it: ValueOf<'Cluster'>,
): Pick<ClusterData, 'hsmType' | 'mode' | 'networkType' | 'subnets' | 'tags'> => ({
  hsmType: it.HsmType ?? FIRST_PLATFORM.hsmType,
  mode: it.Mode ?? FIRST_PLATFORM.mode,
  networkType: it.NetworkType ?? 'IPV4',
  subnets: Object.entries(it.SubnetMapping ?? {}).map(([availabilityZone, subnetId]) => ({
    availabilityZone,
    subnetId,
  })),
  tags: tagRecord(it.TagList),
});

/** The command that takes in a cluster; undefined if it cannot be taken in, which is noted. */
export const observeClusterOf = (
  it: ValueOf<'Cluster'>,
  backups: readonly ValueOf<'Backup'>[],
  sighting: ImportFrame,
): CommandOf<'ObserveCluster'> | undefined => {
  const { ClusterId: clusterId = '' } = it;
  const region = regionOfCluster(it, sighting);
  if (region === undefined) {
    sighting.note(clusterId, 'Its region is not known; left out. Give a region.');
    return undefined;
  }
  const phase = phaseOf(it, sighting);
  const work = WORK[phase];
  const certificate = it.Certificates?.ClusterCertificate;
  const data = {
    at: sighting.at,
    clusterId,
    account: sighting.account,
    region,
    createdAt: createdBefore(sighting, { id: clusterId, seconds: it.CreateTimestamp }),
    phase,
    ...planOf(it),
    retention: retentionOf(it, sighting),
    ...(certificate !== undefined && { certificate }),
    hsms: (it.Hsms ?? []).flatMap((hsm) => hsmOf(hsm, sighting)),
    backups: backupsOf(backups, sighting),
    ...(work !== undefined && endOfWork(sighting, work)),
  };
  // The shapes have checked the ids.
  // eslint-disable-next-line typescript/no-unsafe-type-assertion
  return { type: 'ObserveCluster', data: data as ClusterData };
};

/** The command that takes in backups whose cluster is not listed any more: as a DELETED cluster. */
export const observeUnlisted = (
  clusterId: string,
  backups: readonly ValueOf<'Backup'>[],
  sighting: ImportFrame,
): CommandOf<'ObserveCluster'> | undefined => {
  const [first] = backups;
  const region = regionOfArn(sighting, first?.BackupArn);
  const count = backups.length === 1 ? '1 backup' : `${backups.length} backups`;
  sighting.note(
    clusterId,
    `It has ${count}, but is not listed; taken for a DELETED cluster that keeps ` +
      `them for ${RETENTION_DAYS_ASSUMED} days.`,
  );
  const zone = `${region ?? ''}a`;
  return observeClusterOf(
    {
      ClusterId: clusterId,
      State: 'DELETED',
      CreateTimestamp: Math.min(...backups.map(({ CreateTimestamp = 0 }) => CreateTimestamp)),
      HsmType: first?.HsmType,
      Mode: first?.Mode,
      SubnetMapping: region === undefined ? {} : { [zone]: 'subnet-00000000' },
      BackupRetentionPolicy: { Type: 'DAYS', Value: String(RETENTION_DAYS_ASSUMED) },
    },
    backups,
    sighting,
  );
};
