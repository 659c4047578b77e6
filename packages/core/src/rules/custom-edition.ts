/**
 * Custom editions.
 *
 * @module
 */
import { undraft } from '../kernel/draft.ts';
import { excerpt } from '../kernel/excerpt.ts';
import { left, right, type Either } from '../kernel/either.ts';
import { equal } from '../kernel/equal.ts';
import { editionForm } from './edition-form.ts';
import { editionNamed, frozen, isReleased } from './editions.ts';
import { isInstant } from '../model/instant.ts';
import type { Duration, Edition, EditionChanges } from '../model/edition.ts';

/** Why an edition is refused: its first member that is wrong. */
export type BadEdition = {
  readonly _tag: 'BadEdition';
  readonly rule: 'M-9';
  readonly field: string;
  readonly expected: string;
  readonly actual: string;
};

type Check = readonly [field: string, expected: string, isRight: boolean, actual: unknown];

/**
 * The largest number in an edition: a hundred years in days. The same number of hours or minutes is
 * less, so every computed date stays an instant.
 */
const COUNT_MAX = 36_525;

/** A hundred years in milliseconds. */
const DURATION_MAX = 3_155_760_000_000;

const isCount = (value: number, min: number): boolean =>
  Number.isSafeInteger(value) && value >= min && value <= COUNT_MAX;

const countChecks = (it: Edition): readonly Check[] =>
  (
    [
      'hsmsPerClusterMax',
      'retentionDaysMin',
      'graceDays',
      'backupEveryHours',
      'userNameLengthMax',
      'tagsMax',
      'subnetsMax',
      'hsmsToMigrateMax',
    ] as const
  )
    .map((field): Check => [
      field,
      'a whole number from 1 to 36525',
      isCount(it[field], 1),
      it[field],
    ])
    .concat(
      (
        ['backupRetryAfterMinutes', 'reprieveHours', 'certificatesMax', 'rollbackHours'] as const
      ).map((field): Check => [
        field,
        'a whole number from 0 to 36525',
        isCount(it[field], 0),
        it[field],
      ]),
    );

const isDuration = (value: Duration): boolean =>
  value === 'REPORTED' || (Number.isSafeInteger(value) && value >= 0 && value <= DURATION_MAX);

const durationsIn = ({ durations, replacement }: Edition): readonly [string, Duration][] => [
  ...Object.entries(durations).map(([name, it]): [string, Duration] => [`durations.${name}`, it]),
  ...Object.entries(replacement).map(([name, it]): [string, Duration] => [
    `replacement.${name}`,
    it,
  ]),
];

const durationChecks = (edition: Edition): readonly Check[] =>
  durationsIn(edition).map(([field, value]): Check => [
    field,
    'milliseconds from 0 to 3155760000000, or REPORTED',
    isDuration(value),
    value,
  ]);

const TRIGGERS: readonly string[] = ['ACTIVATION', 'HSM_ADDED', 'HSM_REMOVED'];

const COPYABLE: ReadonlySet<string> = new Set(['READY', 'PENDING_DELETION']);

const isSweep = (sweep: Edition['sweep']): boolean =>
  typeof sweep === 'string'
    ? sweep === 'continuous' || sweep === 'MANUAL'
    : isCount(sweep.everyHours, 1);

const retentionChecks = (it: Edition): readonly Check[] => {
  const {
    retentionDaysMin: min,
    retentionDaysMax: max,
    retentionDaysDefault: standard,
    sweep,
  } = it;
  return [
    ['retentionDaysMax', `a whole number, ${min} or more`, isCount(max, min), max],
    [
      'retentionDaysDefault',
      `a whole number from ${min} to ${max}`,
      isCount(standard, min) && standard <= max,
      standard,
    ],
    [
      'forcedBackups',
      `some of ${TRIGGERS.join(', ')}`,
      it.forcedBackups.every((each) => TRIGGERS.includes(each)),
      it.forcedBackups,
    ],
    [
      'sweep',
      "continuous, MANUAL, or a whole number 'everyHours'",
      isSweep(sweep),
      JSON.stringify(sweep),
    ],
  ];
};

const COPYABLE_TEXT = 'READY, or READY and PENDING_DELETION';

const copyCheck = ({ copyableStates: its }: Edition): Check => {
  const isFine = its.includes('READY') && its.every((it) => COPYABLE.has(it));
  return ['copyableStates', COPYABLE_TEXT, isFine, its];
};

const platformChecks = (it: Edition): readonly Check[] =>
  [
    ...it.creatable,
    ...it.restorable.flatMap(({ from, to }) => [from, ...to]),
    ...it.migratable.flatMap(({ from, to }) => [{ hsmType: from }, { hsmType: to }]),
  ].map(({ hsmType }): Check => [
    'capacities',
    `a capacity for ${hsmType}`,
    Object.hasOwn(it.capacities, hsmType),
    Object.keys(it.capacities).join(', '),
  ]);

const capacityChecks = ({ capacities }: Edition): readonly Check[] =>
  Object.entries(capacities).flatMap(([hsmType, capacity]) =>
    Object.entries(capacity).map(([name, value]): Check => [
      `capacities.${hsmType}.${name}`,
      'a whole number from 0 to 36525',
      isCount(value, 0),
      value,
    ]),
  );

const supportChecks = ({ capacities, endOfSupport }: Edition): readonly Check[] =>
  Object.entries(endOfSupport).flatMap(([hsmType, at]): Check[] => [
    ['capacities', `a capacity for ${hsmType}`, Object.hasOwn(capacities, hsmType), hsmType],
    [`endOfSupport.${hsmType}`, 'an instant in milliseconds since the epoch', isInstant(at), at],
  ]);

const nameCheck = (it: Edition): Check => {
  const base = editionNamed(it.name);
  return [
    'name',
    'a name that no released edition has',
    it.name !== '' && (base === undefined || equal(base, it)),
    it.name,
  ];
};

const rangeRefusal = (it: Edition): BadEdition | undefined => {
  const checks = [
    ...countChecks(it),
    ...retentionChecks(it),
    copyCheck(it),
    ...durationChecks(it),
    ...platformChecks(it),
    ...capacityChecks(it),
    ...supportChecks(it),
    // Last: an edition that differs from its released namesake may have a member that is wrong.
    nameCheck(it),
  ];
  const wrong = checks.find(([, , isFine]) => !isFine);
  if (wrong === undefined) return undefined;
  const [field, expected, , actual] = wrong;
  return { _tag: 'BadEdition', rule: 'M-9', field, expected, actual: String(actual) };
};

/**
 * The frozen editions that have passed the check, remembered because a fleet checks its edition for
 * each new cluster and one check costs a few microseconds.
 */
const passed = new WeakSet<Edition>();

/**
 * Refuses an edition that cannot be used: a member of the wrong kind, a number out of range, or the
 * name of a released edition that it differs from. Freezes an edition that passes.
 */
export const editionRefusal = (it: Edition): BadEdition | undefined => {
  if (isReleased(it) || passed.has(it)) return undefined;
  const misfit = editionForm(it);
  if (misfit !== undefined) {
    const { field, expected, actual } = misfit;
    return { _tag: 'BadEdition', rule: 'M-9', field: field || 'edition', expected, actual };
  }
  const refusal = rangeRefusal(it);
  if (refusal === undefined) passed.add(frozen(it));
  return refusal;
};

const notAnObject = (field: string, value: unknown): BadEdition | undefined =>
  typeof value === 'object' && value !== null
    ? undefined
    : { _tag: 'BadEdition', rule: 'M-9', field, expected: 'an object', actual: excerpt(value) };

/**
 * Makes a custom edition from another edition and changes to it.
 *
 * @param base - `editions.aws2026`, or any other edition
 * @param changes - `name`, which no released edition has, and the members to replace; `durations`
 *   and `replacement` are merged
 * @returns Right: the edition, frozen. Left: `BadEdition`, which names the first wrong member.
 * @example
 * customEdition(editions.aws2026, { name: 'slow', durations: { copy: 3_600_000 } })._tag;
 * // => 'Right'
 */
export const customEdition = (
  base: Edition,
  changes: EditionChanges,
): Either<BadEdition, Edition> => {
  const [from, to] = [undraft(base), undraft(changes)];
  const misplaced = notAnObject('base', from) ?? notAnObject('changes', to);
  if (misplaced !== undefined) return left(misplaced);
  const it = {
    ...from,
    ...to,
    durations: { ...from.durations, ...to.durations },
    replacement: { ...from.replacement, ...to.replacement },
  };
  const refusal = editionRefusal(it);
  return refusal === undefined ? right(it) : left(refusal);
};
