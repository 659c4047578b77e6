/**
 * Distributions, probabilities and limits as they are written in scenario files.
 *
 * @module
 */
import { HOUR_MS, type Millis } from '@hsm-lifecycle/core';
import {
  field,
  mapField,
  optionalField,
  recordField,
  recordOr,
  spanField,
  type Field,
} from '@hsm-lifecycle/drills/fields';
import { left, right, type Either } from '../kernel/either.ts';
import type { Distribution } from '../random/distribution.ts';
import type { Limit } from './scenario.ts';

/** A number greater than 0. */
const positiveField: Field<number> = field(
  'a number greater than 0',
  { type: 'number', exclusiveMinimum: 0 },
  (input) => (typeof input === 'number' && Number.isFinite(input) && input > 0 ? input : undefined),
);

/** A probability. */
export const probabilityField: Field<number> = field(
  'a probability from 0 to 1',
  { type: 'number', minimum: 0, maximum: 1 },
  (input) => (typeof input === 'number' && input >= 0 && input <= 1 ? input : undefined),
);

/** The share of a quantile. */
export const quantileField: Field<number> = field(
  'a share between 0 and 1, such as 0.99',
  { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1 },
  (input) => (typeof input === 'number' && input > 0 && input < 1 ? input : undefined),
);

/** A span longer than nothing. */
export const longSpanField: Field<Millis> = mapField(spanField, (span) =>
  span > 0 ? right(span) : left({ member: '', expected: 'a span longer than nothing' }),
);

const uniformField: Field<readonly [Millis, Millis]> = field(
  'two spans, such as ["15m", "45m"], the shorter one first',
  { type: 'array', items: spanField.schema, minItems: 2, maxItems: 2 },
  (input) => {
    if (!Array.isArray(input) || input.length !== 2) return undefined;
    const [least, most] = input.map((it: unknown) => spanField.codec.decode(it));
    return least?._tag === 'Right' && most?._tag === 'Right' && least.right <= most.right
      ? [least.right, most.right]
      : undefined;
  },
);

type Shapes = {
  readonly constant?: Millis;
  readonly exponential?: Millis;
  readonly uniform?: readonly [Millis, Millis];
  readonly lognormal?: { readonly median: Millis; readonly p95: Millis };
  readonly weibull?: { readonly median: Millis; readonly shape: number };
};

const EXPECTED =
  'a distribution: a span such as "10m", or one of { "exponential": "1500d" }, ' +
  '{ "uniform": ["15m", "45m"] }, { "lognormal": { "median": "10m", "p95": "1h" } }, ' +
  '{ "weibull": { "median": "900d", "shape": 2 } }';

const shapes: Field<Shapes> = recordField<Shapes>(EXPECTED, {
  constant: optionalField(spanField),
  exponential: optionalField(longSpanField),
  uniform: optionalField(uniformField),
  lognormal: optionalField(
    recordField('a median and a 95 % quantile, such as { "median": "10m", "p95": "1h" }', {
      median: longSpanField,
      p95: longSpanField,
    }),
  ),
  weibull: optionalField(
    recordField('a median and a shape, such as { "median": "900d", "shape": 2 }', {
      median: longSpanField,
      shape: positiveField,
    }),
  ),
});

const oneOf = (it: Shapes): Distribution | undefined => {
  if (Object.keys(it).length !== 1) return undefined;
  if (it.constant !== undefined) return { constant: it.constant };
  if (it.exponential !== undefined) return { exponential: it.exponential };
  if (it.uniform !== undefined) return { uniform: it.uniform };
  if (it.lognormal !== undefined) return { lognormal: it.lognormal };
  return it.weibull === undefined ? undefined : { weibull: it.weibull };
};

const shaped = (
  it: Shapes,
): Either<{ readonly member: string; readonly expected: string }, Distribution> => {
  const one = oneOf(it);
  if (one === undefined) return left({ member: '', expected: EXPECTED });
  return 'lognormal' in one && one.lognormal.p95 <= one.lognormal.median
    ? left({ member: 'lognormal', expected: 'a p95 longer than the median' })
    : right(one);
};

const constantField: Field<Distribution> = mapField(spanField, (constant) => right({ constant }));

/** A distribution of spans: a span alone is always this long. */
export const distributionField: Field<Distribution> = recordOr(
  mapField(shapes, shaped),
  constantField,
  EXPECTED,
);

const eventFloor = (it: Distribution): Millis => {
  if ('constant' in it) return it.constant;
  if ('uniform' in it) return it.uniform[0];
  return HOUR_MS;
};

/** How long until something happens again: never at once, or it would happen for ever. */
export const recurringField: Field<Distribution> = mapField(distributionField, (it) =>
  eventFloor(it) > 0
    ? right(it)
    : left({ member: '', expected: 'a distribution of spans longer than nothing' }),
);

/** A limit: a span or a number. */
export const limitField: Field<Limit> = field(
  'a span such as "26h", or a number',
  { anyOf: [spanField.schema, { type: 'number' }] },
  (input) => {
    if (typeof input === 'number' && Number.isFinite(input)) return { number: input };
    const span = spanField.codec.decode(input);
    return span._tag === 'Right' ? { span: span.right } : undefined;
  },
);
