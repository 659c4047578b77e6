/**
 * Codecs of names: ids, regions, zones, addresses, tags, with the grammars of the model.
 *
 * @module
 */
import type { AccountId } from '../model/account.ts';
import { grammars } from '../model/grammar.ts';
import type {
  BackupId,
  ClusterId,
  EniId,
  HolderId,
  HsmId,
  SigningRequestId,
  Stem,
} from '../model/ids.ts';
import type {
  AvailabilityZone,
  ClusterMode,
  Cidr,
  HsmType,
  IpAddress,
  IpV6Address,
  NetworkType,
  Region,
  Subnet,
  Tags,
} from '../model/placement.ts';
import type { Codec } from './io.ts';
import { matching, words } from './scalars.ts';
import { dictionary, list, optional, record } from './shapes.ts';

/** A cluster's id (F-46). */
export const clusterId: Codec<ClusterId> = matching(grammars.clusterId);
/** An HSM's id (F-46). */
export const hsmId: Codec<HsmId> = matching(grammars.hsmId);
/** A backup's id (F-46). */
export const backupId: Codec<BackupId> = matching(grammars.backupId);
/** A cluster's id or a copy's; also what can be tagged (F-49). */
export const holderId: Codec<HolderId> = matching(grammars.holderId);
/** A signing request's id. */
export const signingRequestId: Codec<SigningRequestId> = matching(grammars.signingRequestId);
/** The id of work in progress. */
export const inProgressId: Codec<string> = matching(grammars.inProgressId);
/** An id that a client chose. */
export const givenId: Codec<string> = matching(grammars.givenId);
/** A network interface (F-62). */
export const eniId: Codec<EniId> = matching(grammars.eniId);
/** The prefix of the ids generated for a holder. */
export const stem: Codec<Stem> = matching(grammars.stem);
/** An account. */
export const account: Codec<AccountId> = matching(grammars.account);
/** An account and a region. */
export const accountRegion: Codec<string> = matching(grammars.accountRegion);
/** A region. */
export const region: Codec<Region> = matching(grammars.region);
/** An Availability Zone. */
export const availabilityZone: Codec<AvailabilityZone> = matching(grammars.availabilityZone);
/** A hardware type (F-50). */
export const hsmType: Codec<HsmType> = matching(grammars.hsmType);
/** A mode (F-181). */
export const mode: Codec<ClusterMode> = words('FIPS', 'NON_FIPS');
/** An address (F-62). */
export const ipAddress: Codec<IpAddress> = matching(grammars.ipAddress);
/** An IPv6 address (F-122). */
export const ipV6Address: Codec<IpV6Address> = matching(grammars.ipV6Address);
/** Whether there are IPv6 addresses (F-122). */
export const networkType: Codec<NetworkType> = words('IPV4', 'DUALSTACK');
/** A subnet's id. */
export const subnetId: Codec<string> = matching(grammars.subnetId);

const cidr: Codec<Cidr> = matching(grammars.cidr);
const subnet: Codec<Subnet> = record<Subnet>('a subnet', {
  subnetId,
  availabilityZone,
  cidr: optional(cidr),
});
/**
 * Far above the ten that AWS allows (F-52), so that the transition refuses an eleventh with its
 * rule; low enough to bound the work.
 */
const REQUESTED_SUBNETS_MAX = 100;
/** The subnets of a request. */
export const requestedSubnets: Codec<readonly Subnet[]> = list(
  `a list of up to ${REQUESTED_SUBNETS_MAX} subnets`,
  subnet,
  REQUESTED_SUBNETS_MAX,
);
/** The subnets of a cluster. */
export const subnetList: Codec<readonly Subnet[]> = list('a list of subnets', subnet);

const tagKey: Codec<string> = matching(grammars.tagKey);
/** Tags; the edition limits how many there may be (F-60). */
export const tags: Codec<Tags> = dictionary('tags', tagKey, matching(grammars.tagValue));
/** The tags of a request. */
export const requestedTags: Codec<Tags> = tags;
/** The tag keys of a request. */
export const requestedTagKeys: Codec<readonly string[]> = list('a list of tag keys', tagKey);
