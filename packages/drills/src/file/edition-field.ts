/**
 * The edition that a drill runs under: a released one, or one with changes.
 *
 * @module
 */
import {
  customEdition,
  editions,
  type Duration,
  type Durations,
  type Edition,
  type EditionChanges,
  type EpochMillis,
} from '@hsm-lifecycle/core';
import { left, right } from '../kernel/either.ts';
import {
  field,
  listField,
  optionalField,
  recordField,
  recordOr,
  type Field,
  type FieldsOf,
} from './field.ts';
import { mapField } from './map-field.ts';
import { countField, instantField, spanField, textField, wordField } from './values.ts';

type ReleasedName = 'aws2026' | 'aws2024' | 'instant';
const releasedName: Field<ReleasedName> = wordField('aws2026', 'aws2024', 'instant');

type Spans = { readonly [Operation in keyof Durations]?: Duration };
type EndOfSupport = {
  readonly 'hsm1.medium'?: EpochMillis;
  readonly 'hsm2m.medium'?: EpochMillis;
};
type CustomEdition = Pick<
  EditionChanges,
  | 'name'
  | 'backupEveryHours'
  | 'backupRetryAfterMinutes'
  | 'graceDays'
  | 'reprieveHours'
  | 'copyableStates'
  | 'retentionDaysMin'
  | 'retentionDaysMax'
  | 'retentionDaysDefault'
  | 'hsmsPerClusterMax'
  | 'hsmsToMigrateMax'
  | 'rollbackHours'
> & {
  readonly base?: ReleasedName;
  readonly sweep?: 'continuous' | 'MANUAL';
  readonly durations?: Spans;
  readonly replacement?: Partial<Edition['replacement']>;
  readonly endOfSupport?: EndOfSupport;
};

/** A span, or the word for work that ends when a `Settle` step says so. */
const durationField: Field<Duration> = field(
  'a span of time, such as "3h", or REPORTED for work that a Settle step ends',
  { anyOf: [spanField.schema, { const: 'REPORTED' }] },
  (input) => {
    const span = spanField.codec.decode(input);
    if (span._tag === 'Right') return span.right;
    return input === 'REPORTED' ? input : undefined;
  },
);

const spans: FieldsOf<Spans> = {
  clusterCreation: optionalField(durationField),
  restore: optionalField(durationField),
  initialization: optionalField(durationField),
  activation: optionalField(durationField),
  hsm: optionalField(durationField),
  backup: optionalField(durationField),
  copy: optionalField(durationField),
  hsmDeletion: optionalField(durationField),
  clusterDeletion: optionalField(durationField),
  migration: optionalField(durationField),
};

const replacement: FieldsOf<Partial<Edition['replacement']>> = {
  detectedAfter: optionalField(durationField),
  takes: optionalField(durationField),
};

const endOfSupport: FieldsOf<EndOfSupport> = {
  'hsm1.medium': optionalField(instantField),
  'hsm2m.medium': optionalField(instantField),
};

const number = optionalField(countField('a whole number'));
const changes: Field<CustomEdition> = recordField<CustomEdition>('an edition of your own', {
  name: textField('a name for this edition'),
  base: optionalField(releasedName),
  durations: optionalField(recordField<Spans>('durations, such as { "copy": "3h" }', spans)),
  replacement: optionalField(
    recordField<Partial<Edition['replacement']>>(
      'a replacement, such as { "detectedAfter": "2h", "takes": "30m" }',
      replacement,
    ),
  ),
  endOfSupport: optionalField(
    recordField<EndOfSupport>(
      'ends of support by HSM type, such as { "hsm1.medium": "2026-03-31" }',
      endOfSupport,
    ),
  ),
  sweep: optionalField(wordField('continuous', 'MANUAL')),
  backupEveryHours: number,
  backupRetryAfterMinutes: number,
  graceDays: number,
  reprieveHours: number,
  copyableStates: optionalField(
    listField(wordField('READY', 'PENDING_DELETION'), 'states, such as ["READY"]', 1),
  ),
  retentionDaysMin: number,
  retentionDaysMax: number,
  retentionDaysDefault: number,
  hsmsPerClusterMax: number,
  hsmsToMigrateMax: number,
  rollbackHours: number,
});

const ownEdition: Field<Edition> = mapField(changes, ({ base = 'aws2026', ...rest }) => {
  const made = customEdition(editions[base], rest);
  if (made._tag === 'Right') return right(made.right);
  const { field: member, expected } = made.left;
  return left({ member, expected });
});

const released: Field<Edition> = mapField(releasedName, (name) => right(editions[name]));

/** The edition of a drill file. */
export const editionField: Field<Edition> = recordOr(
  ownEdition,
  released,
  'an edition (aws2026, aws2024 or instant), or one of your own, ' +
    'such as { "name": "slow", "base": "aws2026", "durations": { "copy": "3h" } }',
);
