/**
 * Translating observations for the naive reference model.
 *
 * @module
 */
import type { CommandOf } from '@hsm-lifecycle/core';
import type { SeenBackup, SeenHsm, Sighting } from './naive/sighting.ts';
import type { Snap } from './naive/state.ts';

type ClusterData = CommandOf<'ObserveCluster'>['data'];
type CopyData = CommandOf<'ObserveCopy'>['data'];
type BackupData = ClusterData['backups'][number];

/** How ids are translated: names that nothing else may have, and the place of a cluster. */
export type Translation = {
  readonly name: (id: string) => string;
  readonly place: (clusterId: string) => number;
};

const PHASES = {
  CREATE_IN_PROGRESS: 'CREATING',
  UNINITIALIZED: 'UNINITIALIZED',
  INITIALIZE_IN_PROGRESS: 'INITIALIZING',
  INITIALIZED: 'INITIALIZED',
  ACTIVE: 'ACTIVE',
  DELETE_IN_PROGRESS: 'DELETING',
  DELETED: 'DELETED',
} as const;
const HSMS = {
  CREATE_IN_PROGRESS: 'JOINING',
  ACTIVE: 'ACTIVE',
  DEGRADED: 'DEGRADED',
  DELETE_IN_PROGRESS: 'LEAVING',
} as const;
const BACKUPS = {
  CREATE_IN_PROGRESS: 'MAKING',
  READY: 'READY',
  PENDING_DELETION: 'PENDING',
} as const;

const listedIn = (contents: ClusterData['contents']): Snap | undefined =>
  contents && {
    box: {
      isAll: false,
      keys: contents.material.keys.map(({ keyId: key, createdAt: madeAt, ...rest }) => ({
        ...rest,
        key,
        madeAt,
      })),
      certificates: contents.material.certificates.map(({ certificateId: key, ...rest }) => ({
        ...rest,
        key,
      })),
    },
    books: {
      isAll: false,
      users: contents.access.users.map(
        ({ name, role, createdAt: madeAt, passwordSetAt: passwordAt, lastSeenAt: seenAt }) => ({
          name,
          role,
          madeAt,
          passwordAt,
          seenAt,
        }),
      ),
      policies: { ...contents.access.policies },
    },
  };

const seenBackup = (it: BackupData): SeenBackup => ({
  is: BACKUPS[it.state],
  madeAt: it.createdAt,
  doneAt: it.expectedAt,
  purgeAt: it.deleteAt,
  exempt: it.neverExpires === true,
  tags: { ...it.tags },
  hardware: `${it.hsmType} ${it.mode}`,
  listed: listedIn(it.contents),
});

const seenHsm = (it: ClusterData['hsms'][number]): SeenHsm => ({
  is: HSMS[it.state],
  zone: it.availabilityZone,
  address: it.ipAddress,
  hasV6: it.ipAddressV6 !== undefined,
  doneAt: it.expectedAt,
});

/** What was seen of a cluster. */
export const clusterSighting = (
  data: ClusterData,
  ranges: Readonly<Record<string, string>>,
  { name }: Translation,
): Sighting => ({
  kind: 'CLUSTER',
  is: PHASES[data.phase],
  owner: data.account,
  region: data.region,
  from: data.region,
  madeAt: data.createdAt,
  doneAt: data.expectedAt,
  days: data.retention === 'NONE' ? Number.POSITIVE_INFINITY : data.retention.days,
  zones: data.subnets.map(({ availabilityZone }) => availabilityZone),
  ranges,
  hardware: `${data.hsmType} ${data.mode}`,
  tags: { ...data.tags },
  certificate: data.certificate,
  hasV6: data.networkType === 'DUALSTACK',
  listed: listedIn(data.contents),
  hsms: data.hsms.map(seenHsm),
  backups: data.backups.map(seenBackup),
  names: [
    name(data.clusterId),
    ...data.hsms.map(({ hsmId }) => name(hsmId)),
    ...data.backups.map(({ backupId }) => name(backupId)),
  ],
  line: data.clusterId,
  source: -1,
});

/** What was seen of a copy. */
export const copySighting = (data: CopyData, { name, place }: Translation): Sighting => ({
  kind: 'COPY',
  is: 'ACTIVE',
  owner: data.account,
  region: data.region,
  from: data.source.region,
  madeAt: data.copiedAt,
  doneAt: undefined,
  days: 90,
  zones: [],
  ranges: {},
  hardware: '',
  tags: {},
  certificate: undefined,
  hasV6: false,
  listed: undefined,
  hsms: [],
  backups: [seenBackup(data)],
  names: [name(data.backupId)],
  line: data.source.clusterId,
  source: place(data.source.clusterId),
});
