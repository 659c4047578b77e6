/**
 * The service's refusals about backups, users, keys and tags.
 *
 * @module
 */
import type { AccountId } from '../model/account.ts';
import type { BackupState } from '../model/backup.ts';
import type { ClusterState } from '../model/cluster.ts';
import type { HsmType, Region } from '../model/placement.ts';
import type { Role } from '../model/contents.ts';
import type { Refused } from './refused.ts';

/** The edition does not allow a retention of this many days. */
export type RetentionOutOfRange = Refused<
  'RetentionOutOfRange',
  'F-154',
  { readonly retentionDays: number; readonly min: number; readonly max: number }
>;
/** Support alone can set `field` so. */
export type SupportOnly = Refused<'SupportOnly', 'F-162', { readonly field: 'retentionDays' }>;
/** Nobody can ask for a backup. */
export type NoBackupOnRequest = Refused<'NoBackupOnRequest', 'F-139'>;
/** Only a READY backup can be deleted, restored or (unless the edition says so) copied. */
export type BackupNotReady = Refused<
  'BackupNotReady',
  'U-13',
  { readonly backupId: string; readonly actual: BackupState }
>;
/** Only a backup that is PENDING_DELETION can be undeleted. */
export type BackupNotPendingDeletion = Refused<
  'BackupNotPendingDeletion',
  'F-146',
  { readonly backupId: string; readonly actual: BackupState }
>;
/** The backup is in a state in which it cannot be exempted. */
export type ExemptionNotAllowed = Refused<
  'ExemptionNotAllowed',
  'U-30',
  { readonly backupId: string; readonly actual: BackupState }
>;
/** The backup is a copy, and retention does not apply to copies. */
export type NoRetention = Refused<'NoRetention', 'F-169', { readonly backupId: string }>;
/** The backup is already in the region. */
export type SameRegion = Refused<'SameRegion', 'U-15', { readonly region: Region }>;
/** The region is in another AWS partition, such as `aws-cn`. */
export type OtherPartition = Refused<
  'OtherPartition',
  'F-171',
  {
    readonly region: Region;
    readonly partition: string;
    /** The partition of the backup. */
    readonly from: string;
  }
>;
/** The resource would have too many tags. */
export type TooManyTags = Refused<
  'TooManyTags',
  'F-60',
  { readonly actual: number; readonly limit: number }
>;
/** A user with this name, given as `field`, exists on every ACTIVE HSM, or in another role. */
export type UserExists = Refused<
  'UserExists',
  'F-195',
  { readonly field: 'name' | 'admin'; readonly name: string }
>;
/** The user is, or would be, the appliance user or the admin before activation. */
export type ReservedRole = Refused<
  'ReservedRole',
  'F-195',
  { readonly name: string; readonly role: Role }
>;
/** The user is the last crypto officer on some HSM. */
export type LastCryptoOfficer = Refused<'LastCryptoOfficer', 'U-28', { readonly name: string }>;
/** The user owns these keys, which have to be deleted first. */
export type UserOwnsKeys = Refused<
  'UserOwnsKeys',
  'F-231',
  { readonly name: string; readonly keyIds: readonly string[] }
>;
/**
 * It depends on contents that nobody has listed whether this can be done to what was named, as
 * `given` in `field` (U-72).
 */
export type ContentsUnknown = Refused<
  'ContentsUnknown',
  'U-72',
  { readonly field: 'keyId' | 'name' | 'owner'; readonly given: string }
>;
/** The key is another user’s. */
export type NotKeyOwner = Refused<
  'NotKeyOwner',
  'F-232',
  { readonly keyId: string; readonly owner: string; readonly by: string }
>;
/** The cluster has reached its limit of users. */
export type TooManyUsers = Refused<'TooManyUsers', 'F-129', { readonly limit: number }>;
/** The name, given as `field`, is empty or too long. */
export type UserNameLength = Refused<
  'UserNameLength',
  'F-130',
  { readonly field: 'name' | 'admin'; readonly actual: number; readonly limit: number }
>;
/** The name, given as `field`, has characters other than letters, digits and underscores. */
export type UserNameCharacters = Refused<
  'UserNameCharacters',
  'F-234',
  { readonly field: 'name' | 'admin'; readonly name: string }
>;
/** The HSMs of the cluster hold a key with this id. */
export type KeyExists = Refused<'KeyExists', 'M-4', { readonly keyId: string }>;
/** No crypto user on an ACTIVE HSM has this name; only crypto users own and delete keys (U-41). */
export type OwnerNotFound<Rule extends 'F-195' | 'U-41' = 'F-195' | 'U-41'> = Refused<
  'OwnerNotFound',
  Rule,
  { readonly owner: string }
>;
/** The cluster has reached its limit of keys, or of asymmetric keys. */
export type TooManyKeys = Refused<
  'TooManyKeys',
  'F-128',
  { readonly limit: number; readonly kind: 'any' | 'asymmetric' }
>;
/** The cluster has reached its limit of certificates. */
export type TooManyCertificates = Refused<
  'TooManyCertificates',
  'F-132',
  { readonly limit: number }
>;
/** Only a READY backup can be shared, or its share ended. */
export type NotShareable = Refused<
  'NotShareable',
  'F-175',
  { readonly backupId: string; readonly actual: BackupState }
>;
/** The account neither owns the backup nor is among those that it is shared with. */
export type NotShared = Refused<
  'NotShared',
  'F-178',
  { readonly backupId: string; readonly account: AccountId }
>;
/** HSMs of the type store no certificates. */
export type CertificatesNotSupported = Refused<
  'CertificatesNotSupported',
  'F-132',
  { readonly hsmType: HsmType }
>;
/** The clusters have no common history, so nothing can be replicated between them. */
export type NotRelated = Refused<
  'NotRelated',
  'F-247',
  { readonly clusterId: string; readonly from: string }
>;
/** The cluster to replicate from is not activated, or has no ACTIVE HSM to read from. */
export type SourceHasNoPeer = Refused<
  'SourceHasNoPeer',
  'F-247',
  { readonly from: string; readonly state: ClusterState }
>;
