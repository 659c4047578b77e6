/**
 * The service's refusals about backups, users, keys and tags.
 *
 * @module
 */
import type { BackupState } from '../model/backup.ts';
import type { Region } from '../model/placement.ts';
import type { Role } from '../model/contents.ts';
import type { Refused } from './refused.ts';

/** The number of days is no policy that the rules allow. */
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
/** The backup is in no state in which it could be exempted. */
export type ExemptionNotAllowed = Refused<
  'ExemptionNotAllowed',
  'U-30',
  { readonly backupId: string; readonly actual: BackupState }
>;
/** The backup is a copy, and copies have no retention to be exempt from. */
export type NoRetention = Refused<'NoRetention', 'F-169', { readonly backupId: string }>;
/** The backup is in the region already. */
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
/** The resource would have more tags than it can. */
export type TooManyTags = Refused<
  'TooManyTags',
  'F-60',
  { readonly actual: number; readonly limit: number }
>;
/** A user of the name, given as `field`, exists. */
export type UserExists = Refused<
  'UserExists',
  'F-195',
  { readonly field: 'name' | 'admin'; readonly name: string }
>;
/** The user is, or would be, the HSM’s own. */
export type ReservedRole = Refused<
  'ReservedRole',
  'F-195',
  { readonly name: string; readonly role: Role }
>;
/** The user is the last crypto officer of some HSM. */
export type LastCryptoOfficer = Refused<'LastCryptoOfficer', 'U-28', { readonly name: string }>;
/** The cluster has as many users as it holds. */
export type TooManyUsers = Refused<'TooManyUsers', 'F-129', { readonly limit: number }>;
/** The name, given as `field`, is empty or too long. */
export type UserNameLength = Refused<
  'UserNameLength',
  'F-130',
  { readonly field: 'name' | 'admin'; readonly actual: number; readonly limit: number }
>;
/** The HSMs of the cluster hold a key of the id. */
export type KeyExists = Refused<'KeyExists', 'M-4', { readonly keyId: string }>;
/** No crypto user has the name; others own no keys. */
export type OwnerNotFound = Refused<'OwnerNotFound', 'F-195', { readonly owner: string }>;
/** The cluster has as many keys as it holds, or as many asymmetric ones. */
export type TooManyKeys = Refused<
  'TooManyKeys',
  'F-128',
  { readonly limit: number; readonly kind: 'any' | 'asymmetric' }
>;
/** The cluster stores as many certificates as it can. */
export type TooManyCertificates = Refused<
  'TooManyCertificates',
  'F-132',
  { readonly limit: number }
>;
