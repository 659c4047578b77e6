/**
 * Examples, arbitraries, a given/when kit, laws, an explorer and a second opinion, for tests of
 * code that embeds the machine.
 *
 * @module
 */
export * from './examples/outcome.ts';
export { aHistory, aHistoryWith, type HistoryWith } from './histories/a-history.ts';
export * from './arbitraries/a-fleet.ts';
export { historyText, type Crash, type FleetHistory, type HistoryStep } from './histories/history.ts';
export type { Dial } from './histories/commands/proposing.ts';
export * from './examples/cluster.ts';
export * from './examples/copy.ts';
export * from './histories/for-all-histories.ts';
export { given, givenFleet, type Decision, type Given } from './examples/given.ts';
export * from './examples/fleet.ts';
export * from './examples/inputs.ts';
export { seedFromEnvironment } from './histories/seed.ts';
export { inProgress, settled, type InProgress } from './examples/settled.ts';
export * from './arbitraries/values.ts';
export { withRunbook, type Runbook } from './histories/with-runbook.ts';

export { deepLaws, deepLawsOf, type CoreFunctions } from './laws/deep-laws.ts';
export * from '../../explorer/src/index.ts';
export { laws } from './laws/laws.ts';
export { nothingReturns, type NothingReturns } from './laws/nothing-returns.ts';
export { momentsOf, type Law, type LawStep, type LawMoment } from './laws/law.ts';
export {
  compareWithReference,
  type CompareWithReference,
  type Comparison,
  type Difference,
  type StepCounts,
} from './reference/compare-with-reference.ts';
