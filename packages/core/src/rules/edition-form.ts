/**
 * What an edition must be made of before its numbers are looked at.
 *
 * @module
 */
import {
  dictionaryOf,
  listOf,
  number,
  oneOf,
  recordOf,
  text,
  textOf,
  wordOr,
  type Form,
} from '../model/form.ts';
import { grammars } from '../model/grammar.ts';
import type { Capacity, Duration, Durations, Edition, Platform, Sweep } from '../model/edition.ts';

const hsmType = textOf(grammars.hsmType);
const platform: Form<Platform> = recordOf<Platform>('a platform', {
  hsmType,
  mode: oneOf('FIPS', 'NON_FIPS'),
});
const platforms: Form<readonly Platform[]> = listOf('a list of platforms', platform);
const duration: Form<Duration> = wordOr('REPORTED', number);
const sweep: Form<Sweep> = wordOr(
  'continuous',
  wordOr(
    'MANUAL',
    recordOf<{ readonly everyHours: number }>(
      "continuous, MANUAL, or a whole number 'everyHours'",
      { everyHours: number },
    ),
  ),
);

/** The form of an edition: the kind of each member. Ranges are checked afterwards. */
export const editionForm: Form<Edition> = recordOf<Edition>('an edition', {
  name: text,
  hsmsPerClusterMax: number,
  retentionDaysMin: number,
  retentionDaysMax: number,
  retentionDaysDefault: number,
  graceDays: number,
  backupEveryHours: number,
  backupRetryAfterMinutes: number,
  reprieveHours: number,
  sweep,
  forcedBackups: listOf(
    'some of ACTIVATION, HSM_ADDED, HSM_REMOVED',
    oneOf('ACTIVATION', 'HSM_ADDED', 'HSM_REMOVED'),
  ),
  userNameLengthMax: number,
  certificatesMax: number,
  tagsMax: number,
  subnetsMax: number,
  capacities: dictionaryOf(
    'a capacity for each HSM type',
    grammars.hsmType,
    recordOf<Capacity>('a capacity', {
      keysMax: number,
      asymmetricKeysMax: number,
      usersMax: number,
    }),
  ),
  creatable: platforms,
  restorable: listOf(
    'a restore matrix',
    recordOf<Edition['restorable'][number]>('a line of the matrix', {
      from: platform,
      to: platforms,
    }),
  ),
  durations: recordOf<Durations>('durations', {
    clusterCreation: duration,
    restore: duration,
    initialization: duration,
    hsm: duration,
    backup: duration,
    copy: duration,
    hsmDeletion: duration,
    clusterDeletion: duration,
  }),
});
