/**
 * The rules that a drill is run under: a released edition, or one with something changed.
 *
 * @module
 */
import {
  customRules,
  rules,
  type Durations,
  type Rules,
  type RulesChanges,
} from '@hsm-lifecycle/core';
import { field, optional, record, type Field, type FieldsOf, type JsonSchema } from './field.ts';
import { count, oneOf, span, text } from './values.ts';

const editions = oneOf('aws2026', 'aws2024', 'instant');

type Spans = { readonly [Operation in keyof Durations]?: number };
type Changed = Pick<
  RulesChanges,
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
  readonly edition?: keyof typeof rules;
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
const changed: Field<Changed> = record<Changed>('rules of your own', {
  name: text('a name for these rules'),
  edition: optional(editions),
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

const ownRules = (input: unknown): Rules | undefined => {
  const decoded = changed.codec.decode(input);
  if (decoded._tag === 'Left') return undefined;
  const { edition = 'aws2026', ...changes } = decoded.right;
  const made = customRules(rules[edition], changes);
  return made._tag === 'Right' ? made.right : undefined;
};

const schema: JsonSchema = { anyOf: [editions.schema, changed.schema] };

/** The rules of a drill file. */
export const rulesField: Field<Rules> = field(
  'an edition (aws2026, aws2024 or instant), or { "name": …, "edition": …, and what differs, such as "durations": { "copy": "3h" } }',
  schema,
  (input) => {
    const edition = editions.codec.decode(input);
    return edition._tag === 'Right' ? rules[edition.right] : ownRules(input);
  },
);
