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
/** An IPv6 address: eight groups of four hex digits (F-122). */
export type IpV6Address = string;
/** A range of IPv4 addresses, such as `10.0.1.0/24`: a subnet's has 16 to 28 bits. */
export type Cidr = string;
/** Whether a cluster's HSMs have IPv4 addresses only, or IPv6 ones too (F-122). */
export type NetworkType = 'IPV4' | 'DUALSTACK';
/** A hardware type, such as `hsm2m.medium` (F-50, F-182). */
export type HsmType = string;
/**
 * Whether only FIPS-validated keys and algorithms may be used; fixed for the life of a cluster
 * (F-181).
 */
export type ClusterMode = 'FIPS' | 'NON_FIPS';
/** Where a cluster may place HSMs: at most one subnet in a zone (F-118). */
export type Subnet = {
  readonly subnetId: string;
  readonly availabilityZone: AvailabilityZone;
  /** Its range of addresses, if known: HSMs get the lowest free one (F-236). */
  readonly cidr?: Cidr;
};
/** A tag list, as a record; at most 50 keys (F-60). */
export type Tags = Readonly<Record<string, string>>;
/**
 * How long a cluster keeps its backups: a number of days, or no managed policy (F-154, F-162).
 */
export type Retention = { readonly days: number } | 'NONE';
