/**
 * The laws, and functions that check steps, states and traces against them. Works without
 * fast-check.
 *
 * @module
 */
export {
  checksOf,
  firstBreach,
  judgeState,
  judgeStep,
  type Breach,
  type Checks,
  type StepVerdict,
  type Trace,
} from './laws/breach.ts';
export { deepLaws, deepLawsOf, type CoreFunctions } from './laws/deep-laws.ts';
export { momentsOf, type Law, type LawMoment, type LawStep } from './laws/law.ts';
export { laws } from './laws/laws.ts';
export type { FleetMachine, FleetState } from './laws/machine.ts';
export { nothingReturns, type NothingReturns } from './laws/nothing-returns.ts';
export { everythingEnds, stateLaws, type StateLaw } from './laws/state-law.ts';
