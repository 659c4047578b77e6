/**
 * The edition that a drill is run under: a released one, or one with something changed.
 *
 * @module
 */
import {
  customEdition,
  editions,
  type Durations,
  type Edition,
  type EditionChanges,
} from '@hsm-lifecycle/core';
import { field, optional, record, type Field, type FieldsOf, type JsonSchema } from './field.ts';
import { count, oneOf, span, text } from './values.ts';

const released = oneOf('aws2026', 'aws2024', 'instant');

type Spans = { readonly [Operation in keyof Durations]?: number };
type Changed = Pick<
  EditionChanges,
  | 'name'
  | 'backupEveryHours'
  | 'backupRetryAfterMinutes'
  | 'graceDays'
  | 'reprieveHours'
  | 'retentionDaysMin'
  | 'retentionDaysMax'
  | 'retentionDaysDefault'
  | 'hsmsPerClusterMax'
> & {
  readonly base?: keyof typeof editions;
  readonly sweep?: 'continuous' | 'MANUAL';
  readonly durations?: Spans;
};

const spans: FieldsOf<Spans> = {
  clusterCreation: optional(span),
  restore: optional(span),
  initialization: optional(span),
  hsm: optional(span),
  backup: optional(span),
  copy: optional(span),
  hsmDeletion: optional(span),
  clusterDeletion: optional(span),
};

const number = optional(count('a whole number'));
const changed: Field<Changed> = record<Changed>('an edition of your own', {
  name: text('a name for this edition'),
  base: optional(released),
  durations: optional(record<Spans>('spans of time by operation, such as { "copy": "3h" }', spans)),
  sweep: optional(oneOf('continuous', 'MANUAL')),
  backupEveryHours: number,
  backupRetryAfterMinutes: number,
  graceDays: number,
  reprieveHours: number,
  retentionDaysMin: number,
  retentionDaysMax: number,
  retentionDaysDefault: number,
  hsmsPerClusterMax: number,
});

const ownEdition = (input: unknown): Edition | undefined => {
  const decoded = changed.codec.decode(input);
  if (decoded._tag === 'Left') return undefined;
  const { base = 'aws2026', ...changes } = decoded.right;
  const made = customEdition(editions[base], changes);
  return made._tag === 'Right' ? made.right : undefined;
};

const schema: JsonSchema = { anyOf: [released.schema, changed.schema] };

/** The edition of a drill file. */
export const editionField: Field<Edition> = field(
  'an edition (aws2026, aws2024 or instant), or { "name": …, "base": …, and what differs, such as "durations": { "copy": "3h" } }',
  schema,
  (input) => {
    const base = released.codec.decode(input);
    return base._tag === 'Right' ? editions[base.right] : ownEdition(input);
  },
);
