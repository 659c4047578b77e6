/**
 * Why an operation says no: plain data, with the rule it comes from and all that is needed to explain or recover.
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
export type Refused<Tag extends string, Rule extends RuleId, Facts = unknown> = { readonly _tag: Tag; readonly rule: Rule } & Facts;

/** Says no. Infers the narrowest type, so that a guard's `left` needs no annotation. */
export const refused = <const Refusal extends Refused<string, RuleId>>(refusal: Refusal): Left<Refusal> => ({
  _tag: 'Left',
  left: refusal,
});

// The model's own.
export type TimeRanBackwards = Refused<'TimeRanBackwards', 'M-1', { readonly at: EpochMillis; readonly asOf: EpochMillis }>;
export type NotAnInstant = Refused<'NotAnInstant', 'M-2', { readonly at: number }>;
export type ClusterNotFound = Refused<'ClusterNotFound', 'M-3', { readonly clusterId: string }>;
export type HsmNotFound = Refused<'HsmNotFound', 'M-3', { readonly hsmId: string }>;
export type BackupNotFound = Refused<'BackupNotFound', 'M-3', { readonly backupId: string }>;
export type ResourceNotFound = Refused<'ResourceNotFound', 'M-3', { readonly resourceId: string }>;
export type UserNotFound = Refused<'UserNotFound', 'M-3', { readonly name: string }>;
export type KeyNotFound = Refused<'KeyNotFound', 'M-3', { readonly keyId: string }>;
export type IdTaken = Refused<'IdTaken', 'M-4', { readonly id: string; readonly existing: string }>;
export type IdMissing = Refused<'IdMissing', 'M-4', { readonly field: 'clusterId' }>;
export type NothingInProgress = Refused<'NothingInProgress', 'M-5', { readonly id: string }>;
export type WaitsForBackup = Refused<'WaitsForBackup', 'M-5', { readonly id: string; readonly backupId: string }>;
export type NoPeer = Refused<'NoPeer', 'M-6', { readonly state: ClusterState }>;
export type RegionOutOfReach = Refused<'RegionOutOfReach', 'M-7', { readonly region: Region; readonly kind: 'UNREACHABLE' | 'DESTROYED' }>;
export type RegionAlreadyLost = Refused<'RegionAlreadyLost', 'M-7', { readonly region: Region }>;
export type RegionNotLost = Refused<'RegionNotLost', 'M-7', { readonly region: Region }>;
export type RegionDestroyed = Refused<'RegionDestroyed', 'M-7', { readonly region: Region }>;
export type WrongHolder = Refused<'WrongHolder', 'M-8', { readonly command: string; readonly holder: string }>;
export type QuotaOutOfRange = Refused<'QuotaOutOfRange', 'M-10', { readonly field: 'clusters' | 'hsms'; readonly actual: number }>;

// The service's.
export type WrongState<Rule extends RuleId = RuleId> = Refused<
  'WrongState',
  Rule,
  { readonly actual: ClusterState; readonly allowed: readonly ClusterState[] }
>;
export type NotYetActivated = Refused<'NotYetActivated', 'F-71'>;
export type NoHsm = Refused<'NoHsm', 'F-73'>;
export type HsmNotActive = Refused<'HsmNotActive', 'F-79', { readonly hsmId: string; readonly actual: HsmState }>;
export type HsmNotOperating = Refused<'HsmNotOperating', 'F-100', { readonly hsmId: string; readonly actual: HsmState }>;
export type StaleSigningRequest = Refused<'StaleSigningRequest', 'F-75', { readonly given: string; readonly current: string | undefined }>;
export type NoSubnetInZone = Refused<'NoSubnetInZone', 'F-120', { readonly availabilityZone: string; readonly zones: readonly string[] }>;
export type IpAddressTaken = Refused<'IpAddressTaken', 'F-89', { readonly ipAddress: string; readonly hsmId: string }>;
export type TooManyHsms = Refused<'TooManyHsms', 'F-126', { readonly limit: number }>;
export type NothingToRestore = Refused<'NothingToRestore', 'U-8'>;
export type HsmBusy = Refused<'HsmBusy', 'F-99', { readonly hsmId: string; readonly actual: HsmState }>;
export type OneSelector = Refused<'OneSelector', 'U-19', { readonly given: number }>;
export type HsmsRemain = Refused<'HsmsRemain', 'F-105', { readonly hsmIds: readonly string[] }>;
export type BadSubnets = Refused<
  'BadSubnets',
  'F-118',
  { readonly actual: number; readonly limit: number; readonly twice: string | undefined }
>;
export type HsmTypeNotOffered = Refused<
  'HsmTypeNotOffered',
  'F-185',
  { readonly hsmType: HsmType; readonly mode: ClusterMode; readonly offered: readonly string[] }
>;
export type RestoreNotSupported = Refused<
  'RestoreNotSupported',
  'F-184',
  { readonly from: string; readonly to: string; readonly supported: readonly string[] }
>;
export type RetentionOutOfRange = Refused<
  'RetentionOutOfRange',
  'F-154',
  { readonly days: number; readonly min: number; readonly max: number }
>;
export type NothingToChange<Field extends string = string> = Refused<'NothingToChange', 'U-17', { readonly field: Field }>;
export type BackupNotReady = Refused<'BackupNotReady', 'U-13', { readonly backupId: string; readonly actual: BackupState }>;
export type BackupNotPendingDeletion = Refused<
  'BackupNotPendingDeletion',
  'F-146',
  { readonly backupId: string; readonly actual: BackupState }
>;
export type ExemptionNotAllowed = Refused<'ExemptionNotAllowed', 'U-30', { readonly backupId: string; readonly actual: BackupState }>;
export type NoRetention = Refused<'NoRetention', 'F-169', { readonly backupId: string }>;
export type SameRegion = Refused<'SameRegion', 'U-15', { readonly region: Region }>;
export type ClusterQuotaReached = Refused<'ClusterQuotaReached', 'F-124', { readonly region: Region; readonly limit: number }>;
export type HsmQuotaReached = Refused<'HsmQuotaReached', 'F-125', { readonly region: Region; readonly limit: number }>;
export type TooManyTags = Refused<'TooManyTags', 'F-60', { readonly actual: number; readonly limit: number }>;
export type UserExists = Refused<'UserExists', 'F-195', { readonly name: string }>;
export type ReservedRole = Refused<'ReservedRole', 'F-195', { readonly name: string; readonly role: Role }>;
export type LastCryptoOfficer = Refused<'LastCryptoOfficer', 'U-28', { readonly name: string }>;
export type TooManyUsers = Refused<'TooManyUsers', 'F-129', { readonly limit: number }>;
export type UserNameLength = Refused<'UserNameLength', 'F-130', { readonly actual: number; readonly limit: number }>;
export type KeyExists = Refused<'KeyExists', 'M-4', { readonly keyId: string }>;
export type OwnerNotFound = Refused<'OwnerNotFound', 'F-195', { readonly owner: string }>;
export type TooManyKeys = Refused<'TooManyKeys', 'F-128', { readonly limit: number; readonly kind: 'any' | 'asymmetric' }>;
export type TooManyCertificates = Refused<'TooManyCertificates', 'F-132', { readonly limit: number }>;
export type ZoneOutsideRegion = Refused<'ZoneOutsideRegion', 'F-123', { readonly availabilityZone: string; readonly region: Region }>;
