/**
 * The grammars of ids, names and other texts: for each, a test and a description. Transitions,
 * codecs, drills and the JSON Schema all use these.
 *
 * They follow the service's own model (F-46 to F-62) with one exception: regions cover all of AWS's
 * partitions, several of which the model omits.
 *
 * @see CloudHSM V2 API 2017-04-28
 * @module
 */
import type { BackupId, ClusterId, EniId, HolderId, HsmId, SigningRequestId } from './ids.ts';
import type { AvailabilityZone, Region } from './placement.ts';

/** The form of a text. */
export type Grammar<Text extends string = string> = {
  /** What is expected, in words, such as `a region, such as eu-west-1`. */
  readonly expected: string;
  /** A regular expression over the whole text, for the flag `u`: JSON Schema's `pattern`. */
  readonly pattern: string;
  /** Tells whether a value matches. */
  readonly matches: (value: unknown) => value is Text;
};

/**
 * Twice the length of the longest text that a bounded pattern allows, since a symbol can take two
 * UTF-16 units. Longer texts fail without being matched.
 */
const TEXT_MAX = 512;

const grammar = <Text extends string = string>(
  expected: string,
  body: string,
  longest: number = TEXT_MAX,
): Grammar<Text> => {
  const pattern = `^${body}$`;
  const expression = new RegExp(pattern, 'u');
  return Object.freeze({
    expected,
    pattern,
    matches: (value: unknown): value is Text =>
      typeof value === 'string' && value.length <= longest && expression.test(value),
  });
};

const idOf = <Id extends string = string>(...kinds: readonly string[]): Grammar<Id> =>
  grammar(
    `${kinds.map((kind) => `${kind}-`).join(' or ')} and 11 to 16 of [2-7a-zA-Z]`,
    `(?:${kinds.join('|')})-[2-7a-zA-Z]{11,16}`,
  );

const hexIdOf = <Id extends string = string>(kind: string): Grammar<Id> =>
  grammar(`${kind}- and 8 to 17 hex digits`, `${kind}-[0-9a-fA-F]{8,17}`);

/**
 * All that F-53 allows, plus the partitions that it omits: `us-iso`, `us-isob`, `us-isof`,
 * `eu-isoe` and `eusc`.
 */
const REGION =
  '(?:[a-z]{2}(?:-gov|-iso[a-z]?)?|eusc-[a-z]{2})-(?:east|west|north|south|central){1,2}-[0-9]';

const TAG = String.raw`[\p{L}\p{Z}\p{N}_.:\/=+\-@]`;
const TAG_SYMBOLS = 'letters, digits, spaces and _.:/=+-@';

/** Any text of the length that the service allows for certificates and policies. */
const WHOLE_TEXT = String.raw`[\s\S]{1,20000}`;

const OCTET = '(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])';
const ACCOUNT = '[0-9]{12}';

/** The grammar of each kind of text. */
export const grammars: {
  /** An AWS account. */
  readonly account: Grammar;
  /** An account and a region, with a slash between. */
  readonly accountRegion: Grammar;
  /** An AWS Region of any partition. */
  readonly region: Grammar;
  /** An Availability Zone: its region and one letter. Excludes Local and Wavelength Zones. */
  readonly availabilityZone: Grammar;
  /** A cluster's id (F-46). */
  readonly clusterId: Grammar<ClusterId>;
  /** An HSM's id (F-46). */
  readonly hsmId: Grammar<HsmId>;
  /** A backup's id (F-46). */
  readonly backupId: Grammar<BackupId>;
  /** A cluster's id or a copy's; also what can be tagged (F-49). */
  readonly holderId: Grammar<HolderId>;
  /** The id of work in progress: a cluster's, an HSM's or a backup's. */
  readonly inProgressId: Grammar;
  /** An id that a client may choose: a cluster's or an HSM's. */
  readonly givenId: Grammar;
  /** The id of a network interface (F-62). */
  readonly eniId: Grammar<EniId>;
  /** A subnet's id. */
  readonly subnetId: Grammar;
  /** The id of a certificate signing request. */
  readonly signingRequestId: Grammar<SigningRequestId>;
  /** The eleven symbols after the prefix of each id generated for a holder. */
  readonly stem: Grammar;
  /** A hardware type (F-50). */
  readonly hsmType: Grammar;
  /** A dotted quad; the size of its numbers is not checked (F-62). */
  readonly ipAddress: Grammar;
  /** An IPv6 address as the model makes them, all groups in full. */
  readonly ipV6Address: Grammar;
  /** The range of a subnet's addresses; AWS allows 16 to 28 bits. */
  readonly cidr: Grammar;
  /** The key of a tag (F-60). */
  readonly tagKey: Grammar;
  /** The value of a tag (F-60). */
  readonly tagValue: Grammar;
  /** The operator's name for a key, a certificate or a key policy: 1 to 1,024 characters. */
  readonly name: Grammar;
  /** The certificate that initializes a cluster: text of up to 20,000 characters. */
  readonly certificate: Grammar;
  /** A resource policy: text of up to 20,000 characters (F-61). */
  readonly resourcePolicy: Grammar;
  /** Free text, such as a label or a reason: up to 1,024 characters. */
  readonly freeText: Grammar;
} = Object.freeze({
  account: grammar('an account: 12 digits', ACCOUNT),
  accountRegion: grammar(
    'an account and a region, such as 000000000000/eu-west-1',
    `${ACCOUNT}/${REGION}`,
  ),
  region: grammar('a region, such as eu-west-1', REGION),
  availabilityZone: grammar(
    'an Availability Zone, such as eu-west-1a (Local Zones and Wavelength Zones are not allowed)',
    `${REGION}[a-z]`,
  ),
  clusterId: idOf<ClusterId>('cluster'),
  hsmId: idOf<HsmId>('hsm'),
  backupId: idOf<BackupId>('backup'),
  holderId: idOf<HolderId>('cluster', 'backup'),
  inProgressId: idOf('cluster', 'hsm', 'backup'),
  givenId: idOf('cluster', 'hsm', 'backup'),
  eniId: hexIdOf<EniId>('eni'),
  subnetId: hexIdOf('subnet'),
  signingRequestId: idOf<SigningRequestId>('csr'),
  stem: grammar('11 of [2-7a-z]', '[2-7a-z]{11}'),
  hsmType: grammar(
    'an HSM type, such as hsm2m.medium',
    String.raw`(?=.{1,32}$)p?hsm[0-9][a-z.]*\.[a-zA-Z]+`,
  ),
  ipAddress: grammar('four numbers with dots between', String.raw`[0-9]{1,3}(?:\.[0-9]{1,3}){3}`),
  ipV6Address: grammar(
    'eight groups of four hex digits with colons between',
    '[0-9a-f]{4}(?::[0-9a-f]{4}){7}',
  ),
  cidr: grammar(
    'a range of addresses, such as 10.0.1.0/24, of 16 to 28 bits',
    String.raw`(?:${OCTET}\.){3}${OCTET}/(?:1[6-9]|2[0-8])`,
  ),
  tagKey: grammar(`1 to 128 ${TAG_SYMBOLS}`, `${TAG}{1,128}`),
  tagValue: grammar(`0 to 256 ${TAG_SYMBOLS}`, `${TAG}{0,256}`),
  name: grammar('text of 1 to 1,024 characters', String.raw`[\s\S]{1,1024}`, 2048),
  certificate: grammar('a certificate of 1 to 20,000 characters', WHOLE_TEXT, 40_000),
  resourcePolicy: grammar('a policy of 1 to 20,000 characters', WHOLE_TEXT, 40_000),
  freeText: grammar('text of up to 1,024 characters', String.raw`[\s\S]{0,1024}`, 2048),
});

/** The region that an Availability Zone is in. */
export const regionOf = (zone: AvailabilityZone): Region => zone.slice(0, -1);
