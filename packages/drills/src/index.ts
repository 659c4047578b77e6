/**
 * Drills: rehearsals of runbooks. Decode a drill file, run it, and get a verdict on each
 * expectation.
 *
 * @module
 */
export type {
  CommonStepFields,
  Drill,
  DrillStep,
  Expectation,
  ExpectationFields,
  ExpectationKind,
  ExpectationOf,
  PlaceFields,
  Reference,
  StepFields,
  StepKind,
  StepOf,
} from './file/drill.ts';
export { decodeDrill, decodeStep, DRILL_FORMAT } from './file/drill-codec.ts';
export { drillSchema } from './file/drill-schema.ts';
export type { JsonSchema } from './file/field.ts';
export { misfitText, type DrillMisfit } from './file/misfit.ts';
export { instantOf, type StepTime } from './file/step-time.ts';
export {
  contentsOnHsms,
  hasPassed,
  type AcceptedCommand,
  type DrillEvent,
  type DrillRun,
  type DrillVerdict,
  type TimelineEntry,
} from './ledger/ledger.ts';
export type { NamedFleet } from './ledger/named-fleet.ts';
export type { UnresolvedReference } from './ledger/references.ts';
export { EVENTS_MAX, passTime, type TooFar } from './run/pass-time.ts';
export { runDrill } from './run/run-drill.ts';
export { commandsForStep } from './run/step-commands.ts';
export type {
  CommandStep,
  StepCommands,
  StepContext,
  UnresolvedField,
} from './run/step-context.ts';
