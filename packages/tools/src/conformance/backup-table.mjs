/**
 * What the API answers about a backup in each state: by hand, from facts and choices.
 *
 * @module
 */
import { arnOf, POLICY } from './backup-states.mjs';
import { PLATFORM } from './cluster-states.mjs';
import { BOB, HOME, AWAY } from './endpoint.mjs';

const byBackup = ({ backupId }) => ({ BackupId: backupId });

const byResource = ({ backupId }) => ({ ResourceId: backupId });

const byArn = (it) => ({ ResourceArn: arnOf(it) });

const otherRegion = ({ who }) => (who.region === HOME ? AWAY : HOME);

const TAG = { Key: 'team', Value: 'keys' };

/** What is called in each column; by the owner, unless another account is named. */
export const backupColumns = [
  {
    action: 'DescribeBackups',
    input: ({ backupId }) => ({ Filters: { backupIds: [backupId] } }),
    shown: ({ Backups }) => Backups[0]?.BackupState ?? 'absent',
  },
  {
    action: 'CreateCluster',
    title: 'CreateCluster from it',
    input: ({ backupId }) => ({ ...PLATFORM, SourceBackupId: backupId }),
  },
  {
    action: 'CreateCluster',
    title: 'CreateCluster from it, by another account',
    by: ({ region }) => ({ ...BOB, region }),
    input: (it) => ({ ...PLATFORM, SourceBackupId: arnOf(it) }),
  },
  {
    action: 'CopyBackupToRegion',
    input: (it) => ({ ...byBackup(it), DestinationRegion: otherRegion(it) }),
  },
  { action: 'DeleteBackup', input: byBackup },
  { action: 'RestoreBackup', input: byBackup },
  {
    action: 'ModifyBackupAttributes',
    input: (it) => ({ ...byBackup(it), NeverExpires: true }),
  },
  { action: 'PutResourcePolicy', input: (it) => ({ ...byArn(it), Policy: POLICY }) },
  { action: 'GetResourcePolicy', input: byArn },
  { action: 'DeleteResourcePolicy', input: byArn },
  { action: 'TagResource', input: (it) => ({ ...byResource(it), TagList: [TAG] }) },
  { action: 'UntagResource', input: (it) => ({ ...byResource(it), TagKeyList: ['team'] }) },
  { action: 'ListTags', input: byResource },
];

/**
 * The answers, column by column: the state that is shown, `ok` or an error; then the rule that says
 * so. Where the columns about tags are left out, they are those of any backup that is found. The
 * states are those of `backupStates`.
 */
export const backupTable = {
  CREATE_IN_PROGRESS:
    'CREATE_IN_PROGRESS F-41, IR U-13, AD F-178, IR U-13, IR U-13, IR F-146, IR U-30, IR F-175, ok F-18, IR F-175',
  READY:
    'READY F-41, ok F-108, AD F-178, ok F-166, ok F-145, IR F-146, ok F-163, ok F-175, ok F-18, ok F-178',
  'READY, never expires':
    'READY F-163, ok F-108, AD F-178, ok F-166, ok U-11, IR F-146, ok F-163, ok F-175, ok F-18, ok F-178',
  'READY, shared':
    'READY F-175, ok F-108, ok F-178, ok F-166, ok F-145, IR F-146, ok F-163, ok F-175, ok F-18, ok F-178',
  PENDING_DELETION:
    'PENDING_DELETION F-145, IR U-13, AD F-178, IR U-13, IR U-13, ok F-146, IR U-30, IR F-175, ok F-18, IR F-175',
  'PENDING_DELETION, shared':
    'PENDING_DELETION F-145, IR U-13, AD F-178, IR U-13, IR U-13, ok F-146, IR U-30, IR F-175, ok F-18, IR F-175',
  purged:
    'absent U-12, NF F-239, AD F-178, NF F-239, NF F-239, NF F-239, NF F-239, ' +
    'NF F-239, NF F-239, NF F-239, NF F-239, NF F-239, NF F-239',
  'CREATE_IN_PROGRESS, a copy':
    'CREATE_IN_PROGRESS F-166, IR U-13, AD F-178, IR U-13, IR U-13, IR F-146, IR F-169, IR F-175, ok F-18, IR F-175',
  'READY, a copy':
    'READY F-166, ok F-108, AD F-178, ok U-15, ok F-169, IR F-146, IR F-169, ok F-175, ok F-18, ok F-178',
  'READY, a shared copy':
    'READY F-175, ok F-108, ok F-178, ok U-15, ok F-169, IR F-146, IR F-169, ok F-175, ok F-18, ok F-178',
  'PENDING_DELETION, a copy':
    'PENDING_DELETION F-145, IR U-13, AD F-178, IR U-13, IR U-13, ok F-146, IR F-169, IR F-175, ok F-18, IR F-175',
  'DELETED, a copy that failed':
    'DELETED F-166, IR U-13, AD F-178, IR U-13, IR U-13, IR F-146, IR F-169, IR F-175, ok F-18, IR F-175',
  'READY, its region out of reach':
    'IF M-7, IF M-7, IF M-7, IF M-7, IF M-7, IF M-7, IF M-7, IF M-7, IF M-7, IF M-7, IF M-7, IF M-7, IF M-7',
};
