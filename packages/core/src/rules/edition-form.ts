/**
 * The form that an edition must have before its numbers are checked.
 *
 * @module
 */
import {
  dictionaryForm,
  listForm,
  numberForm,
  wordsForm,
  exactForm,
  textForm,
  grammarForm,
  wordOrForm,
  type Form,
} from '../model/form.ts';
import { grammars } from '../model/grammar.ts';
import type {
  Capacity,
  Duration,
  Durations,
  Edition,
  Platform,
  Replacement,
  Sweep,
  TypeChange,
} from '../model/edition.ts';

const hsmType = grammarForm(grammars.hsmType);
const platform: Form<Platform> = exactForm<Platform>('a platform', {
  hsmType,
  mode: wordsForm('FIPS', 'NON_FIPS'),
});
const platforms: Form<readonly Platform[]> = listForm('a list of platforms', platform);
const duration: Form<Duration> = wordOrForm('REPORTED', numberForm);
const sweep: Form<Sweep> = wordOrForm(
  'continuous',
  wordOrForm(
    'MANUAL',
    exactForm<{ readonly everyHours: number }>(
      "continuous, MANUAL, or a whole number 'everyHours'",
      { everyHours: numberForm },
    ),
  ),
);

/** The form of an edition: the kind of each member. Ranges are checked afterwards. */
export const editionForm: Form<Edition> = exactForm<Edition>('an edition', {
  name: textForm,
  hsmsPerClusterMax: numberForm,
  retentionDaysMin: numberForm,
  retentionDaysMax: numberForm,
  retentionDaysDefault: numberForm,
  graceDays: numberForm,
  backupEveryHours: numberForm,
  backupRetryAfterMinutes: numberForm,
  reprieveHours: numberForm,
  copyableStates: listForm(
    'READY, or READY and PENDING_DELETION',
    wordsForm('READY', 'PENDING_DELETION'),
  ),
  sweep,
  forcedBackups: listForm(
    'some of ACTIVATION, HSM_ADDED, HSM_REMOVED',
    wordsForm('ACTIVATION', 'HSM_ADDED', 'HSM_REMOVED'),
  ),
  userNameLengthMax: numberForm,
  certificatesMax: numberForm,
  tagsMax: numberForm,
  subnetsMax: numberForm,
  capacities: dictionaryForm(
    'a capacity for each HSM type',
    grammars.hsmType,
    exactForm<Capacity>('a capacity', {
      keysMax: numberForm,
      asymmetricKeysMax: numberForm,
      usersMax: numberForm,
    }),
  ),
  creatable: platforms,
  restorable: listForm(
    'a restore matrix',
    exactForm<Edition['restorable'][number]>('a line of the matrix', {
      from: platform,
      to: platforms,
    }),
  ),
  migratable: listForm(
    'a list of changes of type',
    exactForm<TypeChange>('a change of type', { from: hsmType, to: hsmType }),
  ),
  hsmsToMigrateMax: numberForm,
  rollbackHours: numberForm,
  durations: exactForm<Durations>('durations', {
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
  }),
  replacement: exactForm<Replacement>('how HSMs are replaced', {
    detectedAfter: duration,
    takes: duration,
  }),
  endOfSupport: dictionaryForm(
    'an instant for each HSM type whose support ends',
    grammars.hsmType,
    numberForm,
  ),
});
