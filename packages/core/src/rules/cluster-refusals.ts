/**
 * The service's refusals about clusters and HSMs.
 *
 * @module
 */
import type { ClusterMode, HsmType, Region } from '../model/placement.ts';
import type { ClusterState } from '../model/cluster.ts';
import type { HsmState } from '../model/hsm.ts';
import type { Refused } from './refused.ts';
import type { RuleId } from './rule-id.ts';

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
/**
 * The HSM has failed already (F-100), or has never been ACTIVE, so that nothing replaces it
 * (F-92).
 */
export type HsmNotOperating = Refused<
  'HsmNotOperating',
  'F-92' | 'F-100',
  { readonly hsmId: string; readonly actual: HsmState }
>;
/** The certificate answers a request that went with a replaced HSM. */
export type StaleSigningRequest = Refused<
  'StaleSigningRequest',
  'F-75',
  { readonly signingRequestId: string; readonly current: string | undefined }
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
/** The cluster has as many HSMs as it can. */
export type TooManyHsms = Refused<'TooManyHsms', 'F-126', { readonly limit: number }>;
/** An HSM of an activated cluster would start blank, for there is nothing to load it from. */
export type NothingToRestore = Refused<'NothingToRestore', 'U-8'>;
/**
 * The HSM is joining or leaving (F-99), or is one of a pair of which one replaces the other (F-243):
 * `counterpart` is the other.
 */
export type HsmBusy = Refused<
  'HsmBusy',
  'F-99' | 'F-243',
  { readonly hsmId: string; readonly actual: HsmState; readonly counterpart?: string }
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
/** The mode of the new cluster was left out, which only hsm1.medium allows. */
export type ModeRequired = Refused<'ModeRequired', 'F-183', { readonly hsmType: HsmType }>;
/** The restore matrix leads from the backup’s platform to those `supported` only. */
export type RestoreNotSupported = Refused<
  'RestoreNotSupported',
  'F-184',
  { readonly from: string; readonly to: string; readonly supported: readonly string[] }
>;
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
/** A subnet is in a zone of another region. */
export type ZoneOutsideRegion = Refused<
  'ZoneOutsideRegion',
  'F-123',
  { readonly availabilityZone: string; readonly region: Region }
>;
