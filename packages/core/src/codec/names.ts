/**
 * Codecs of names: ids, regions, zones, addresses, tags, as the service's own model writes them
 * (F-46 to F-62).
 *
 * What the machine finds its way by (ids, regions, zones) is read by these everywhere. Subnets,
 * addresses and tags are checked where requests come in and read as text from what the machine
 * itself has written, so that nothing it can write is unreadable.
 *
 * @see CloudHSM V2 API 2017-04-28
 * @module
 */
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
  HsmType,
  IpAddress,
  Region,
  Subnet,
  Tags,
} from '../model/placement.ts';
import type { Codec } from './io.ts';
import { matching, text, words } from './scalars.ts';
import { dictionary, list, record } from './shapes.ts';

const ID = '[2-7a-zA-Z]{11,16}';
const SYMBOLS = '11 to 16 of [2-7a-zA-Z]';
const HEX = '8 to 17 hex digits';

const idOf = <Id extends string>(...kinds: readonly string[]): Codec<Id> =>
  matching<Id>(
    `${kinds.map((kind) => `${kind}-`).join(' or ')} and ${SYMBOLS}`,
    new RegExp(`^(?:${kinds.join('|')})-${ID}$`, 'u'),
  );

/** A cluster's id (F-46). */
export const clusterId: Codec<ClusterId> = idOf('cluster');
/** An HSM's id (F-46). */
export const hsmId: Codec<HsmId> = idOf('hsm');
/** A backup's id (F-46). */
export const backupId: Codec<BackupId> = idOf('backup');
/** A cluster's id or a copy's; also what can be tagged (F-49). */
export const holderId: Codec<HolderId> = idOf('cluster', 'backup');
/** A signing request's id. */
export const signingRequestId: Codec<SigningRequestId> = idOf('csr');
/** What an operation in progress goes by. */
export const inProgressId: Codec<string> = idOf('cluster', 'hsm', 'backup');
/** An id that was given rather than made. */
export const givenId: Codec<string> = idOf('cluster', 'hsm');
/** A network interface (F-62). */
export const eniId: Codec<EniId> = matching<EniId>(`eni- and ${HEX}`, /^eni-[0-9a-fA-F]{8,17}$/u);
/** What the ids made for a holder begin with. */
export const stem: Codec<Stem> = matching('11 of [2-7a-zA-Z]', /^[2-7a-zA-Z]{11}$/u);

const REGION = '[a-z]{2}(-gov)?-(east|west|north|south|central){1,2}-[0-9]';
/** A region (F-53). */
export const region: Codec<Region> = matching(
  'a region, such as eu-west-1',
  new RegExp(`^${REGION}$`, 'u'),
);
/** An Availability Zone (F-53). */
export const availabilityZone: Codec<AvailabilityZone> = matching(
  'an Availability Zone, such as eu-west-1a',
  new RegExp(`^${REGION}[a-z]$`, 'u'),
);
/** A hardware type (F-50). */
export const hsmType: Codec<HsmType> = matching(
  'an HSM type, such as hsm2m.medium',
  /^(?=.{1,32}$)p?hsm[0-9][a-z.]*\.[a-zA-Z]+$/u,
);
/** A mode (F-181). */
export const mode: Codec<ClusterMode> = words('FIPS', 'NON_FIPS');

/** An address as a request gives it: a dotted quad, whose numbers nobody checks (F-62). */
export const requestedIp: Codec<IpAddress> = matching(
  'four numbers with dots between',
  /^[0-9]{1,3}(?:\.[0-9]{1,3}){3}$/u,
);

const requestedSubnet: Codec<Subnet> = record<Subnet>('a subnet', {
  subnetId: matching(`subnet- and ${HEX}`, /^subnet-[0-9a-fA-F]{8,17}$/u),
  availabilityZone,
});
/**
 * Far above the ten that AWS takes (F-52), so that the machine can refuse an eleventh with its
 * rule; below what would keep it busy.
 */
const REQUESTED_SUBNETS_MAX = 100;
/** Subnets as a request gives them. */
export const requestedSubnets: Codec<readonly Subnet[]> = list(
  `a list of up to ${REQUESTED_SUBNETS_MAX} subnets`,
  requestedSubnet,
  REQUESTED_SUBNETS_MAX,
);
/** Subnets as a cluster keeps them. */
export const subnets: Codec<readonly Subnet[]> = list(
  'a list of subnets',
  record<Subnet>('a subnet', { subnetId: text, availabilityZone }),
);

const TAG = String.raw`[\p{L}\p{Z}\p{N}_.:/=+\-@]`;
const TAG_SYMBOLS = 'letters, digits, spaces and _.:/=+-@';
const tagKey: Codec<string> = matching(
  `1 to 128 ${TAG_SYMBOLS}`,
  new RegExp(`^${TAG}{1,128}$`, 'u'),
);
/** Tags as a request gives them; how many there may be is for the rules to say (F-60). */
export const requestedTags: Codec<Tags> = dictionary(
  'tags',
  tagKey,
  matching(`0 to 256 ${TAG_SYMBOLS}`, new RegExp(`^${TAG}{0,256}$`, 'u')),
);
/** Keys of tags as a request gives them. */
export const requestedTagKeys: Codec<readonly string[]> = list('a list of tag keys', tagKey);
/** Tags as a resource keeps them. */
export const tags: Codec<Tags> = dictionary('tags', text, text);
