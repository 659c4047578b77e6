/**
 * Decoding scenario files, and their JSON Schema.
 *
 * @module
 */
import {
  describedField,
  editionField,
  field,
  instantField,
  listField,
  misfitsOf,
  optionalField,
  quotasField,
  recordField,
  spanField,
  stepDefinitions,
  stepField,
  textField,
  wordField,
  type DrillMisfit,
  type Field,
  type JsonSchema,
} from '@hsm-lifecycle/drills/fields';
import { left, right, type Either } from '../kernel/either.ts';
import { longSpanField } from './distribution-field.ts';
import { expectList, measureField, measureVariants, pricesField } from './measure-fields.ts';
import { processField, processVariants, workField } from './process-fields.ts';
import { runbookField, runbookVariants } from './runbook-fields.ts';
import type { Beginning, Scenario } from './scenario.ts';

/** The `format` of a scenario file. */
export const SCENARIO_FORMAT = 'hsm-lifecycle/scenario';

type Steps = Extract<Beginning, { readonly steps: unknown }>;

const ofSteps: Field<Steps> = recordField<Steps>('steps of a drill, and when they begin', {
  startsAt: describedField('The instant at which the fleet begins.', instantField),
  edition: optionalField(editionField),
  quotas: optionalField(quotasField),
  steps: listField(stepField, 'a list of steps'),
});
const ofDrill = recordField<{ readonly drill: string }>('a drill', {
  drill: textField('the path of a drill file, from the scenario file'),
});
const ofFleet = recordField<{ readonly fleet: string }>('a fleet', {
  fleet: textField('the path of a fleet file, from the scenario file'),
});

const has = (input: unknown, member: string): boolean =>
  typeof input === 'object' && input !== null && member in input;

const fieldFor = (input: unknown): Field<Beginning> => {
  if (has(input, 'drill')) return ofDrill;
  return has(input, 'fleet') ? ofFleet : ofSteps;
};

/** Chooses by the members that are there, so that errors keep their paths. */
const beginField: Field<Beginning> = {
  ...ofSteps,
  codec: {
    name: ofSteps.codec.name,
    validate: (input, context) => fieldFor(input).codec.validate(input, context),
    decode: (input) => fieldFor(input).codec.decode(input),
  },
  schema: { anyOf: [ofDrill.schema, ofFleet.schema, ofSteps.schema] },
};

type ScenarioFile = Scenario & {
  readonly $schema?: string;
  readonly format: typeof SCENARIO_FORMAT;
  readonly version: 1;
};

const processes = optionalField(listField(processField, 'a list of processes'));

const scenarioField: Field<ScenarioFile> = recordField<ScenarioFile>(
  `a scenario file: an object with "format": "${SCENARIO_FORMAT}" and "version": 1`,
  {
    $schema: optionalField(textField('the location of the JSON Schema')),
    format: wordField(SCENARIO_FORMAT),
    version: field('1, the version of the format', { const: 1 }, (input) =>
      input === 1 ? input : undefined,
    ),
    name: describedField('What the scenario is called.', textField()),
    description: optionalField(describedField('What it asks.', textField())),
    horizon: describedField('How long each run is measured.', longSpanField),
    warmUp: optionalField(
      describedField('How long each run lives before it is measured.', spanField),
    ),
    begin: describedField('The fleet to begin with.', beginField),
    work: optionalField(workField),
    faults: processes,
    workload: processes,
    runbooks: optionalField(listField(runbookField, 'a list of runbooks')),
    measures: listField(measureField, 'a list of at least one measure', 1),
    prices: optionalField(pricesField),
    expect: optionalField(expectList),
  },
);

/**
 * Decodes a scenario file.
 *
 * @param json - the result of `JSON.parse`
 * @returns Right: the scenario. Left: every wrong place, with what was expected there.
 */
export const decodeScenario = (json: unknown): Either<readonly DrillMisfit[], Scenario> => {
  const result = scenarioField.codec.decode(json);
  return result._tag === 'Left' ? left(misfitsOf(result.left)) : right(result.right);
};

const anyOf = (fields: Readonly<Record<string, Field<unknown>>>): JsonSchema => ({
  anyOf: Object.values(fields).map(({ schema }) => schema),
});

/** The JSON Schema (draft-07) of scenario files, with which editors complete and check them. */
export const scenarioSchema: JsonSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'A scenario of hsm-lifecycle',
  ...scenarioField.schema,
  definitions: {
    ...stepDefinitions,
    Process: anyOf(processVariants),
    Runbook: anyOf(runbookVariants),
    Measure: anyOf(measureVariants),
  },
};
