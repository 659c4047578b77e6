/**
 * The JSON Schema of drill files, made of the same fields that decode them.
 *
 * @module
 */
import { drillField, expectations, steps } from './drill-codec.ts';
import type { Field, JsonSchema } from './field.ts';

const definitionsOf = (fields: Readonly<Record<string, Field<unknown>>>): Readonly<Record<string, JsonSchema>> =>
  Object.fromEntries(Object.entries(fields).map(([name, { schema }]) => [name, schema]));

/** The JSON Schema (draft-07) of drill files, for editors to complete and check them. */
export const drillSchema: JsonSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'A drill of hsm-lifecycle',
  ...drillField.schema,
  definitions: { ...definitionsOf(steps), ...definitionsOf(expectations) },
};
