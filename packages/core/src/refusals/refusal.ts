/**
 * Why an operation says no: plain data, with the rule it comes from and all that is needed to
 * explain or recover.
 *
 * @module
 */
import type { Left } from '../kernel/either.ts';
import type { RuleId } from '../rules/rule-id.ts';
import type { BackupState } from '../state/backup.ts';
import type { ClusterState } from '../state/cluster.ts';
import type { HsmState } from '../state/hsm.ts';
import type { Role } from '../values/contents.ts';
import type { EpochMillis } from '../values/instant.ts';
import type { ClusterMode, HsmType, Region } from '../values/placement.ts';

/** A refusal: what is the case, the rule, and the facts of it. */
export type Refused<Tag extends string, Rule extends RuleId, Facts = unknown> = {
  readonly _tag: Tag;
  readonly rule: Rule;
} & Facts;

/** Says no. Infers the narrowest type, so that a guard's `left` needs no annotation. */
export const refused = <const Refusal extends Refused<string, RuleId>>(
  refusal: Refusal,
): Left<Refusal> => ({
  _tag: 'Left',
  left: refusal,
});

// The model's own.
/** The command is from before the last event. */
export type TimeRanBackwards = Refused<
  'TimeRanBackwards',
  'M-1',
  { readonly at: EpochMillis; readonly asOf: EpochMillis }
>;
/**
 * The number is no instant: a fraction, negative, or beyond what dates can name. It is the
 * command's own `at` unless `field` says otherwise.
 */
export type NotAnInstant = Refused<
  'NotAnInstant',
  'M-2',
  { readonly at: number; readonly field?: 'expiresAt' | 'goneSince' }
>;
/** There is no such cluster, or the command names another than the one it was put to. */
export type ClusterNotFound = Refused<'ClusterNotFound', 'M-3', { readonly clusterId: string }>;
/** The cluster has no such HSM. */
export type HsmNotFound = Refused<'HsmNotFound', 'M-3', { readonly hsmId: string }>;
/** There is no such backup, or it was purged. */
export type BackupNotFound = Refused<'BackupNotFound', 'M-3', { readonly backupId: string }>;
/** There is no such cluster or backup to tag. */
export type ResourceNotFound = Refused<'ResourceNotFound', 'M-3', { readonly resourceId: string }>;
/** No ACTIVE HSM of the cluster has such a user. */
export type UserNotFound = Refused<'UserNotFound', 'M-3', { readonly name: string }>;
/** The HSMs of the cluster hold no such key. */
export type KeyNotFound = Refused<'KeyNotFound', 'M-3', { readonly keyId: string }>;
/** The id is in use, or was: `existing` is the holder that it leads to. */
export type IdTaken = Refused<'IdTaken', 'M-4', { readonly id: string; readonly existing: string }>;
/** The command makes something that nobody else can name: outside a fleet the caller does. */
export type IdMissing = Refused<'IdMissing', 'M-4', { readonly field: 'clusterId' }>;
/** Nothing goes by this id that could end. */
export type NothingInProgress = Refused<'NothingInProgress', 'M-5', { readonly id: string }>;
/** The HSM cannot be done before the backup that it waits for is. */
export type WaitsForBackup = Refused<
  'WaitsForBackup',
  'M-5',
  { readonly id: string; readonly backupId: string }
>;
/** No ACTIVE, staying HSM is there to be written on. */
export type NoPeer = Refused<'NoPeer', 'M-6', { readonly state: ClusterState }>;
/** The region is lost, and answers no requests. */
export type RegionOutOfReach = Refused<
  'RegionOutOfReach',
  'M-7',
  { readonly region: Region; readonly kind: 'UNREACHABLE' | 'DESTROYED' }
>;
/** The region is lost as it is asked to be, or for good. */
export type RegionAlreadyLost = Refused<'RegionAlreadyLost', 'M-7', { readonly region: Region }>;
/** The region has nothing to recover from. */
export type RegionNotLost = Refused<'RegionNotLost', 'M-7', { readonly region: Region }>;
/** The region is gone for good. */
export type RegionDestroyed = Refused<'RegionDestroyed', 'M-7', { readonly region: Region }>;
/** The command is one for clusters, and was put to a copy. */
export type WrongHolder = Refused<
  'WrongHolder',
  'M-8',
  { readonly command: string; readonly holder: string }
>;
/** The number is no quota. */
export type QuotaOutOfRange = Refused<
  'QuotaOutOfRange',
  'M-10',
  { readonly field: 'clusters' | 'hsms'; readonly actual: number }
>;

// The service's.
/** The cluster is not in a state that allows this. */
export type WrongState<Rule extends RuleId = RuleId> = Refused<
  'WrongState',
  Rule,
  { readonly actual: ClusterState; readonly allowed: readonly ClusterState[] }
>;
/**
 * The cluster is not activated: until then it takes one HSM (F-71), and nobody can log in to write
 * on it (F-79).
 */
export type NotYetActivated<Rule extends 'F-71' | 'F-79' = 'F-71' | 'F-79'> = Refused<
  'NotYetActivated',
  Rule
>;
/**
 * The cluster has no HSM, hence no certificate signing request (F-73), or nothing that could be
 * activated ever (U-4).
 */
export type NoHsm<Rule extends 'F-73' | 'U-4' = 'F-73' | 'U-4'> = Refused<'NoHsm', Rule>;
/**
 * The first HSM of the cluster is not ACTIVE: it has no signing request that counts (F-73), or
 * cannot be activated (F-79).
 */
export type HsmNotActive<Rule extends 'F-73' | 'F-79' = 'F-73' | 'F-79'> = Refused<
  'HsmNotActive',
  Rule,
  { readonly hsmId: string; readonly actual: HsmState }
>;
/** Only an ACTIVE HSM can fail. */
export type HsmNotOperating = Refused<
  'HsmNotOperating',
  'F-100',
  { readonly hsmId: string; readonly actual: HsmState }
>;
/** The certificate answers a request that went with a replaced HSM. */
export type StaleSigningRequest = Refused<
  'StaleSigningRequest',
  'F-75',
  { readonly given: string; readonly current: string | undefined }
>;
/** The cluster has no subnet in the zone; it has in `zones`. */
export type NoSubnetInZone = Refused<
  'NoSubnetInZone',
  'F-120',
  { readonly availabilityZone: string; readonly zones: readonly string[] }
>;
/** Another HSM of the cluster has the address. */
export type IpAddressTaken = Refused<
  'IpAddressTaken',
  'F-89',
  { readonly ipAddress: string; readonly hsmId: string }
>;
/** The cluster has as many HSMs as it can. */
export type TooManyHsms = Refused<'TooManyHsms', 'F-126', { readonly limit: number }>;
/** An HSM of an activated cluster would start blank, for there is nothing to load it from. */
export type NothingToRestore = Refused<'NothingToRestore', 'U-8'>;
/** The HSM is joining or leaving. */
export type HsmBusy = Refused<
  'HsmBusy',
  'F-99',
  { readonly hsmId: string; readonly actual: HsmState }
>;
/** The HSM is named in no way, or in several. */
export type OneSelector = Refused<'OneSelector', 'U-19', { readonly given: number }>;
/** The cluster still has HSMs. */
export type HsmsRemain = Refused<'HsmsRemain', 'F-105', { readonly hsmIds: readonly string[] }>;
/** There are no subnets, too many, or two in the zone `twice`. */
export type BadSubnets = Refused<
  'BadSubnets',
  'F-118',
  { readonly actual: number; readonly limit: number; readonly twice: string | undefined }
>;
/** No new cluster can have this platform; it can have those `offered`. */
export type HsmTypeNotOffered = Refused<
  'HsmTypeNotOffered',
  'F-185',
  { readonly hsmType: HsmType; readonly mode: ClusterMode; readonly offered: readonly string[] }
>;
/** The restore matrix leads from the backup’s platform to those `supported` only. */
export type RestoreNotSupported = Refused<
  'RestoreNotSupported',
  'F-184',
  { readonly from: string; readonly to: string; readonly supported: readonly string[] }
>;
/** The number of days is no policy that the rules allow. */
export type RetentionOutOfRange = Refused<
  'RetentionOutOfRange',
  'F-154',
  { readonly days: number; readonly min: number; readonly max: number }
>;
/** The request would leave `field` as it is. */
export type NothingToChange<Field extends string = string> = Refused<
  'NothingToChange',
  'U-17',
  { readonly field: Field }
>;
/** Only a READY backup can be deleted, restored or copied. */
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
/** The region has as many clusters as its quota allows. */
export type ClusterQuotaReached = Refused<
  'ClusterQuotaReached',
  'F-124',
  { readonly region: Region; readonly limit: number }
>;
/** The region has as many HSMs as its quota allows. */
export type HsmQuotaReached = Refused<
  'HsmQuotaReached',
  'F-125',
  { readonly region: Region; readonly limit: number }
>;
/** The resource would have more tags than it can. */
export type TooManyTags = Refused<
  'TooManyTags',
  'F-60',
  { readonly actual: number; readonly limit: number }
>;
/** A user of the name exists. */
export type UserExists = Refused<'UserExists', 'F-195', { readonly name: string }>;
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
/** The name is empty or too long. */
export type UserNameLength = Refused<
  'UserNameLength',
  'F-130',
  { readonly actual: number; readonly limit: number }
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
/** A subnet is in a zone of another region. */
export type ZoneOutsideRegion = Refused<
  'ZoneOutsideRegion',
  'F-123',
  { readonly availabilityZone: string; readonly region: Region }
>;
