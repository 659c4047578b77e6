/**
 * What the API answers about a cluster in each state: by hand, from facts and choices.
 *
 * @module
 */
import { HOME } from './endpoint.mjs';
import { hsmIds } from './cluster-states.mjs';
import { papersFor } from './papers.mjs';

const NO_HSM = 'hsm-zzzzzzzzzzz';

const isSilent = (state) => state === 'DELETED' || state.endsWith('out of reach');

/** The HSM that came last; the one that leaves, while it is being replaced. */
const hsmOf = async (it) => {
  const ids = isSilent(it.state) ? [] : await hsmIds(it);
  return ids.at(it.state.endsWith('being replaced') ? 0 : -1) ?? NO_HSM;
};

/** The type to change to; back, where a change has begun or cannot. */
const otherType = ({ state }) =>
  state === 'ACTIVE, of hsm1.medium' ? 'hsm2m.medium' : 'hsm1.medium';

const byCluster = ({ clusterId }) => ({ ClusterId: clusterId });

const byResource = ({ clusterId }) => ({ ResourceId: clusterId });

const TAG = { Key: 'team', Value: 'keys' };

/** What is called in each column. */
export const clusterColumns = [
  {
    action: 'DescribeClusters',
    input: ({ clusterId }) => ({ Filters: { clusterIds: [clusterId] } }),
    shown: ({ Clusters }) => Clusters[0]?.State,
  },
  {
    action: 'CreateHsm',
    input: (it) => ({ ...byCluster(it), AvailabilityZone: `${HOME}a` }),
  },
  {
    action: 'DeleteHsm',
    input: async (it) => ({ ...byCluster(it), HsmId: await hsmOf(it) }),
  },
  {
    action: 'InitializeCluster',
    input: async (it) => ({ ...byCluster(it), ...(await papersFor(it)) }),
  },
  {
    action: 'ModifyCluster',
    title: 'ModifyCluster, retention',
    input: (it) => ({ ...byCluster(it), BackupRetentionPolicy: { Type: 'DAYS', Value: '30' } }),
  },
  {
    action: 'ModifyCluster',
    title: 'ModifyCluster, HSM type',
    input: (it) => ({ ...byCluster(it), HsmType: otherType(it) }),
  },
  { action: 'DeleteCluster', input: byCluster },
  { action: 'TagResource', input: (it) => ({ ...byResource(it), TagList: [TAG] }) },
  { action: 'UntagResource', input: (it) => ({ ...byResource(it), TagKeyList: ['team'] }) },
  { action: 'ListTags', input: byResource },
];

/**
 * The answers, column by column: the state that is shown, `ok` or an error; then the rule that says
 * so. Where the columns about tags are left out, they are `TAGS`. The states are those of
 * `clusterStates`.
 */
export const clusterTable = {
  CREATE_IN_PROGRESS:
    'CREATE_IN_PROGRESS F-69, IR U-80, IR U-80, IR U-18, ok U-30, IR F-186, IR U-26',
  'CREATE_IN_PROGRESS, from a backup':
    'CREATE_IN_PROGRESS F-109, IR U-80, IR U-80, IR U-18, ok U-30, IR F-186, IR U-26',
  'UNINITIALIZED, no HSM':
    'UNINITIALIZED F-69, ok F-70, NF M-3, IR F-73, ok U-30, IR F-186, ok F-106',
  'UNINITIALIZED, its HSM CREATE_IN_PROGRESS':
    'UNINITIALIZED F-70, IR F-71, IR U-82, IR F-73, ok U-30, IR F-186, IR F-105',
  'UNINITIALIZED, its HSM ACTIVE':
    'UNINITIALIZED F-73, IR F-71, ok F-97, ok F-76, ok U-30, IR F-186, IR F-105',
  'UNINITIALIZED, its HSM DELETE_IN_PROGRESS':
    'UNINITIALIZED F-98, IR F-71, IR U-82, IR F-73, ok U-30, IR F-186, IR F-105',
  INITIALIZE_IN_PROGRESS:
    'INITIALIZE_IN_PROGRESS F-76, IR U-80, IR U-80, IR U-18, ok U-30, IR F-186, IR U-26',
  'INITIALIZED, its HSM ACTIVE':
    'INITIALIZED F-76, IR F-71, ok U-81, IR U-18, ok U-30, IR F-186, IR F-105',
  'INITIALIZED, its HSM DELETE_IN_PROGRESS':
    'INITIALIZED F-98, IR F-71, IR U-82, IR U-18, ok U-30, IR F-186, IR F-105',
  'INITIALIZED, no HSM': 'INITIALIZED U-4, IR U-4, NF M-3, IR U-18, ok U-30, IR F-186, ok U-26',
  'INITIALIZED, activated, not yet reported':
    'INITIALIZED F-244, IR F-244, ok F-94, IR U-18, ok U-30, IR F-186, IR F-105',
  'ACTIVE, its HSM ACTIVE': 'ACTIVE F-79, ok F-82, ok F-94, IR U-18, ok U-30, IR F-186, IR F-105',
  'ACTIVE, a second HSM CREATE_IN_PROGRESS':
    'ACTIVE F-82, ok F-82, IR U-82, IR U-18, ok U-30, IR F-186, IR F-105',
  'ACTIVE, its only HSM DELETE_IN_PROGRESS':
    'ACTIVE F-98, ok F-83, IR U-82, IR U-18, ok U-30, IR F-186, IR F-105',
  'ACTIVE, its HSM being replaced':
    'ACTIVE F-103, ok F-82, IR F-243, IR U-18, ok U-30, IR F-186, IR F-105',
  'ACTIVE, no HSM': 'ACTIVE F-96, ok F-83, NF M-3, IR U-18, ok U-30, IR F-186, ok U-26',
  'ACTIVE, no HSM, its first CREATE_IN_PROGRESS again':
    'ACTIVE U-3, ok F-83, IR U-82, IR U-18, ok U-30, IR F-186, IR F-105',
  'ACTIVE, no HSM, no READY backup':
    'ACTIVE U-3, IR U-8, NF M-3, IR U-18, ok U-30, IR F-186, ok U-26',
  'ACTIVE, restored, no HSM yet':
    'ACTIVE F-108, ok F-108, NF M-3, IR U-18, ok U-30, IR F-186, ok U-26',
  'ACTIVE, of hsm1.medium': 'ACTIVE F-182, ok F-82, ok F-94, IR U-18, ok U-30, ok F-186, IR F-105',
  DEGRADED: 'DEGRADED U-1, ok F-87, ok U-25, IR U-18, ok U-30, IR F-186, IR F-105',
  MODIFY_IN_PROGRESS:
    'MODIFY_IN_PROGRESS F-186, IR F-88, IR F-88, IR U-18, ok U-30, ok F-190, IR U-26',
  'ACTIVE, its type just changed':
    'ACTIVE F-186, ok F-82, ok F-94, IR U-18, ok U-30, ok F-190, IR F-105',
  ROLLBACK_IN_PROGRESS:
    'ROLLBACK_IN_PROGRESS F-190, IR U-80, IR U-80, IR U-18, ok U-30, IR F-186, IR U-26',
  DELETE_IN_PROGRESS:
    'DELETE_IN_PROGRESS F-105, IR U-80, IR U-80, IR U-18, IR U-30, IR F-186, IR U-26',
  DELETED:
    'DELETED F-107, NF U-32, NF U-32, NF U-32, NF U-32, NF U-32, NF U-32, NF U-32, NF U-32, NF U-32',
  'ACTIVE, its region out of reach':
    'IF M-7, IF M-7, IF M-7, IF M-7, IF M-7, IF M-7, IF M-7, IF M-7, IF M-7, IF M-7',
};

/** The answers about tags, which do not depend on the state of a cluster that is found. */
export const TAGS = 'ok F-25, ok F-26, ok F-20';
