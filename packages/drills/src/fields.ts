/**
 * The fields that drill files are made of, for other files of the same kind: each carries its
 * decoder and its JSON Schema, and refuses bad input with its path.
 *
 * @module
 */
export {
  describedField,
  field,
  listField,
  optionalField,
  recordField,
  recordOr,
  variantField,
  type Field,
  type FieldsOf,
  type JsonSchema,
  type OptionalField,
  type Variants,
} from './file/field.ts';
export { mapField, type MemberFlaw } from './file/map-field.ts';
export { misfitAt, misfitsOf, misfitText, type DrillMisfit } from './file/misfit.ts';
export { editionField } from './file/edition-field.ts';
export { anyStep as stepField, quotas as quotasField } from './file/drill-codec.ts';
export { stepDefinitions } from './file/drill-schema.ts';
export {
  countField,
  instantField,
  regionField,
  spanField,
  textField,
  wordField,
  zoneField,
} from './file/values.ts';
export { spanFrom } from './file/step-time.ts';
