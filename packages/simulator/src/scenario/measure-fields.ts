/**
 * The fields of measures, prices and expectations.
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
  type Field,
  type FieldsOf,
} from '@hsm-lifecycle/drills/fields';
import { left, right } from '../kernel/either.ts';
import type { Prices } from '../measures/hsm-hours.ts';
import { limitField, quantileField } from './distribution-field.ts';
import { merged } from './merged.ts';
import { sourceField } from './process-fields.ts';
import type { MeasureFields, ScenarioExpect, ScenarioMeasure } from './scenario.ts';

type Described<Shape> = { readonly sentence: string; readonly fields: FieldsOf<Shape> };

const hsms = countField('a number of HSMs');

const measures: { readonly [Kind in keyof MeasureFields]: Described<MeasureFields[Kind]> } = {
  RecoveryPoint: {
    sentence: 'The age of the newest point elsewhere, at every instant: what a loss would cost.',
    fields: { ifLost: regionField },
  },
  LostContents: { sentence: 'Keys and users that are lost.', fields: {} },
  RecoveryTime: {
    sentence: 'The time from a loss until a cluster has so many ACTIVE HSMs again.',
    fields: { hsms },
  },
  Exposure: {
    sentence: 'The time in which something that was deleted can still come back.',
    fields: { followUp: spanField },
  },
  BackupsHeld: {
    sentence: 'How many backups are READY and pending deletion.',
    fields: { region: optionalField(regionField) },
  },
  HsmHours: { sentence: 'How many HSM hours are used.', fields: {} },
  Cost: { sentence: 'What HSMs cost; needs "prices".', fields: {} },
  Calls: { sentence: 'Calls of runbooks and people, by type.', fields: {} },
  Serving: {
    sentence: 'The time with fewer serving HSMs, or zones, than wanted.',
    fields: { hsms, zones: optionalField(countField('a number of zones')) },
  },
};

const measureVariant = (kind: string, { sentence, fields }: Described<object>) => {
  const common = {
    measure: wordField(kind),
    as: optionalField(describedField('A name; its own if left out.', textField())),
  };
  return describedField(
    sentence,
    recordField<ScenarioMeasure>(`the measure ${kind}`, merged(common, fields)),
  );
};

/** A measure of each kind. */
export const measureVariants: Readonly<Record<string, Field<ScenarioMeasure>>> = Object.fromEntries(
  Object.entries<Described<object>>(measures).map(([kind, it]) => [kind, measureVariant(kind, it)]),
);

/** Any measure. */
export const measureField: Field<ScenarioMeasure> = variantField(
  { by: 'measure', definition: 'Measure', variants: measureVariants },
  'a measure, such as { "measure": "RecoveryPoint", "ifLost": "eu-west-1" }',
);

const hsmHourField: Field<Prices['hsmHour']> = field(
  'prices of an HSM hour by HSM type, such as { "*": 1.6 }',
  { type: 'object', additionalProperties: { type: 'number', minimum: 0 } },
  (input) => {
    if (typeof input !== 'object' || input === null || Array.isArray(input)) return undefined;
    const entries = Object.entries(input).filter(
      (entry): entry is [string, number] =>
        typeof entry[1] === 'number' && Number.isFinite(entry[1]) && entry[1] >= 0,
    );
    return entries.length === Object.keys(input).length ? Object.fromEntries(entries) : undefined;
  },
);

/** Prices. */
export const pricesField: Field<Prices> = recordField<Prices>('prices', {
  currency: textField('a currency, such as "USD"'),
  hsmHour: hsmHourField,
  source: sourceField,
});

const expectation = recordField<ScenarioExpect>('an expectation', {
  measure: textField('the name or the kind of a measure of this scenario'),
  label: optionalField(
    describedField('Which number of the measure; its first one if left out.', textField()),
  ),
  quantile: optionalField(
    describedField('0.99: what 99 % of the time or of the cases do not exceed.', quantileField),
  ),
  statistic: optionalField(
    describedField(
      'The mean, the share of time, or the chance that it happens in a run at all.',
      wordField('mean', 'share', 'chance'),
    ),
  ),
  atMost: optionalField(limitField),
  atLeast: optionalField(limitField),
  because: optionalField(
    describedField('Why it is expected; printed with the verdict.', textField()),
  ),
});

/** What is expected of a measure. */
const expectField: Field<ScenarioExpect> = mapField<ScenarioExpect, ScenarioExpect>(
  expectation,
  (it) => {
    if ((it.quantile === undefined) === (it.statistic === undefined))
      return left({ member: 'quantile', expected: 'either "quantile" or "statistic"' });
    return (it.atMost === undefined) === (it.atLeast === undefined)
      ? left({ member: 'atMost', expected: 'either "atMost" or "atLeast"' })
      : right(it);
  },
);

/** A list of expectations. */
export const expectList: Field<readonly ScenarioExpect[]> = listField(
  expectField,
  'a list of expectations',
);
