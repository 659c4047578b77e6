/**
 * The rows and columns of the state table about clusters.
 *
 * @module
 */
import { firstHsm, RESTORED, zones } from './state-table-states.mjs';

/** What is there: a state, how it is reached, and the cluster if it is not the usual one. */
export const CLUSTER_ROWS = [
  ['CREATE_IN_PROGRESS', 'creating'],
  ['CREATE_IN_PROGRESS, from a backup', 'restoring', RESTORED],
  ['UNINITIALIZED, no HSM', 'empty'],
  ['UNINITIALIZED, only a joining HSM', 'joining'],
  ['UNINITIALIZED, 1 HSM', 'withHsm'],
  ['UNINITIALIZED, only a leaving HSM', 'onlyLeavingUninitialized'],
  ['INITIALIZE_IN_PROGRESS', 'initializing'],
  ['INITIALIZED, 1 HSM', 'initialized'],
  ['INITIALIZED, only a leaving HSM', 'onlyLeavingInitialized'],
  ['INITIALIZED, no HSM', 'initializedEmpty'],
  ['INITIALIZED, activated, not yet reported', 'unreported'],
  ['ACTIVE, no HSM', 'activeEmpty'],
  ['ACTIVE, no HSM, no backup', 'activeForgotten'],
  ['ACTIVE, only a joining HSM', 'onlyJoining'],
  ['ACTIVE, only a leaving HSM', 'onlyLeaving'],
  ['ACTIVE, restored, no HSM yet', 'restored'],
  ['ACTIVE, restored, only a joining HSM', 'restoredJoining', RESTORED],
  ['ACTIVE, restored, 1 HSM', 'restoredWithHsm'],
  ['ACTIVE, restored, emptied, no backup', 'restoredForgotten'],
  ['ACTIVE, 1 HSM', 'active'],
  ['ACTIVE, 28 HSMs', 'full'],
  ['ACTIVE, its HSM being replaced', 'replacing'],
  ['ACTIVE, 1 of 2 HSMs DEGRADED', 'oneDegraded'],
  ['ACTIVE, 1 HSM, of hsm1.medium', 'oldActive'],
  ['MODIFY_IN_PROGRESS', 'modifying'],
  ['ACTIVE, 1 HSM, just migrated', 'migrated'],
  ['ROLLBACK_IN_PROGRESS', 'rollingBack'],
  ['DEGRADED, its zone lost', 'inLostZone'],
  ['DEGRADED', 'degraded'],
  ['ACTIVE, its region out of reach', 'unreachable'],
  ['ACTIVE, its region destroyed', 'destroyed'],
  ['DELETE_IN_PROGRESS, never activated', 'deletingYoung'],
  ['DELETE_IN_PROGRESS', 'deleting'],
  ['DELETED, never activated', 'deletedYoung'],
  ['DELETED', 'deleted'],
];

/** An HSM starts blank, or from a peer, the latest backup, or what was restored. */
const joiningRule = ({ state, hsms, origin }) => {
  if (state === 'UNINITIALIZED') return 'F-70';
  if (hsms.some((it) => it.state === 'ACTIVE')) return 'F-82';
  return origin === undefined ? 'F-83' : 'F-108';
};

/** An HSM leaves after a backup, if there has been an activation and an ACTIVE HSM to back up. */
const leavingRule = ({ state, activatedAt }, events) => {
  if (events.some(({ type }) => type === 'BackupCreating')) return 'F-94';
  if (state === 'UNINITIALIZED') return 'F-97';
  return activatedAt === undefined ? 'U-81' : 'U-25, without a backup';
};

/** The type to change to, or to go back to. */
const otherType = ({ hsmType, migration }) =>
  migration?.from ?? (hsmType === 'hsm1.medium' ? 'hsm2m.medium' : 'hsm1.medium');

const firstOf = ({ fleet, clusterId: id }) => ({
  clusterId: id,
  hsmId: firstHsm(fleet, id) ?? 'hsm-none',
});

const onlyCluster = ({ clusterId: id }) => ({ clusterId: id });

const isWorking = ({ state, migratesTo }) =>
  state.endsWith('IN_PROGRESS') || migratesTo !== undefined;

/** What ends first: a backup, an HSM that waits for none, or the cluster's own work. */
const inProgress = ({ hsms, backups, clusterId: id }) =>
  backups.find(isWorking)?.backupId ??
  hsms.find((it) => isWorking(it) && it.waitsFor === undefined)?.hsmId ??
  id;

const waiting = ({ hsms }) => hsms.find((it) => it.waitsFor !== undefined)?.hsmId ?? 'hsm-none';

/**
 * The command, its data, and the rule that allows it if the machine accepts it; a name where the
 * type alone is ambiguous.
 */
export const CLUSTER_COLUMNS = [
  ['AddHsm', (it) => ({ clusterId: it.clusterId, availabilityZone: zones[0] }), joiningRule],
  ['RemoveHsm', firstOf, leavingRule],
  ['Initialize', onlyCluster, () => 'F-73'],
  ['Activate', onlyCluster, () => 'F-79'],
  ['SetRetention', (it) => ({ ...onlyCluster(it), retentionDays: 30 }), () => 'U-30'],
  [
    'SetRetention',
    (it) => ({ ...onlyCluster(it), retentionDays: 'NONE', by: 'SUPPORT' }),
    () => 'F-162',
    'SetRetention NONE, by SUPPORT',
  ],
  ['DeleteCluster', onlyCluster, () => 'U-26'],
  ['FailHsm', firstOf, () => 'U-83'],
  ['ReplaceHsm', firstOf, () => 'F-101'],
  [
    'ChangeHsmType',
    (it) => ({ ...onlyCluster(it), hsmType: otherType(it.cluster) }),
    ({ hsmType, migration }) =>
      migration === undefined && hsmType === 'hsm1.medium' ? 'F-186' : 'F-190',
  ],
  ['Settle', (it) => ({ id: inProgress(it.cluster), outcome: 'SUCCEEDED' }), () => 'M-5'],
  [
    'Settle',
    (it) => ({ id: waiting(it.cluster), outcome: 'SUCCEEDED' }),
    () => 'M-5',
    'Settle an HSM that waits for its backup',
  ],
];
