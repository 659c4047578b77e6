/**
 * Arbitrary values for commands: each is legal, up to both ends of its range.
 *
 * @module
 */
import {
  editions,
  INSTANT_MAX,
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

const YEARS_MS = 10 * 365 * 86_400_000;

/** Instants within ten years of the examples' start, and sometimes the first or last possible. */
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
 * Makes an arbitrary of subnets for a cluster: 1 to 10 of a region, each in its own zone (F-118).
 */
export const someSubnetsIn = (region: Region): Arbitrary<readonly Subnet[]> =>
  shuffledSubarray([...subnets(editions.aws2026.subnetsMax, region)], { minLength: 1 });

const text = (alphabet: string, minLength: number, maxLength: number): Arbitrary<string> =>
  string({ unit: constantFrom(...Array.from(alphabet)), minLength, maxLength });

const SUFFIX = [11, 16] as const;

/** The part of an id after its prefix, in AWS's wider form (F-46). */
const aSuffix: Arbitrary<string> = text(
  '234567abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ',
  ...SUFFIX,
);

/** Ids that a command may give a cluster (F-46). */
export const aClusterId: Arbitrary<ClusterId> = aSuffix.map(
  (suffix): ClusterId => `cluster-${suffix}`,
);
/** Ids that a command may give an HSM (F-46). */
export const anHsmId: Arbitrary<HsmId> = aSuffix.map((suffix): HsmId => `hsm-${suffix}`);
/** Ids of backups (F-46). */
export const aBackupId: Arbitrary<BackupId> = aSuffix.map((suffix): BackupId => `backup-${suffix}`);
/** Ids of network interfaces (F-62). */
export const anEniId: Arbitrary<EniId> = text('0123456789abcdef', 17, 17).map(
  (suffix): EniId => `eni-${suffix}`,
);
/** IPv4 addresses (F-62). */
export const anIpAddress: Arbitrary<IpAddress> = ipV4();

/**
 * Makes an arbitrary of retention days under an edition, often at the ends of the range (F-154).
 */
export const retentionDaysOf = ({
  retentionDaysMin: min,
  retentionDaysMax: max,
}: Edition): Arbitrary<number> => oneof(integer({ min, max }), constantFrom(min, max));

/** Retention days: 7 to 379 (F-154). */
export const someRetentionDays: Arbitrary<number> = retentionDaysOf(editions.aws2026);

/** Makes an arbitrary of platforms for new clusters under an edition (F-185). */
export const platformOf = ({ creatable }: Edition): Arbitrary<Platform> =>
  constantFrom(...creatable);

/** Platforms for new clusters (F-185). */
export const aPlatform: Arbitrary<Platform> = platformOf(editions.aws2026);

const PRINTABLE = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-';

const WORD = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_';

/** Names of users: 1 to 31 letters, digits and underscores (F-130, F-234). */
export const aUserName: Arbitrary<string> = text(WORD, 1, editions.aws2026.userNameLengthMax);
/** Roles of people (F-195). */
export const aRole: Arbitrary<'CO' | 'CU'> = constantFrom('CO', 'CU');
/** Users. */
export const aUser: Arbitrary<User> = record({
  name: aUserName,
  role: aRole,
  createdAt: anInstant,
  passwordSetAt: anInstant,
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

/** Tags: up to 50, with keys of 1 to 128 characters and values of up to 256 (F-60). */
export const someTags: Arbitrary<Tags> = dictionary(text(TAGGING, 1, 128), text(TAGGING, 0, 256), {
  maxKeys: editions.aws2026.tagsMax,
  noNullPrototype: true,
});
