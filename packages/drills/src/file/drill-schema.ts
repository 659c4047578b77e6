/**
 * The JSON Schema of drill files, made from the fields that decode them.
 *
 * @module
 */
import { refusalTags } from '@hsm-lifecycle/core';
import { drillField, expectationVariants, stepVariants } from './drill-codec.ts';
import type { Field, JsonSchema } from './field.ts';
import { REFUSAL_TAG } from './values.ts';

const definitionsOf = (
  fields: Readonly<Record<string, Field<unknown>>>,
): Readonly<Record<string, JsonSchema>> =>
  Object.fromEntries(Object.entries(fields).map(([name, { schema }]) => [name, schema]));

const anyOf = (fields: Readonly<Record<string, Field<unknown>>>): JsonSchema => ({
  anyOf: Object.keys(fields).map((name) => ({ $ref: `#/definitions/${name}` })),
});

/** What the schema of a step refers to. */
export const stepDefinitions: JsonSchema = {
  Step: anyOf(stepVariants),
  Expectation: anyOf(expectationVariants),
  ...definitionsOf(stepVariants),
  ...definitionsOf(expectationVariants),
  [REFUSAL_TAG]: { enum: refusalTags },
};

/** The JSON Schema (draft-07) of drill files, with which editors complete and check them. */
export const drillSchema: JsonSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'A drill of hsm-lifecycle',
  ...drillField.schema,
  definitions: stepDefinitions,
};
