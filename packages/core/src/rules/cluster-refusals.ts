/**
 * The service's refusals about clusters and HSMs.
 *
 * @module
 */
import type { AccountId } from '../model/account.ts';
import type { ClusterMode, HsmType, NetworkType, Region } from '../model/placement.ts';
import type { ClusterState } from '../model/cluster.ts';
import type { ClusterPhase } from '../model/cluster-phase.ts';
import type { HsmState } from '../model/hsm.ts';
import type { EpochMillis } from '../model/instant.ts';
import type { Refused } from './refused.ts';
import type { RuleId } from './rule-id.ts';

/** The cluster is in a state that does not allow this. */
export type WrongState<Rule extends RuleId = RuleId> = Refused<
  'WrongState',
  Rule,
  { readonly actual: ClusterState; readonly allowed: readonly ClusterState[] }
>;
/**
 * The cluster is not activated: until then it accepts only one HSM (F-71), and nobody can log in to
 * write on it (F-79).
 */
export type NotYetActivated<Rule extends 'F-71' | 'F-79' | 'F-244' = 'F-71' | 'F-79' | 'F-244'> =
  Refused<'NotYetActivated', Rule>;
/**
 * The cluster has no HSM, hence no certificate signing request (F-73), or can never be activated
 * (U-4).
 */
export type NoHsm<Rule extends 'F-73' | 'U-4' = 'F-73' | 'U-4'> = Refused<'NoHsm', Rule>;
/**
 * The first HSM of the cluster is not ACTIVE: it has no valid signing request (F-73), or cannot be
 * activated (F-79).
 */
export type HsmNotActive<Rule extends 'F-73' | 'F-79' = 'F-73' | 'F-79'> = Refused<
  'HsmNotActive',
  Rule,
  { readonly hsmId: string; readonly actual: HsmState }
>;
/**
 * The HSM has failed already (U-83), or has never been ACTIVE, so that nothing replaces it
 * (F-92).
 */
export type HsmNotOperating = Refused<
  'HsmNotOperating',
  'F-92' | 'U-83',
  { readonly hsmId: string; readonly actual: HsmState }
>;
/** The certificate answers the signing request of an HSM that has been replaced. */
export type StaleSigningRequest = Refused<
  'StaleSigningRequest',
  'F-75',
  { readonly signingRequestId: string; readonly current: string | undefined }
>;
/** The cluster has no subnet in the zone, only in `zones`. */
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
/** The cluster is activated already, though the service still reports INITIALIZED. */
export type AlreadyActivated = Refused<
  'AlreadyActivated',
  'F-244',
  { readonly activatedAt: EpochMillis }
>;
/** The service has ended its support of the cluster’s HSM type: it makes no such HSM any more. */
export type HsmTypeUnsupported = Refused<
  'HsmTypeUnsupported',
  'U-53',
  { readonly hsmType: HsmType; readonly since: EpochMillis }
>;
/** The zone is lost: no HSM can be made there. */
export type ZoneOutOfReach = Refused<
  'ZoneOutOfReach',
  'U-51',
  { readonly availabilityZone: string }
>;
/** CloudHSM is not offered in the zone; that shows only when an HSM is to be made there. */
export type ZoneNotOffered = Refused<
  'ZoneNotOffered',
  'F-245',
  { readonly availabilityZone: string }
>;
/** The cluster has reached its limit of HSMs (F-126), or has more than can migrate (F-186). */
export type TooManyHsms<Rule extends 'F-126' | 'F-186' = 'F-126' | 'F-186'> = Refused<
  'TooManyHsms',
  Rule,
  { readonly limit: number }
>;
/** The cluster's HSM type cannot be changed to the wanted one, only to `supported`. */
export type MigrationNotSupported = Refused<
  'MigrationNotSupported',
  'F-186',
  { readonly from: HsmType; readonly to: HsmType; readonly supported: readonly HsmType[] }
>;
/** The time for a rollback, counted from the start of the migration, is over. */
export type RollbackTooLate = Refused<
  'RollbackTooLate',
  'F-190',
  { readonly rollbackUntil: EpochMillis }
>;
/** No backup of the old type is left that a rollback could load. */
export type NothingToRollBackTo = Refused<
  'NothingToRollBackTo',
  'F-190',
  { readonly hsmType: HsmType }
>;
/** Users and keys cannot be written while the cluster changes its HSM type. */
export type LimitedWrite = Refused<'LimitedWrite', 'F-189', { readonly actual: ClusterPhase }>;
/** The cluster has been active, but there is nothing to load the HSM from. */
export type NothingToRestore = Refused<'NothingToRestore', 'U-8'>;
/**
 * The HSM is joining or leaving (U-82), or one of a pair of which one replaces the other (F-243);
 * `counterpart` is the other.
 */
export type HsmBusy = Refused<
  'HsmBusy',
  'U-82' | 'F-243',
  { readonly hsmId: string; readonly actual: HsmState; readonly counterpart?: string }
>;
/** The removal names its HSM in no way, or in several. */
export type OneSelector = Refused<'OneSelector', 'U-19', { readonly given: number }>;
/** The cluster still has HSMs. */
export type HsmsRemain = Refused<'HsmsRemain', 'F-105', { readonly hsmIds: readonly string[] }>;
/** There are no subnets, too many, or two in the same zone, `twice`. */
export type BadSubnets = Refused<
  'BadSubnets',
  'F-118',
  { readonly actual: number; readonly limit: number; readonly twice: string | undefined }
>;
/** No new cluster can have this platform, only those `offered`. */
export type HsmTypeNotOffered = Refused<
  'HsmTypeNotOffered',
  'F-185',
  { readonly hsmType: HsmType; readonly mode: ClusterMode; readonly offered: readonly string[] }
>;
/** The mode of the new cluster was left out, which only hsm1.medium allows. */
export type ModeRequired = Refused<'ModeRequired', 'F-183', { readonly hsmType: HsmType }>;
/** The restore matrix allows the backup’s platform only those `supported`. */
export type RestoreNotSupported = Refused<
  'RestoreNotSupported',
  'F-184',
  { readonly from: string; readonly to: string; readonly supported: readonly string[] }
>;
/** The account has reached its quota of clusters in the region. */
export type ClusterQuotaReached = Refused<
  'ClusterQuotaReached',
  'F-124',
  { readonly account: AccountId; readonly region: Region; readonly limit: number }
>;
/** The account has reached its quota of HSMs in the region. */
export type HsmQuotaReached = Refused<
  'HsmQuotaReached',
  'F-125',
  { readonly account: AccountId; readonly region: Region; readonly limit: number }
>;
/** A subnet is in a zone of another region. */
export type ZoneOutsideRegion = Refused<
  'ZoneOutsideRegion',
  'F-123',
  { readonly availabilityZone: string; readonly region: Region }
>;
/** The HSM type has no such network type: hsm1 has IPv4 only. */
export type NetworkTypeNotOffered = Refused<
  'NetworkTypeNotOffered',
  'F-122',
  { readonly networkType: NetworkType; readonly hsmType: HsmType }
>;
/** The address is not one that an HSM can have in the subnet: outside its range, or reserved. */
export type AddressOutsideSubnet = Refused<
  'AddressOutsideSubnet',
  'F-89',
  { readonly ipAddress: string; readonly cidr: string }
>;
/** The HSMs of the cluster have all addresses of the subnet. */
export type NoFreeAddress = Refused<
  'NoFreeAddress',
  'U-60',
  { readonly subnetId: string; readonly cidr: string }
>;
