/**
 * What the service's refusals about backups, users, keys and tags say.
 *
 * @module
 */
import { choiceText, commaList, type Sentences } from './sentences-form.ts';

type Tag =
  | 'RestoreNotSupported'
  | 'RetentionOutOfRange'
  | 'NothingToChange'
  | 'BackupNotReady'
  | 'BackupNotPendingDeletion'
  | 'ExemptionNotAllowed'
  | 'NoRetention'
  | 'SameRegion'
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
  | 'UserNameCharacters'
  | 'CertificatesNotSupported'
  | 'NotRelated'
  | 'SourceHasNoPeer';

const NAMED_MAX = 3;

/** Names the first few, and says that there are more. */
const someText = (ids: readonly string[]): string =>
  `${commaList(ids.slice(0, NAMED_MAX))}${ids.length > NAMED_MAX ? ' and others' : ''}`;

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
  NothingToChange: ({ field }) => [
    `The request leaves ${field} as it is.`,
    'Ask for something else, or for nothing.',
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
    'Exempt it once it is READY.',
  ],
  NoRetention: ({ backupId }) => [
    `${backupId} is a copy: no retention applies to it.`,
    'Nothing is needed; it stays until somebody deletes it.',
  ],
  SameRegion: ({ region }) => [`The backup is in ${region} already.`, 'Choose another region.'],
  TooManyTags: ({ actual, limit }) => [
    `The resource would have ${actual} tags.`,
    `Keep it to ${limit}.`,
  ],
  UserExists: ({ field, name }) => [
    `A user ${name} exists, on every ACTIVE HSM or in another role.`,
    `Choose another ${field}.`,
  ],
  ReservedRole: ({ name, role }) => [
    `${name} would be, or is, ${role}: the HSM's own.`,
    'Create and delete COs and CUs only.',
  ],
  LastCryptoOfficer: ({ name }) => [
    `${name} is the last crypto officer.`,
    'Create another CO first.',
  ],
  UserOwnsKeys: ({ name, keyIds }) => [
    `${name} owns ${keyIds.length === 1 ? 'a key' : `${keyIds.length} keys`}: ` +
      `${someText(keyIds)}.`,
    'Delete what it owns first.',
  ],
  NotKeyOwner: ({ keyId, owner, by }) => [
    `${keyId} is owned by ${owner}, not by ${by}.`,
    `Let ${owner} delete it.`,
  ],
  TooManyUsers: ({ limit }) => [
    `The cluster has ${limit} users, as many as it holds.`,
    'Delete one first.',
  ],
  UserNameLength: ({ field, actual, limit }) => [
    `'${field}' has ${actual} characters.`,
    `Give 1 to ${limit}.`,
  ],
  UserNameCharacters: ({ field, name }) => [
    `'${field}' is ${name}, which has other characters than letters, digits and underscores.`,
    'Give a name of A-Z, a-z, 0-9 and _; case makes no difference.',
  ],
  OwnerNotFound: ({ owner }) => [
    `${owner} is no crypto user of the HSMs.`,
    'Create the CU first; COs own no keys, and only its owner can delete a key.',
  ],
  TooManyKeys: ({ limit, kind }) => [
    `The cluster has ${limit} ${kind === 'any' ? '' : 'asymmetric '}keys, as many as it holds.`,
    'Delete one first.',
  ],
  TooManyCertificates: ({ limit }) => [
    `The cluster stores ${limit} certificates, as many as it can.`,
    'Put one in the place of another.',
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
