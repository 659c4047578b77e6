/**
 * The fields of runbooks.
 *
 * @module
 */
import {
  countField,
  describedField,
  field,
  listField,
  mapField,
  optionalField,
  recordField,
  regionField,
  spanField,
  textField,
  variantField,
  wordField,
  zoneField,
  type Field,
  type FieldsOf,
} from '@hsm-lifecycle/drills/fields';
import type { EventType } from '@hsm-lifecycle/runbooks';
import { left, right } from '../kernel/either.ts';
import { distributionField, longSpanField } from './distribution-field.ts';
import { EVENT_TYPES } from './event-types.ts';
import { merged } from './merged.ts';
import type { RunbookFields, RunbookWakes, ScenarioRunbook } from './scenario.ts';

const eventField: Field<EventType> = field(
  'the type of an event, such as "RegionLost" (docs/reference/events.md)',
  { enum: EVENT_TYPES },
  (input) => EVENT_TYPES.find((type) => type === input),
);

const wakes: FieldsOf<RunbookWakes> = {
  as: optionalField(describedField('A name; the kind of runbook if left out.', textField())),
  every: optionalField(describedField('How often it runs.', longSpanField)),
  at: optionalField(
    describedField('When it runs: "22h" after midnight UTC, for "every": "1d".', spanField),
  ),
  on: optionalField(
    describedField('Events that wake it.', listField(eventField, 'a list of event types', 1)),
  ),
  respondsAfter: optionalField(
    describedField('How long people need to respond to a loss or a failure.', distributionField),
  ),
};

type Described<Shape> = { readonly sentence: string; readonly fields: FieldsOf<Shape> };

const count = countField('a whole number');
const zones = optionalField(listField(zoneField, 'a list of zones', 1));

const runbooks: { readonly [Kind in keyof RunbookFields]: Described<RunbookFields[Kind]> } = {
  CopyNewest: {
    sentence: 'Copies the newest backup of each cluster to a region.',
    fields: { to: regionField, from: optionalField(regionField) },
  },
  KeepNewest: {
    sentence: 'Deletes all copies in a region but the newest ones of each cluster.',
    fields: { region: regionField, count },
  },
  KeepGfs: {
    sentence: 'Deletes copies, but for the newest of each of the last days, weeks and months.',
    fields: { region: regionField, daily: count, weekly: count, monthly: count },
  },
  ExemptMonthly: {
    sentence: 'Exempts one backup a month from retention, for some months.',
    fields: { months: count },
  },
  RemoveForGood: {
    sentence: 'Removes keys and users from the HSMs, then from every backup and copy.',
    fields: {
      keys: optionalField(listField(textField(), 'a list of key ids', 1)),
      users: optionalField(listField(textField(), 'a list of user names', 1)),
      expired: optionalField(
        field('true or false', { type: 'boolean' }, (it) =>
          typeof it === 'boolean' ? it : undefined,
        ),
      ),
    },
  },
  RotateHsms: {
    sentence: 'Adds a new HSM and removes the oldest, again and again.',
    fields: { after: longSpanField },
  },
  PauseWhenIdle: {
    sentence: 'Removes the HSMs of a cluster that nobody uses.',
    fields: { idle: longSpanField },
  },
  FailOver: {
    sentence: 'Starts the clusters of a lost region again in another one.',
    fields: {
      to: regionField,
      from: optionalField(regionField),
      hsms: count,
      zones,
      retentionDays: optionalField(count),
    },
  },
  FailBack: {
    sentence: 'Brings clusters home once their region is in reach.',
    fields: { home: regionField, hsms: count, zones, retentionDays: optionalField(count) },
  },
  ForgetGone: {
    sentence: 'Forgets clusters and copies of which nothing is left.',
    fields: { after: spanField },
  },
};

const runbookVariant = (kind: string, { sentence, fields }: Described<object>) => {
  const common = { runbook: wordField(kind), ...wakes };
  const record = recordField<ScenarioRunbook>(`the runbook ${kind}`, merged(common, fields));
  const woken = mapField<ScenarioRunbook, ScenarioRunbook>(record, (it) =>
    it.every === undefined && it.on === undefined
      ? left({ member: 'every', expected: 'a span, or "on" with events: something must wake it' })
      : right(it),
  );
  return describedField(sentence, woken);
};

/** A runbook of each kind. */
export const runbookVariants: Readonly<Record<string, Field<ScenarioRunbook>>> = Object.fromEntries(
  Object.entries<Described<object>>(runbooks).map(([kind, it]) => [kind, runbookVariant(kind, it)]),
);

/** Any runbook. */
export const runbookField: Field<ScenarioRunbook> = variantField(
  { by: 'runbook', definition: 'Runbook', variants: runbookVariants },
  'a runbook, such as { "runbook": "CopyNewest", "to": "eu-central-1", "every": "1d", … }',
);
