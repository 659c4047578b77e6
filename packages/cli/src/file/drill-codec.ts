/**
 * Decoding drill files.
 *
 * @module
 */
import { left, right, type Either } from 'fp-ts/lib/Either.js';
import type { Drill, Expectation, Step, StepCommon } from './drill.ts';
import { expectationFields, expectationSays } from './expectation-fields.ts';
import {
  described,
  field,
  list,
  optional,
  record,
  variant,
  type Field,
  type FieldsOf,
} from './field.ts';
import { misfitsOf, type Misfit } from './misfit.ts';
import { editionField } from './edition-field.ts';
import { stepFields, stepSays } from './step-fields.ts';
import { count, instant, moment, name, oneOf, refusalTag, text } from './values.ts';

/** The name by which a drill file says what it is. */
export const DRILL_FORMAT = 'hsm-lifecycle/drill';

/** Joins fields; each part is checked against its own type where it is written. */
const joined = <Shape>(...parts: readonly object[]): FieldsOf<Shape> =>
  Object.fromEntries(
    parts.flatMap((part): readonly (readonly unknown[])[] => Object.entries(part)),
  );

const expectationField = (
  that: string,
  [says, fields]: readonly [says: string, fields: object],
): Field<Expectation> => {
  const common = {
    that: described(says, oneOf(that)),
    because: optional(described('Why it is expected; printed with the verdict.', text())),
  };
  return described(says, record<Expectation>('an expectation', joined(common, fields)));
};

/** An expectation of each kind. */
export const expectations: Readonly<Record<string, Field<Expectation>>> = Object.fromEntries(
  Object.entries(expectationFields).map(([that, fields]) => [
    that,
    expectationField(that, [expectationSays[that] ?? that, fields]),
  ]),
);

const expectationList = list(
  variant(
    { by: 'that', definition: 'Expectation', variants: expectations },
    'an expectation, such as { "that": "ClusterIs", … }',
  ),
  'a list of expectations',
);

const common: FieldsOf<StepCommon> = {
  at: optional(
    described(
      'When: "+2h" after the step before, or an ISO 8601 instant; the instant of the step before if left out.',
      moment,
    ),
  ),
  as: optional(described('A name for what this step makes.', name)),
  note: optional(described('Printed above the step.', text())),
  refused: optional(
    described('The tag of the refusal that this step is expected to meet.', refusalTag),
  ),
  expect: optional(described('Judged right after this step.', expectationList)),
};

const stepField = (
  act: string,
  [says, fields]: readonly [says: string, fields: object],
): Field<Step> =>
  described(
    says,
    record<Step>('a step', joined({ do: described(says, oneOf(act)) }, common, fields)),
  );

/** A step of each kind. */
export const steps: Readonly<Record<string, Field<Step>>> = Object.fromEntries(
  Object.entries(stepFields).map(([act, fields]) => [
    act,
    stepField(act, [stepSays[act] ?? act, fields]),
  ]),
);

type Quotas = Exclude<Drill['quotas'], undefined>;
const limits = record<Exclude<Quotas, 'NONE'>>('limits', {
  clusters: count('a number of clusters'),
  hsms: count('a number of HSMs'),
});
const quotas: Field<Quotas> = field(
  '"NONE", or limits for each region, such as { "clusters": 4, "hsms": 6 }',
  { anyOf: [{ const: 'NONE' }, limits.schema] },
  (input) => {
    if (input === 'NONE') return input;
    const decoded = limits.codec.decode(input);
    return decoded._tag === 'Right' ? decoded.right : undefined;
  },
);

type File = Drill & {
  readonly $schema?: string;
  readonly format: typeof DRILL_FORMAT;
  readonly version: 1;
};

/** A drill file. */
export const drillField: Field<File> = record<File>(
  `a drill file, which begins with { "format": "${DRILL_FORMAT}", "version": 1`,
  {
    $schema: optional(text('the place of the JSON Schema')),
    format: oneOf(DRILL_FORMAT),
    version: field('1, the version of the format', { const: 1 }, (input) =>
      input === 1 ? input : undefined,
    ),
    name: described('What the drill is called.', text()),
    description: optional(described('What it shows.', text())),
    edition: optional(
      described('An edition, or one of your own; "aws2026" if left out.', editionField),
    ),
    quotas: optional(
      described('What each region may have; 4 clusters and 6 HSMs if left out.', quotas),
    ),
    startsAt: described('The instant at which the drill begins.', instant),
    steps: list(
      variant(
        { by: 'do', definition: 'Step', variants: steps },
        'a step, such as { "at": "+2h", "do": "AddHsm", … }',
      ),
      'a list of at least one step',
      1,
    ),
    expect: optional(described('Judged at the end.', expectationList)),
  },
);

/**
 * Decodes a drill file.
 *
 * @param json - what `JSON.parse` gave
 * @returns Right: the drill. Left: each wrong place, with what was expected there.
 */
export const decodeDrill = (json: unknown): Either<readonly Misfit[], Drill> => {
  const result = drillField.codec.decode(json);
  return result._tag === 'Left' ? left(misfitsOf(result.left)) : right(result.right);
};
