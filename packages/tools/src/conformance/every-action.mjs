/**
 * What every action answers whatever the state: by hand, from facts and choices.
 *
 * @module
 */
import { arnOf, POLICY } from './backup-states.mjs';
import { PLATFORM } from './cluster-states.mjs';
import { alice, AWAY, BOB, HOME, signedBy } from './endpoint.mjs';

const PAPERS = { SignedCert: 'none', TrustAnchor: 'none' };

const byCluster = ({ clusterId }) => ({ ClusterId: clusterId });
const byBackup = ({ backupId }) => ({ BackupId: backupId });
const byArn = (it) => ({ ResourceArn: arnOf(it) });

/** An input of each action that names something. */
export const naming = {
  CopyBackupToRegion: (it) => ({ ...byBackup(it), DestinationRegion: AWAY }),
  CreateCluster: (it) => ({ ...PLATFORM, SourceBackupId: arnOf(it) }),
  CreateHsm: (it) => ({ ...byCluster(it), AvailabilityZone: `${HOME}a` }),
  DeleteBackup: byBackup,
  DeleteCluster: byCluster,
  DeleteHsm: (it) => ({ ...byCluster(it), HsmId: 'hsm-zzzzzzzzzzz' }),
  DeleteResourcePolicy: byArn,
  DescribeBackups: ({ backupId }) => ({ Filters: { backupIds: [backupId] } }),
  DescribeClusters: ({ clusterId }) => ({ Filters: { clusterIds: [clusterId] } }),
  GetResourcePolicy: byArn,
  InitializeCluster: (it) => ({ ...byCluster(it), ...PAPERS }),
  ListTags: ({ clusterId }) => ({ ResourceId: clusterId }),
  ModifyBackupAttributes: (it) => ({ ...byBackup(it), NeverExpires: true }),
  ModifyCluster: (it) => ({ ...byCluster(it), BackupRetentionPolicy: { Value: '30' } }),
  PutResourcePolicy: (it) => ({ ...byArn(it), Policy: POLICY }),
  RestoreBackup: byBackup,
  TagResource: ({ clusterId }) => ({
    ResourceId: clusterId,
    TagList: [{ Key: 'team', Value: 'keys' }],
  }),
  UntagResource: ({ clusterId }) => ({ ResourceId: clusterId, TagKeyList: ['team'] }),
};

const NOBODYS = {
  clusterId: 'cluster-zzzzzzzzzzz',
  backupId: 'backup-zzzzzzzzzzz',
  who: alice.home,
};

/** Lists answer with what they find. */
const shown = ({ Clusters, Backups }) =>
  (Clusters ?? Backups)?.length === 0 ? 'nothing' : undefined;

const planned = (kind) => async (it, action) => {
  await it.control('fault', { action, kind });
  return it.ask(action, naming[action](it));
};

/** How each column asks. */
export const everyColumns = [
  {
    title: 'asked by another account',
    ask: (it, action) => it.ask(action, naming[action](it), BOB),
    shown,
  },
  {
    title: 'about nothing that exists',
    ask: (it, action) => it.ask(action, naming[action](NOBODYS)),
    shown,
  },
  { title: 'an internal error, planned', ask: planned('INTERNAL') },
  { title: 'too many requests, planned', ask: planned('THROTTLE') },
  {
    title: 'a body that is not JSON',
    ask: (it, action) => it.send(action, '{', signedBy(alice.home)),
  },
  {
    title: 'a body that is not an object',
    ask: (it, action) => it.send(action, '[]', signedBy(alice.home)),
  },
  { title: 'an empty object', ask: (it, action) => it.ask(action, {}) },
  {
    title: 'in a region that is not served',
    ask: (it, action) => it.ask(action, naming[action](it), { ...alice.home, region: 'xx-west-9' }),
  },
  {
    title: 'unsigned, where credentials are known',
    isStrict: true,
    ask: (it, action) => it.send(action, '{}', {}),
  },
  {
    title: 'with a wrong signature, where credentials are known',
    isStrict: true,
    ask: (it, action) => it.ask(action, {}),
  },
];

/** After the first two columns, and before and after an empty object. */
const PLANNED =
  'IF F-30, ThrottlingException F-1, SerializationException F-1, SerializationException F-1';
const REST = 'IR F-123, MissingAuthenticationTokenException F-2, InvalidSignatureException F-2';

const row = (named, empty) => `${named}, ${PLANNED}, ${empty}, ${REST}`;

/** The answers, column by column. */
export const everyTable = {
  CopyBackupToRegion: row('NF M-14, NF M-3', 'IR F-9'),
  CreateCluster: row('AD F-178, NF M-3', 'IR F-10'),
  CreateHsm: row('NF M-14, NF M-3', 'IR F-11'),
  DeleteBackup: row('NF M-14, NF M-3', 'IR F-12'),
  DeleteCluster: row('NF M-14, NF M-3', 'IR F-13'),
  DeleteHsm: row('NF M-14, NF M-3', 'IR F-14'),
  DeleteResourcePolicy: row('AD F-178, NF M-3', 'IR F-15'),
  DescribeBackups: row('nothing M-14, nothing U-31', 'ok F-16'),
  DescribeClusters: row('nothing M-14, nothing U-31', 'ok F-17'),
  GetResourcePolicy: row('AD F-178, NF M-3', 'IR F-18'),
  InitializeCluster: row('NF M-14, NF M-3', 'IR F-19'),
  ListTags: row('NF M-14, NF M-3', 'IR F-20'),
  ModifyBackupAttributes: row('NF M-14, NF M-3', 'IR F-21'),
  ModifyCluster: row('NF M-14, NF M-3', 'IR F-22'),
  PutResourcePolicy: row('AD F-178, NF M-3', 'IR F-23'),
  RestoreBackup: row('NF M-14, NF M-3', 'IR F-24'),
  TagResource: row('NF M-14, NF M-3', 'IR F-25'),
  UntagResource: row('NF M-14, NF M-3', 'IR F-26'),
};
