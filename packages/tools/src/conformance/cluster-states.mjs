/**
 * The states of clusters, each reached by calls of the API and by time; what the API has no call
 * for, by the control plane.
 *
 * @module
 */
import { customEdition, editions } from '@hsm-lifecycle/core';
import { HOME, started } from './endpoint.mjs';

export const SUBNETS = ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'];
export const PLATFORM = { HsmType: 'hsm2m.medium', Mode: 'FIPS', SubnetIds: SUBNETS };
const OLD_PLATFORM = { ...PLATFORM, HsmType: 'hsm1.medium' };

/** Lets a span of time pass, such as `10m`. */
const pass = (it, by) => it.control('advance', { by });

const command = (it, type, data) => it.control('command', { type, data });

/** The cluster with the id of the situation. */
const shown = async (it) => {
  const filters = { clusterIds: [it.clusterId] };
  const { Clusters } = await it.done('DescribeClusters', { Filters: filters });
  return Clusters[0];
};

export const hsmIds = async (it) => (await shown(it)).Hsms.map(({ HsmId }) => HsmId);

const removing = async (it) => {
  const [HsmId] = await hsmIds(it);
  await it.done('DeleteHsm', { ClusterId: it.clusterId, HsmId });
  return it;
};

const emptied = async (it) => {
  await removing(it);
  await pass(it, '20m');
  return it;
};

export const adding = async (it, zone = 'a') => {
  const AvailabilityZone = `${HOME}${zone}`;
  await it.done('CreateHsm', { ClusterId: it.clusterId, AvailabilityZone });
  return it;
};

const creating = async (given = {}, platform = PLATFORM) => {
  const it = await started(given);
  const { Cluster } = await it.done('CreateCluster', platform);
  return { ...it, clusterId: Cluster.ClusterId };
};

const empty = async (given, platform) => {
  const it = await creating(given, platform);
  await pass(it, '10m');
  return it;
};

const joining = async (given, platform) => adding(await empty(given, platform));

const withHsm = async (given, platform) => {
  const it = await joining(given, platform);
  await pass(it, '15m');
  return it;
};

const initializing = async (given, platform) => {
  const it = await withHsm(given, platform);
  await command(it, 'Initialize', { clusterId: it.clusterId });
  return it;
};

const initialized = async (given, platform) => {
  const it = await initializing(given, platform);
  await pass(it, '5m');
  return it;
};

const activating = async (given, platform) => {
  const it = await initialized(given, platform);
  await it.control('activate', { clusterId: it.clusterId });
  return it;
};

export const active = async (given, platform) => {
  const it = await activating(given, platform);
  await pass(it, '5m');
  return it;
};

const failing = async (it) => {
  const [hsmId] = await hsmIds(it);
  await command(it, 'FailHsm', { clusterId: it.clusterId, hsmId, reason: 'hardware' });
  return it;
};

/** The service reports an activation some 80 seconds late (F-244). */
const late = customEdition(editions.aws2026, { name: 'late', durations: { activation: 80_000 } });
if (late._tag === 'Left') throw new Error(late.left._tag);

const oldActive = () => active({ edition: editions.aws2024 }, OLD_PLATFORM);

const modifying = async (HsmType, it) => {
  await it.done('ModifyCluster', { ClusterId: it.clusterId, HsmType });
  return it;
};

const migrated = async () => {
  const it = await modifying('hsm2m.medium', await oldActive());
  await pass(it, '2h');
  return it;
};

const deletingAll = async (it) => {
  const { Backups } = await it.done('DescribeBackups', {});
  for (const { BackupId } of Backups) await it.done('DeleteBackup', { BackupId });
  return it;
};

const deleting = async (it) => {
  await it.done('DeleteCluster', { ClusterId: it.clusterId });
  return it;
};

const restoring = async () => {
  const it = await active();
  const { Backups } = await it.done('DescribeBackups', {});
  const asked = { ...PLATFORM, SourceBackupId: Backups[0].BackupId };
  const { Cluster } = await it.done('CreateCluster', asked);
  return { ...it, clusterId: Cluster.ClusterId };
};

const restored = async () => {
  const it = await restoring();
  await pass(it, '10m');
  return it;
};

const deleted = async () => {
  const it = await deleting(await empty());
  await pass(it, '5m');
  return it;
};

const replacing = async () => {
  const it = await active();
  const [hsmId] = await hsmIds(it);
  await command(it, 'ReplaceHsm', { clusterId: it.clusterId, hsmId });
  return it;
};

const lost = async (it) => {
  await command(it, 'LoseRegion', { region: HOME, kind: 'UNREACHABLE' });
  return it;
};

/** How each state is reached, by the name that the table has. */
export const clusterStates = {
  CREATE_IN_PROGRESS: () => creating(),
  'CREATE_IN_PROGRESS, from a backup': restoring,
  'UNINITIALIZED, no HSM': () => empty(),
  'UNINITIALIZED, its HSM CREATE_IN_PROGRESS': () => joining(),
  'UNINITIALIZED, its HSM ACTIVE': () => withHsm(),
  'UNINITIALIZED, its HSM DELETE_IN_PROGRESS': async () => removing(await withHsm()),
  INITIALIZE_IN_PROGRESS: () => initializing(),
  'INITIALIZED, its HSM ACTIVE': () => initialized(),
  'INITIALIZED, its HSM DELETE_IN_PROGRESS': async () => removing(await initialized()),
  'INITIALIZED, no HSM': async () => emptied(await initialized()),
  'INITIALIZED, activated, not yet reported': () => activating({ edition: late.right }),
  'ACTIVE, its HSM ACTIVE': () => active(),
  'ACTIVE, a second HSM CREATE_IN_PROGRESS': async () => adding(await active(), 'b'),
  'ACTIVE, its only HSM DELETE_IN_PROGRESS': async () => removing(await active()),
  'ACTIVE, its HSM being replaced': replacing,
  'ACTIVE, no HSM': async () => emptied(await active()),
  'ACTIVE, no HSM, its first CREATE_IN_PROGRESS again': async () =>
    adding(await emptied(await active())),
  'ACTIVE, no HSM, no READY backup': async () => deletingAll(await emptied(await active())),
  'ACTIVE, restored, no HSM yet': restored,
  'ACTIVE, of hsm1.medium': oldActive,
  DEGRADED: async () => failing(await active()),
  MODIFY_IN_PROGRESS: async () => modifying('hsm2m.medium', await oldActive()),
  'ACTIVE, its type just changed': migrated,
  ROLLBACK_IN_PROGRESS: async () => modifying('hsm1.medium', await migrated()),
  DELETE_IN_PROGRESS: async () => deleting(await empty()),
  DELETED: deleted,
  'ACTIVE, its region out of reach': async () => lost(await active()),
};
