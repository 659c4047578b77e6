/**
 * What the fields of a step demand of each other.
 *
 * @module
 */
import type { DrillStep } from './drill.ts';
import type { JsonSchema } from './field.ts';
import type { MemberFlaw } from './map-field.ts';

/** A demand, for the decoder and for the JSON Schema. */
type StepCheck = {
  readonly schema: JsonSchema;
  readonly flawOf: (step: DrillStep) => MemberFlaw | undefined;
};

/** Ajv's strict mode wants to see the properties that are required. */
const present = (...names: readonly string[]): JsonSchema => ({
  properties: Object.fromEntries(names.map((name) => [name, true])),
  required: names,
});

const repetition: StepCheck = {
  schema: { dependencies: { until: ['every'], every: { properties: { as: false } } } },
  flawOf: ({ every, until, as }) => {
    if (until !== undefined && every === undefined)
      return { member: 'every', expected: 'a span of time, since "until" ends a repetition' };
    return as === undefined || every === undefined
      ? undefined
      : { member: 'as', expected: 'no name, since this step is repeated' };
  },
};

const oneHsm: StepCheck = {
  schema: {
    anyOf: [present('hsm'), present('cluster', 'eni'), present('cluster', 'ipAddress')],
  },
  flawOf: (step) => {
    if (step.do !== 'RemoveHsm' || step.hsm !== undefined) return undefined;
    const { cluster, eni, ipAddress } = step;
    if (cluster !== undefined && (eni ?? ipAddress) !== undefined) return undefined;
    const expected = 'an HSM, or else a "cluster" with an "eni" or an "ipAddress"';
    return { member: 'hsm', expected };
  },
};

/** The demands on a kind of step. */
export const stepChecksOf = (kind: string): readonly StepCheck[] =>
  kind === 'RemoveHsm' ? [repetition, oneHsm] : [repetition];
