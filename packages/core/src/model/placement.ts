/**
 * Location and hardware: regions, zones, subnets, HSM types and modes.
 *
 * @module
 */

/** An AWS Region, such as `eu-west-1` (F-53). */
export type Region = string;
/** An Availability Zone, such as `eu-west-1a` (F-53). */
export type AvailabilityZone = string;
/** A dotted quad (F-62). */
export type IpAddress = string;
/** A hardware type, such as `hsm2m.medium` (F-50, F-182). */
export type HsmType = string;
/**
 * Whether only FIPS-validated keys and algorithms may be used; fixed for the life of a cluster
 * (F-181).
 */
export type ClusterMode = 'FIPS' | 'NON_FIPS';
/** Where a cluster may place HSMs: at most one subnet in a zone (F-118). */
export type Subnet = { readonly subnetId: string; readonly availabilityZone: AvailabilityZone };
/** A tag list, as a record; at most 50 keys (F-60). */
export type Tags = Readonly<Record<string, string>>;
/**
 * How long a cluster keeps its backups: a number of days, or no managed policy (F-154, F-162).
 */
export type Retention = { readonly days: number } | 'NONE';
