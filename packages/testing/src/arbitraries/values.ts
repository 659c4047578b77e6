/**
 * Arbitraries of the values that commands are made of: each is one that the machine and its codecs
 * take, up to the ends of its range.
 *
 * @module
 */
import {
  editions,
  type AvailabilityZone,
  type BackupId,
  type Certificate,
  type ClusterId,
  type EniId,
  type EpochMillis,
  type HsmId,
  type IpAddress,
  type Key,
  type Platform,
  type Region,
  type Role,
  type Edition,
  type Subnet,
  type Tags,
  type User,
} from '@hsm-lifecycle/core';
import {
  constantFrom,
  dictionary,
  integer,
  ipV4,
  oneof,
  option,
  record,
  shuffledSubarray,
  string,
  type Arbitrary,
} from 'fast-check';
import { START, subnets } from '../examples/inputs.ts';

/** The last instant that ECMAScript dates can name. */
const INSTANT_MAX: EpochMillis = 8.64e15;
const YEARS_MS = 10 * 365 * 86_400_000;

/**
 * Instants within ten years of the examples' start, now and then the first or the last that there
 * is.
 */
export const anInstant: Arbitrary<EpochMillis> = oneof(
  { arbitrary: integer({ min: START, max: START + YEARS_MS }), weight: 9 },
  { arbitrary: constantFrom(0, INSTANT_MAX), weight: 1 },
);

/** AWS Regions, one of GovCloud among them (F-53). */
export const aRegion: Arbitrary<Region> = constantFrom(
  'eu-west-1',
  'eu-central-1',
  'us-east-1',
  'ap-southeast-2',
  'us-gov-west-1',
);

/** Availability Zones (F-53). */
export const aZone: Arbitrary<AvailabilityZone> = aRegion.chain((region) =>
  constantFrom('a', 'b', 'c').map((letter) => `${region}${letter}`),
);

/**
 * Makes an arbitrary of what a cluster may be given as subnets: 1 to 10 of a region, no two in one
 * zone (F-118).
 *
 * @param region - where
 */
export const someSubnetsIn = (region: Region): Arbitrary<readonly Subnet[]> =>
  shuffledSubarray([...subnets(editions.aws2026.subnetsMax, region)], { minLength: 1 });

const text = (alphabet: string, minLength: number, maxLength: number): Arbitrary<string> =>
  string({ unit: constantFrom(...Array.from(alphabet)), minLength, maxLength });

const SUFFIX = [11, 16] as const;

/** What stands behind an id's prefix, in AWS's wider form (F-46). */
const aSuffix: Arbitrary<string> = text(
  '234567abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ',
  ...SUFFIX,
);

/** Ids that somebody may give a cluster (F-46). */
export const aClusterId: Arbitrary<ClusterId> = aSuffix.map(
  (suffix): ClusterId => `cluster-${suffix}`,
);
/** Ids that somebody may give an HSM (F-46). */
export const anHsmId: Arbitrary<HsmId> = aSuffix.map((suffix): HsmId => `hsm-${suffix}`);
/** Ids of backups (F-46). */
export const aBackupId: Arbitrary<BackupId> = aSuffix.map((suffix): BackupId => `backup-${suffix}`);
/** Ids of network interfaces (F-62). */
export const anEniId: Arbitrary<EniId> = text('0123456789abcdef', 17, 17).map(
  (suffix): EniId => `eni-${suffix}`,
);
/** Dotted quads (F-62). */
export const anIpAddress: Arbitrary<IpAddress> = ipV4();

/**
 * Makes an arbitrary of the days that a retention policy may have under some rules, the ends of the
 * range often (F-154).
 *
 * @param edition - whose range
 */
export const retentionDaysOf = ({
  retentionDaysMin: min,
  retentionDaysMax: max,
}: Edition): Arbitrary<number> => oneof(integer({ min, max }), constantFrom(min, max));

/** Days that a retention policy may have: 7 to 379 (F-154). */
export const someRetentionDays: Arbitrary<number> = retentionDaysOf(editions.aws2026);

/**
 * Makes an arbitrary of the platforms that a new cluster may have under some rules (F-185).
 *
 * @param edition - which ones can be created
 */
export const platformOf = ({ creatable }: Edition): Arbitrary<Platform> =>
  constantFrom(...creatable);

/** Platforms that a new cluster may have (F-185). */
export const aPlatform: Arbitrary<Platform> = platformOf(editions.aws2026);

const PRINTABLE = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-';

/** Names of users: 1 to 31 symbols (F-130). */
export const aUserName: Arbitrary<string> = text(PRINTABLE, 1, editions.aws2026.userNameLengthMax);
/** Roles that a person can have (F-195). */
export const aRole: Arbitrary<Exclude<Role, 'AU'>> = constantFrom('CO', 'CU');
/** Users. */
export const aUser: Arbitrary<User> = record({
  name: aUserName,
  role: aRole,
  createdAt: anInstant,
  lastSeenAt: option(anInstant, { nil: undefined }),
});

/** Ids of keys and certificates. */
export const aKeyId: Arbitrary<string> = text(PRINTABLE, 1, 40);
/** Keys. */
export const aKey: Arbitrary<Key> = record({
  keyId: aKeyId,
  label: option(text(PRINTABLE, 0, 40), { nil: undefined }),
  owner: aUserName,
  kind: constantFrom('symmetric', 'asymmetric'),
  createdAt: anInstant,
  expiresAt: option(anInstant, { nil: undefined }),
});
/** Certificates. */
export const aCertificate: Arbitrary<Certificate> = record({
  certificateId: aKeyId,
  subject: option(text(PRINTABLE, 0, 40), { nil: undefined }),
  putAt: anInstant,
  expiresAt: option(anInstant, { nil: undefined }),
});

const TAGGING = `${PRINTABLE} :/=+@`;

/** Tag lists: up to 50 keys of 1 to 128 symbols, values of up to 256 (F-60). */
export const someTags: Arbitrary<Tags> = dictionary(text(TAGGING, 1, 128), text(TAGGING, 0, 256), {
  maxKeys: editions.aws2026.tagsMax,
  noNullPrototype: true,
});
