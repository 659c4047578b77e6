/**
 * What each action answers when all is well: by hand, from facts.
 *
 * @module
 */
import { arnOf, backupStates, POLICY } from './backup-states.mjs';
import { clusterStates, PLATFORM, SUBNETS } from './cluster-states.mjs';
import { alice, AWAY, HOME, started } from './endpoint.mjs';
import { papersFor } from './papers.mjs';

const DAY_SECONDS = 24 * 60 * 60;

const TAG = { Key: 'team', Value: 'keys' };

const nothing = async () => ({ ...(await started()), who: alice.home });

const inCluster = (state) => async () => ({
  ...(await clusterStates[state]()),
  who: alice.home,
});

const activeCluster = inCluster('ACTIVE, its HSM ACTIVE');

/** A cluster that has gone the whole way by the API, with the certificate that it was given. */
const initialized = async () => {
  const it = await inCluster('UNINITIALIZED, its HSM ACTIVE')();
  const papers = await papersFor(it);
  await it.done('InitializeCluster', { ClusterId: it.clusterId, ...papers });
  await it.control('advance', { by: '5m' });
  await it.control('activate', { clusterId: it.clusterId });
  return { ...it, certificate: papers.SignedCert };
};

const tagged = async () => {
  const it = await activeCluster();
  await it.done('TagResource', { ResourceId: it.clusterId, TagList: [TAG] });
  return it;
};

const hsmOf = async (it) => {
  const { Clusters } = await it.done('DescribeClusters', {});
  return Clusters[0].Hsms[0].HsmId;
};

/**
 * One for each action: what is there, what is asked, what the answer has at least (`undefined` for
 * what it lacks), and the rules that say so.
 */
export const happyPaths = {
  CopyBackupToRegion: {
    from: backupStates.READY,
    input: ({ backupId }) => ({ BackupId: backupId, DestinationRegion: AWAY }),
    output: ({ backupId, clusterId }) => ({
      DestinationBackup: {
        BackupId: undefined,
        SourceRegion: HOME,
        SourceBackup: backupId,
        SourceCluster: clusterId,
      },
    }),
    rules: 'F-35 F-166',
  },
  CreateCluster: {
    from: nothing,
    input: () => PLATFORM,
    output: () => ({
      Cluster: {
        State: 'CREATE_IN_PROGRESS',
        Hsms: [],
        BackupPolicy: 'DEFAULT',
        BackupRetentionPolicy: { Type: 'DAYS', Value: '90' },
        SubnetMapping: { [`${HOME}a`]: SUBNETS[0], [`${HOME}b`]: SUBNETS[1] },
        SourceBackupId: undefined,
      },
    }),
    rules: 'F-69 F-118 F-154',
  },
  CreateHsm: {
    from: clusterStates['UNINITIALIZED, no HSM'],
    input: ({ clusterId }) => ({ ClusterId: clusterId, AvailabilityZone: `${HOME}b` }),
    output: ({ clusterId }) => ({
      Hsm: { ClusterId: clusterId, State: 'CREATE_IN_PROGRESS', SubnetId: SUBNETS[1] },
    }),
    rules: 'F-70 F-120',
  },
  DeleteBackup: {
    from: backupStates.READY,
    input: ({ backupId }) => ({ BackupId: backupId }),
    output: ({ now }) => ({
      Backup: { BackupState: 'PENDING_DELETION', DeleteTimestamp: now() + 7 * DAY_SECONDS },
    }),
    rules: 'F-145 F-148',
  },
  DeleteCluster: {
    from: clusterStates['UNINITIALIZED, no HSM'],
    input: ({ clusterId }) => ({ ClusterId: clusterId }),
    output: () => ({
      Cluster: { State: 'DELETE_IN_PROGRESS', StateMessage: 'The cluster is being deleted.' },
    }),
    rules: 'F-105',
  },
  DeleteHsm: {
    from: async () => {
      const it = await activeCluster();
      return { ...it, hsmId: await hsmOf(it) };
    },
    input: ({ clusterId, hsmId }) => ({ ClusterId: clusterId, HsmId: hsmId }),
    output: ({ hsmId }) => ({ HsmId: hsmId, Hsm: undefined }),
    rules: 'F-14 F-94',
  },
  DeleteResourcePolicy: {
    from: backupStates['READY, shared'],
    input: (it) => ({ ResourceArn: arnOf(it) }),
    output: (it) => ({ ResourceArn: arnOf(it), Policy: it.policy }),
    rules: 'F-15 F-178',
  },
  DescribeBackups: {
    from: backupStates['READY, a copy'],
    input: () => ({}),
    output: ({ backupId, clusterId }) => ({
      Backups: [
        {
          BackupId: backupId,
          BackupState: 'READY',
          SourceRegion: HOME,
          SourceCluster: clusterId,
          DeleteTimestamp: undefined,
        },
      ],
      NextToken: undefined,
    }),
    rules: 'F-34 F-167',
  },
  DescribeClusters: {
    from: initialized,
    input: () => ({}),
    output: ({ clusterId, certificate }) => ({
      Clusters: [
        {
          ClusterId: clusterId,
          State: 'ACTIVE',
          HsmType: 'hsm2m.medium',
          Mode: 'FIPS',
          Hsms: [{ State: 'ACTIVE', HsmType: 'hsm2m.medium' }],
          Certificates: { ClusterCsr: undefined, ClusterCertificate: certificate },
        },
      ],
      NextToken: undefined,
    }),
    rules: 'F-32 F-33 F-73',
  },
  GetResourcePolicy: {
    from: backupStates['READY, shared'],
    input: (it) => ({ ResourceArn: arnOf(it) }),
    output: ({ policy }) => ({ Policy: policy }),
    rules: 'F-18',
  },
  InitializeCluster: {
    from: inCluster('UNINITIALIZED, its HSM ACTIVE'),
    input: async (it) => ({ ClusterId: it.clusterId, ...(await papersFor(it)) }),
    output: () => ({
      State: 'INITIALIZE_IN_PROGRESS',
      StateMessage: 'Cluster is initializing. State will change to INITIALIZED upon completion.',
      Cluster: undefined,
    }),
    rules: 'F-19 F-76',
  },
  ListTags: {
    from: tagged,
    input: ({ clusterId }) => ({ ResourceId: clusterId }),
    output: () => ({ TagList: [TAG], NextToken: undefined }),
    rules: 'F-20',
  },
  ModifyBackupAttributes: {
    from: backupStates.READY,
    input: ({ backupId }) => ({ BackupId: backupId, NeverExpires: true }),
    output: () => ({ Backup: { NeverExpires: true, BackupState: 'READY' } }),
    rules: 'F-163',
  },
  ModifyCluster: {
    from: activeCluster,
    input: ({ clusterId }) => ({
      ClusterId: clusterId,
      BackupRetentionPolicy: { Type: 'DAYS', Value: '30' },
    }),
    output: () => ({ Cluster: { BackupRetentionPolicy: { Type: 'DAYS', Value: '30' } } }),
    rules: 'F-37 F-154',
  },
  PutResourcePolicy: {
    from: backupStates.READY,
    input: (it) => ({ ResourceArn: arnOf(it), Policy: POLICY }),
    output: (it) => ({ ResourceArn: arnOf(it), Policy: POLICY }),
    rules: 'F-23 F-175',
  },
  RestoreBackup: {
    from: backupStates.PENDING_DELETION,
    input: ({ backupId }) => ({ BackupId: backupId }),
    output: () => ({ Backup: { BackupState: 'READY', DeleteTimestamp: undefined } }),
    rules: 'F-146',
  },
  TagResource: {
    from: activeCluster,
    input: ({ clusterId }) => ({ ResourceId: clusterId, TagList: [TAG] }),
    output: () => ({ TagList: undefined }),
    rules: 'F-25',
  },
  UntagResource: {
    from: tagged,
    input: ({ clusterId }) => ({ ResourceId: clusterId, TagKeyList: ['team'] }),
    output: () => ({ TagList: undefined }),
    rules: 'F-26',
  },
};
