/**
 * What the service's refusals about backups, users, keys and tags say.
 *
 * @module
 */
import { choiceText, type Sentences } from './sentences-form.ts';

type Tag =
  | 'RestoreNotSupported'
  | 'RetentionOutOfRange'
  | 'SupportOnly'
  | 'NoBackupOnRequest'
  | 'BackupNotReady'
  | 'BackupNotPendingDeletion'
  | 'ExemptionNotAllowed'
  | 'NoRetention'
  | 'SameRegion'
  | 'OtherPartition'
  | 'TooManyTags'
  | 'UserExists'
  | 'ReservedRole'
  | 'LastCryptoOfficer'
  | 'TooManyUsers'
  | 'UserNameLength'
  | 'OwnerNotFound'
  | 'TooManyKeys'
  | 'TooManyCertificates';

/** The service's refusals about backups, users, keys and tags. */
export const contentsRefusalSentences: Pick<Sentences, Tag> = {
  RestoreNotSupported: ({ from, to, supported }) => [
    `A backup of ${from} cannot become a cluster of ${to}.`,
    `It can become ${choiceText(supported)}.`,
  ],
  RetentionOutOfRange: ({ retentionDays, min, max }) => [
    `${retentionDays} is no retention in days.`,
    `Give a whole number from ${min} to ${max}.`,
  ],
  SupportOnly: ({ field }) => [
    `A customer cannot set ${field} to NONE.`,
    'Ask AWS Support, or exempt single backups; in a rehearsal, say that SUPPORT sets it.',
  ],
  NoBackupOnRequest: () => [
    'Nobody can ask for a backup.',
    'Add or remove an HSM, which forces one, or wait for the daily one.',
  ],
  BackupNotReady: ({ backupId, actual }) => [
    `${backupId} is ${actual}.`,
    actual === 'PENDING_DELETION' ? 'Undelete it first.' : 'It must be READY.',
  ],
  BackupNotPendingDeletion: ({ backupId, actual }) => [
    `${backupId} is ${actual}, so there is nothing to undelete.`,
    'To load a READY backup, restore it into a new cluster.',
  ],
  ExemptionNotAllowed: ({ backupId, actual }) => [
    `${backupId} is ${actual}.`,
    actual === 'PENDING_DELETION' ? 'Undelete it first.' : 'Exempt it once it is READY.',
  ],
  NoRetention: ({ backupId }) => [
    `${backupId} is a copy: no retention applies to it.`,
    'Nothing is needed; it stays until somebody deletes it.',
  ],
  SameRegion: ({ region }) => [`The backup is in ${region} already.`, 'Choose another region.'],
  OtherPartition: ({ region, partition, from }) => [
    `${region} is in the partition ${partition}, and the backup is in ${from}.`,
    'Choose a region of the same partition; nothing is copied from one to another.',
  ],
  TooManyTags: ({ actual, limit }) => [
    `The resource would have ${actual} tags.`,
    `Keep it to ${limit}.`,
  ],
  UserExists: ({ field, name }) => [`A user ${name} exists.`, `Choose another ${field}.`],
  ReservedRole: ({ name, role }) => [
    `${name} would be, or is, ${role}: the HSM's own.`,
    'Create and delete COs and CUs only.',
  ],
  LastCryptoOfficer: ({ name }) => [
    `${name} is the last crypto officer.`,
    'Create another CO first.',
  ],
  TooManyUsers: ({ limit }) => [
    `The cluster has ${limit} users, as many as it holds.`,
    'Delete one first.',
  ],
  UserNameLength: ({ field, actual, limit }) => [
    `'${field}' has ${actual} characters.`,
    `Give 1 to ${limit}.`,
  ],
  OwnerNotFound: ({ owner }) => [
    `${owner} is no crypto user of the HSMs.`,
    'Create the CU first; COs own no keys.',
  ],
  TooManyKeys: ({ limit, kind }) => [
    `The cluster has ${limit} ${kind === 'any' ? '' : 'asymmetric '}keys, as many as it holds.`,
    'Delete one first.',
  ],
  TooManyCertificates: ({ limit }) => [
    `The cluster stores ${limit} certificates, as many as it can.`,
    'Put one in the place of another.',
  ],
};
