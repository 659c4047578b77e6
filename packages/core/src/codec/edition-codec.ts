/**
 * The codec of editions: a released edition is written by name, a custom one in full.
 *
 * @module
 */
import type { Either } from '../kernel/either.ts';
import { equal } from '../kernel/equal.ts';
import { editionNamed, editions } from '../rules/editions.ts';
import type {
  BackupTrigger,
  Capacity,
  CopyableState,
  Duration,
  Durations,
  Platform,
  Edition,
  Replacement,
  Sweep,
  TypeChange,
} from '../model/edition.ts';
import { codec, failure, success, type Codec } from './io.ts';
import { decoded, type MalformedInput } from './malformed-input.ts';
import { hsmType, mode } from './names.ts';
import { count, instant, positive, text, wordOr, words } from './scalars.ts';
import { dictionary, list, made, record } from './shapes.ts';

const platform: Codec<Platform> = record<Platform>('a platform', { hsmType, mode });
const platforms: Codec<readonly Platform[]> = list('a list of platforms', platform);
const capacity: Codec<Capacity> = record<Capacity>('a capacity', {
  keysMax: count,
  asymmetricKeysMax: count,
  usersMax: count,
});
const duration: Codec<Duration> = wordOr('REPORTED', count);
const sweep: Codec<Sweep> = wordOr(
  'continuous',
  wordOr('MANUAL', record<{ readonly everyHours: number }>('everyHours', { everyHours: positive })),
);
const copyableState: Codec<CopyableState> = words('READY', 'PENDING_DELETION');
const trigger: Codec<BackupTrigger> = words('ACTIVATION', 'HSM_ADDED', 'HSM_REMOVED');

const durations: Codec<Durations> = record<Durations>('durations', {
  clusterCreation: duration,
  restore: duration,
  initialization: duration,
  activation: duration,
  hsm: duration,
  backup: duration,
  copy: duration,
  hsmDeletion: duration,
  clusterDeletion: duration,
  migration: duration,
});

const replacement: Codec<Replacement> = record<Replacement>('how HSMs are replaced', {
  detectedAfter: duration,
  takes: duration,
});

const shared = (it: Edition): Edition => {
  const base = editionNamed(it.name);
  return base !== undefined && equal(base, it) ? base : it;
};

/** An edition in full; one that equals a released edition is read as that edition. */
export const wholeEdition: Codec<Edition> = made<Edition, Edition>(
  'edition',
  {
    name: text,
    hsmsPerClusterMax: positive,
    retentionDaysMin: positive,
    retentionDaysMax: positive,
    retentionDaysDefault: positive,
    graceDays: positive,
    backupEveryHours: positive,
    backupRetryAfterMinutes: count,
    reprieveHours: count,
    copyableStates: list('a list of states', copyableState),
    sweep,
    forcedBackups: list('a list of what forces backups', trigger),
    userNameLengthMax: positive,
    certificatesMax: count,
    tagsMax: positive,
    subnetsMax: positive,
    capacities: dictionary('capacities', hsmType, capacity),
    creatable: platforms,
    restorable: list(
      'a restore matrix',
      record<Edition['restorable'][number]>('a line of the matrix', {
        from: platform,
        to: platforms,
      }),
    ),
    migratable: list(
      'a list of changes of type',
      record<TypeChange>('a change of type', { from: hsmType, to: hsmType }),
    ),
    hsmsToMigrateMax: positive,
    rollbackHours: count,
    durations,
    replacement,
    endOfSupport: dictionary('ends of support', hsmType, instant),
  },
  shared,
);

const EDITIONS = `${Object.keys(editions).join(', ')} or an object`;

/** The released edition that a value equals in every member, if any. */
export const editionOf = (it: Edition): Edition | undefined => {
  const whole = shared(it);
  return whole === editionNamed(it.name) ? whole : undefined;
};

/** An edition: the name of a released one, or an object. */
export const editionCodec: Codec<Edition> = codec<Edition>(EDITIONS, {
  validate: (value, context) => {
    if (typeof value !== 'string') return wholeEdition.validate(value, context);
    const base = editionNamed(value);
    return base === undefined ? failure(value, context) : success(base);
  },
  encode: (it) => (editionOf(it) === undefined ? wholeEdition.encode(it) : it.name),
  is: wholeEdition.is,
});

/**
 * Reads an edition and checks its shape and the range of each number. `customEdition` checks
 * whether the numbers make sense together.
 *
 * @param value - plain JSON: the name of a released edition, or an object with every member
 * @returns Right: the edition, frozen. Left: `MalformedInput` at the first wrong place.
 */
export const decodeEdition = (value: unknown): Either<MalformedInput, Edition> =>
  decoded(editionCodec, value);
