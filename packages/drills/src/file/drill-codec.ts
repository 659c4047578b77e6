/**
 * Decoding drill files.
 *
 * @module
 */
import { left, right, type Either } from '../kernel/either.ts';
import type { CommonStepFields, Drill, DrillStep, Expectation } from './drill.ts';
import { editionField } from './edition-field.ts';
import { expectationFields, expectationSentences } from './expectation-fields.ts';
import {
  describedField,
  field,
  listField,
  optionalField,
  recordField,
  recordOr,
  variantField,
  type Field,
  type FieldsOf,
} from './field.ts';
import { mapField } from './map-field.ts';
import { misfitsOf, type DrillMisfit } from './misfit.ts';
import { STEPS_BY_OTHER_NAMES } from './nearest.ts';
import { stepChecksOf } from './step-checks.ts';
import { stepFields } from './step-fields.ts';
import { stepSentences } from './step-sentences.ts';
import {
  countField,
  instantField,
  nameField,
  refusalTagField,
  spanField,
  stepTimeField,
  textField,
  wordField,
} from './values.ts';

/** The `format` of a drill file. */
export const DRILL_FORMAT = 'hsm-lifecycle/drill';

/** Merges groups of fields; each group is checked against its own type where it is written. */
const merge = <Shape>(...groups: readonly object[]): FieldsOf<Shape> =>
  Object.fromEntries(
    groups.flatMap((group): readonly (readonly unknown[])[] => Object.entries(group)),
  );

const expectationField = (that: string, fields: object): Field<Expectation> => {
  const sentence = expectationSentences[that] ?? that;
  const common = {
    that: describedField(sentence, wordField(that)),
    because: optionalField(
      describedField('Why it is expected; printed with the verdict.', textField()),
    ),
  };
  const expectation = recordField<Expectation>('an expectation', merge(common, fields));
  return describedField(sentence, expectation);
};

/** An expectation of each kind. */
export const expectationVariants: Readonly<Record<string, Field<Expectation>>> = Object.fromEntries(
  Object.entries(expectationFields).map(([that, fields]) => [that, expectationField(that, fields)]),
);

const expectationList = listField(
  variantField(
    { by: 'that', definition: 'Expectation', variants: expectationVariants },
    'an expectation, such as { "that": "ClusterIs", … }',
  ),
  'a list of expectations',
);

const common: FieldsOf<CommonStepFields> = {
  at: optionalField(
    describedField(
      'When: "+2h" after the previous step, or an ISO 8601 instant; the same instant if left out.',
      stepTimeField,
    ),
  ),
  every: optionalField(
    describedField(
      'Repeats the step with this span in between; later steps are taken meanwhile.',
      spanField,
    ),
  ),
  until: optionalField(
    describedField(
      'When the repetition ends: "+30d" after its first time, or an ISO 8601 instant; ' +
        'with the last step of the drill if left out.',
      stepTimeField,
    ),
  ),
  as: optionalField(describedField('A name for what this step makes.', nameField)),
  note: optionalField(describedField('Printed above the step.', textField())),
  refused: optionalField(
    describedField('The tag of the refusal that this step should meet.', refusalTagField),
  ),
  expect: optionalField(describedField('Judged right after this step.', expectationList)),
};

const stepField = (kind: string, fields: object): Field<DrillStep> => {
  const sentence = stepSentences[kind] ?? kind;
  const act = { do: describedField(sentence, wordField(kind)) };
  const record = recordField<DrillStep>('a step', merge(act, common, fields));
  const checks = stepChecksOf(kind);
  const checked = mapField<DrillStep, DrillStep>(record, (step) => {
    const [flaw] = checks.flatMap(({ flawOf }) => flawOf(step) ?? []);
    return flaw === undefined ? right(step) : left(flaw);
  });
  const demands = Object.fromEntries(checks.flatMap(({ schema }) => Object.entries(schema)));
  return describedField(sentence, { ...checked, schema: { ...checked.schema, ...demands } });
};

/** A step of each kind. */
export const stepVariants: Readonly<Record<string, Field<DrillStep>>> = Object.fromEntries(
  Object.entries(stepFields).map(([kind, fields]) => [kind, stepField(kind, fields)]),
);

/** A step of any kind. */
export const anyStep: Field<DrillStep> = variantField(
  {
    by: 'do',
    definition: 'Step',
    variants: stepVariants,
    otherNames: STEPS_BY_OTHER_NAMES,
    instead: {
      CreateBackup:
        'another step: nobody can ask for a backup (F-139); AddHsm and RemoveHsm force one',
      ModifyCluster: 'SetRetention for the retention, or ChangeHsmType for the HSM type',
    },
  },
  'a step, such as { "at": "+2h", "do": "AddHsm", … }',
);

type Quotas = Exclude<Drill['quotas'], undefined>;
/** The quotas of a fleet. */
export const quotas: Field<Quotas> = recordOr(
  recordField<Exclude<Quotas, 'NONE'>>('quotas', {
    clusters: countField('a number of clusters'),
    hsms: countField('a number of HSMs'),
  }),
  wordField('NONE'),
  '"NONE", or quotas for each region, such as { "clusters": 4, "hsms": 6 }',
);

type DrillFileContents = Drill & {
  readonly $schema?: string;
  readonly format: typeof DRILL_FORMAT;
  readonly version: 1;
};

/** A drill file. */
export const drillField: Field<DrillFileContents> = recordField<DrillFileContents>(
  `a drill file: an object with "format": "${DRILL_FORMAT}" and "version": 1`,
  {
    $schema: optionalField(textField('the location of the JSON Schema')),
    format: wordField(DRILL_FORMAT),
    version: field('1, the version of the format', { const: 1 }, (input) =>
      input === 1 ? input : undefined,
    ),
    name: describedField('What the drill is called.', textField()),
    description: optionalField(describedField('What it shows.', textField())),
    edition: optionalField(
      describedField('An edition, or one of your own; "aws2026" if left out.', editionField),
    ),
    quotas: optionalField(
      describedField('The quotas of each region; 4 clusters and 6 HSMs if left out.', quotas),
    ),
    startsAt: describedField('The instant at which the drill begins.', instantField),
    steps: listField(anyStep, 'a list of at least one step', 1),
    expect: optionalField(describedField('Judged at the end.', expectationList)),
  },
);

/**
 * Decodes a drill file.
 *
 * @param json - the result of `JSON.parse`
 * @returns Right: the drill. Left: every wrong place, with what was expected there.
 */
export const decodeDrill = (json: unknown): Either<readonly DrillMisfit[], Drill> => {
  const result = drillField.codec.decode(json);
  return result._tag === 'Left' ? left(misfitsOf(result.left)) : right(result.right);
};

/**
 * Decodes a single step.
 *
 * @param json - the result of `JSON.parse`
 * @returns Right: the step. Left: every wrong place, with what was expected there.
 */
export const decodeStep = (json: unknown): Either<readonly DrillMisfit[], DrillStep> => {
  const result = anyStep.codec.decode(json);
  return result._tag === 'Left' ? left(misfitsOf(result.left)) : right(result.right);
};
