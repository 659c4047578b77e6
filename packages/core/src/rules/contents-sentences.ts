/**
 * Sentences for the service's refusals about backups, users, keys and tags.
 *
 * @module
 */
import { choiceText, commaList, type Sentences } from './sentences-form.ts';

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
  | 'NotShareable'
  | 'NotShared'
  | 'OtherPartition'
  | 'TooManyTags'
  | 'UserExists'
  | 'ReservedRole'
  | 'LastCryptoOfficer'
  | 'TooManyUsers'
  | 'UserNameLength'
  | 'OwnerNotFound'
  | 'TooManyKeys'
  | 'TooManyCertificates'
  | 'UserOwnsKeys'
  | 'NotKeyOwner'
  | 'ContentsUnknown'
  | 'UserNameCharacters'
  | 'CertificatesNotSupported'
  | 'NotRelated'
  | 'SourceHasNoPeer';

const NAMED_MAX = 3;

/** Names the first few, and says that there are more. */
const someText = (ids: readonly string[]): string =>
  `${commaList(ids.slice(0, NAMED_MAX))}${ids.length > NAMED_MAX ? ' and others' : ''}`;

/** The sentences. */
export const contentsRefusalSentences: Pick<Sentences, Tag> = {
  RestoreNotSupported: ({ from, to, supported }) => [
    `A backup of ${from} cannot be restored to ${to}.`,
    `It can be restored to ${choiceText(supported)}.`,
  ],
  RetentionOutOfRange: ({ retentionDays, min, max }) => [
    `A retention of ${retentionDays} days is not allowed.`,
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
    `${backupId} is a copy: retention does not apply to it.`,
    'There is nothing to do; it stays until someone deletes it.',
  ],
  SameRegion: ({ region }) => [`The backup is already in ${region}.`, 'Choose another region.'],
  NotShareable: ({ backupId, actual }) => [
    `${backupId} is ${actual}, and only the share of a READY backup can change.`,
    actual === 'PENDING_DELETION' ? 'Undelete it first.' : 'Wait until it is READY.',
  ],
  NotShared: ({ backupId, account }) => [
    `${backupId} is not shared with ${account}.`,
    'Ask its owner to share it, or restore a backup of your own.',
  ],
  OtherPartition: ({ region, partition, from }) => [
    `${region} is in the partition ${partition}, and the backup is in ${from}.`,
    'Choose a region of the same partition; nothing is copied from one to another.',
  ],
  TooManyTags: ({ actual, limit }) => [
    `The resource would have ${actual} tags.`,
    `The limit is ${limit}.`,
  ],
  UserExists: ({ field, name }) => [
    `User ${JSON.stringify(name)} already exists, on every ACTIVE HSM or in another role.`,
    `Choose another ${field}.`,
  ],
  ReservedRole: ({ name, role }) => [
    `User ${JSON.stringify(name)} has the role ${role}, which belongs to the HSM itself.`,
    'Only users with the role CO or CU can be created and deleted.',
  ],
  LastCryptoOfficer: ({ name }) => [
    `User ${JSON.stringify(name)} is the last crypto officer.`,
    'Create another CO first.',
  ],
  UserOwnsKeys: ({ name, keyIds }) => [
    `User ${JSON.stringify(name)} owns ` +
      `${keyIds.length === 1 ? 'a key' : `${keyIds.length} keys`}: ` +
      `${someText(keyIds)}.`,
    'Delete what it owns first.',
  ],
  ContentsUnknown: ({ field, given }) => [
    `Whether this can be done to ${field} ${JSON.stringify(given)} depends on contents of the ` +
      'HSMs that nobody has listed.',
    'Look on the HSMs themselves.',
  ],
  NotKeyOwner: ({ keyId, owner, by }) => [
    `${keyId} is owned by ${JSON.stringify(owner)}, not by ${JSON.stringify(by)}.`,
    `Let ${JSON.stringify(owner)} delete it.`,
  ],
  TooManyUsers: ({ limit }) => [
    `The cluster has ${limit} users, the most it can hold.`,
    'Delete one first.',
  ],
  UserNameLength: ({ field, actual, limit }) => [
    `'${field}' has ${actual} characters.`,
    `It must have 1 to ${limit}.`,
  ],
  UserNameCharacters: ({ field, name }) => [
    `'${field}' is ${JSON.stringify(name)}, which has characters other than letters, digits and ` +
      'underscores.',
    'Give a name of A-Z, a-z, 0-9 and _; case makes no difference.',
  ],
  OwnerNotFound: ({ owner }) => [
    `User ${JSON.stringify(owner)} is not a crypto user of the HSMs.`,
    'Create the CU first; only CUs own keys, and only its owner can delete a key.',
  ],
  TooManyKeys: ({ limit, kind }) => [
    `The cluster has ${limit} ${kind === 'any' ? '' : 'asymmetric '}keys, the most it can hold.`,
    'Delete one first.',
  ],
  TooManyCertificates: ({ limit }) => [
    `The cluster stores ${limit} certificates, the most it can.`,
    'Replace one: use the certificateId of a stored certificate.',
  ],
  CertificatesNotSupported: ({ hsmType }) => [
    `HSMs of ${hsmType} store no certificates.`,
    'Use a cluster of hsm2m.medium.',
  ],
  NotRelated: ({ clusterId, from }) => [
    `${from} and ${clusterId} have no common history.`,
    'Replicate between a cluster and one restored from its backups, or two restored from them.',
  ],
  SourceHasNoPeer: ({ from, state }) => [
    `${from} is ${state} and has no activated, ACTIVE HSM to replicate from.`,
    'Add an HSM to it first.',
  ],
};
