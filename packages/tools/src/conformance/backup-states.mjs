/**
 * The states of backups and of copies in other regions, each reached by calls of the API and by
 * time; what the API has no call for, by the control plane.
 *
 * @module
 */
import { active } from './cluster-states.mjs';
import { ALICE, alice, AWAY, BOB, HOME } from './endpoint.mjs';

const pass = (it, by) => it.control('advance', { by });

const newestIn = async (it, who) => {
  const { Backups } = await it.done('DescribeBackups', {}, who);
  return Backups[0].BackupId;
};

/** A cluster's own backup: its id, and the account and region that it is in. */
const own = async (it) => ({ ...it, who: alice.home, backupId: await newestIn(it, ALICE) });

/** The backup that an HSM's removal has just begun. */
const creating = async () => {
  const it = await active();
  const { Clusters } = await it.done('DescribeClusters', {});
  const [{ HsmId }] = Clusters[0].Hsms;
  await it.done('DeleteHsm', { ClusterId: it.clusterId, HsmId });
  return own(it);
};

const ready = async () => own(await active());

/** Shares with one other account. */
const shared = async (it) => {
  await it.done('PutResourcePolicy', { ResourceArn: arnOf(it), Policy: POLICY }, it.who);
  return { ...it, policy: POLICY };
};

const deleting = async (it) => {
  await it.done('DeleteBackup', { BackupId: it.backupId }, it.who);
  return it;
};

const purged = async () => {
  const it = await deleting(await ready());
  await pass(it, '8d');
  return it;
};

const exempt = async () => {
  const it = await ready();
  const { backupId: BackupId, who } = it;
  await it.done('ModifyBackupAttributes', { BackupId, NeverExpires: true }, who);
  return it;
};

const copying = async () => {
  const it = await ready();
  await it.done('CopyBackupToRegion', { BackupId: it.backupId, DestinationRegion: AWAY });
  return { ...it, who: alice.away, backupId: await newestIn(it, alice.away) };
};

const copied = async () => {
  const it = await copying();
  await pass(it, '15m');
  return it;
};

/** A copy whose region is destroyed while it is made fails; here the service reports it. */
const failed = async () => {
  const it = await copying();
  const data = { id: it.backupId, outcome: 'FAILED', reason: 'a failure of the service' };
  await it.control('command', { type: 'Settle', data });
  return it;
};

const lost = async (it) => {
  await it.control('command', { type: 'LoseRegion', data: { region: HOME, kind: 'UNREACHABLE' } });
  return it;
};

/** The ARN of the backup of a situation. */
export const arnOf = ({ backupId, who }) =>
  `arn:aws:cloudhsm:${who.region}:${who.account}:backup/${backupId}`;

/** A resource policy of one statement. */
export const policyWith = (statement) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [statement] });

/** Lets one other account restore. */
export const POLICY = policyWith({
  Effect: 'Allow',
  Principal: { AWS: BOB.account },
  Action: 'cloudhsm:CreateCluster',
});

/** How each state is reached, by the name that the table has. */
export const backupStates = {
  CREATE_IN_PROGRESS: creating,
  READY: ready,
  'READY, never expires': exempt,
  'READY, shared': async () => shared(await ready()),
  PENDING_DELETION: async () => deleting(await ready()),
  'PENDING_DELETION, shared': async () => deleting(await shared(await ready())),
  purged,
  'CREATE_IN_PROGRESS, a copy': copying,
  'READY, a copy': copied,
  'READY, a shared copy': async () => shared(await copied()),
  'PENDING_DELETION, a copy': async () => deleting(await copied()),
  'DELETED, a copy that failed': failed,
  'READY, its region out of reach': async () => lost(await ready()),
};
