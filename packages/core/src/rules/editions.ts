/**
 * The released editions. A released edition never changes; a correction gets a new name.
 *
 * @module
 */
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../model/instant.ts';
import type { Durations, Platform, Edition } from '../model/edition.ts';

const hsm1: Platform = Object.freeze({ hsmType: 'hsm1.medium', mode: 'FIPS' });
const hsm2: Platform = Object.freeze({ hsmType: 'hsm2m.medium', mode: 'FIPS' });
const hsm2Open: Platform = Object.freeze({ hsmType: 'hsm2m.medium', mode: 'NON_FIPS' });

/** Freezes a value deeply. */
export const frozen = <Value>(value: Value): Value => {
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(frozen);
  return Object.freeze(value);
};

const aws2026: Edition = frozen({
  name: 'aws2026',
  hsmsPerClusterMax: 28,
  retentionDaysMin: 7,
  retentionDaysMax: 379,
  retentionDaysDefault: 90,
  graceDays: 7,
  backupEveryHours: 24,
  backupRetryAfterMinutes: 60,
  reprieveHours: 1,
  copyableStates: ['READY'],
  sweep: 'continuous',
  forcedBackups: ['ACTIVATION', 'HSM_ADDED', 'HSM_REMOVED'],
  userNameLengthMax: 31,
  certificatesMax: 60,
  tagsMax: 50,
  subnetsMax: 10,
  capacities: {
    'hsm1.medium': { keysMax: 3300, asymmetricKeysMax: 3300, usersMax: 250 },
    'hsm2m.medium': { keysMax: 16_666, asymmetricKeysMax: 3333, usersMax: 1024 },
  },
  creatable: [hsm2, hsm2Open],
  restorable: [
    { from: hsm1, to: [hsm2, hsm1] },
    { from: hsm2, to: [hsm2] },
    { from: hsm2Open, to: [hsm2Open] },
  ],
  migratable: [{ from: 'hsm1.medium', to: 'hsm2m.medium' }],
  hsmsToMigrateMax: 27,
  rollbackHours: 24,
  durations: {
    clusterCreation: 5 * MINUTE_MS,
    restore: 5 * MINUTE_MS,
    initialization: 2 * MINUTE_MS,
    activation: 0,
    hsm: 10 * MINUTE_MS,
    backup: 2 * MINUTE_MS,
    copy: 10 * MINUTE_MS,
    hsmDeletion: 2 * MINUTE_MS,
    clusterDeletion: 2 * MINUTE_MS,
    migration: 30 * MINUTE_MS,
  },
  replacement: { detectedAfter: HOUR_MS, takes: 20 * MINUTE_MS },
  // 2026-03-31T00:00:00Z
  endOfSupport: { 'hsm1.medium': 1_774_915_200_000 },
});

const atOnce: Durations = frozen({
  clusterCreation: 0,
  restore: 0,
  initialization: 0,
  activation: 0,
  hsm: 0,
  backup: 0,
  copy: 0,
  hsmDeletion: 0,
  clusterDeletion: 0,
  migration: 0,
});

/**
 * The released editions: AWS as documented in 2026; in 2024, when new clusters could be
 * `hsm1.medium` (F-185); and 2026 with work that takes no time.
 */
export const editions: {
  readonly aws2026: Edition;
  readonly aws2024: Edition;
  readonly instant: Edition;
} = frozen({
  aws2026,
  aws2024: {
    ...aws2026,
    name: 'aws2024',
    creatable: [hsm2, hsm2Open, hsm1],
    endOfSupport: {},
  },
  // Detection at once would hide that an HSM is DEGRADED.
  instant: {
    ...aws2026,
    name: 'instant',
    durations: atOnce,
    replacement: { detectedAfter: 'REPORTED', takes: 0 },
  },
});

const released: readonly Edition[] = [editions.aws2026, editions.aws2024, editions.instant];

/** Finds a released edition by its name. */
export const editionNamed = (name: string): Edition | undefined =>
  released.find((edition) => edition.name === name);

/** Tells whether an edition is a released one, by identity: an equal copy is not. */
export const isReleased = (it: Edition): boolean => released.includes(it);

/** The grace period of a deleted backup, in milliseconds (F-145). */
export const graceMs = (holder: { readonly edition: Edition }): number =>
  holder.edition.graceDays * DAY_MS;

/** When work that starts at an instant will end; `undefined` when a host reports the end. */
export const endOf = (duration: Durations[keyof Durations], at: number): number | undefined =>
  duration === 'REPORTED' ? undefined : at + duration;
