/**
 * Examples, arbitraries, a given/when kit, laws, an explorer and a second opinion, for tests of
 * code that embeds the machine.
 *
 * @module
 */
export * from './accepted.ts';
export { aHistory, aHistoryWith, type HistoryWith } from './a-history.ts';
export * from './a-fleet.ts';
export { historyText, type Crash, type History, type Taken } from './history/history.ts';
export type { Dial } from './generate/proposing.ts';
export * from './cluster.ts';
export * from './copy.ts';
export * from './for-all-histories.ts';
export { given, givenFleet, type Decision, type Given } from './given.ts';
export * from './fleet.ts';
export * from './inputs.ts';
export { seedFromEnvironment } from './seed.ts';
export { inProgress, settled, type InProgress } from './settled.ts';
export * from './values.ts';
export { withRunbook, type Runbook } from './with-runbook.ts';

export { deepLaws, deepLawsOf, type Asked } from './laws/deep-laws.ts';
export * from './explore.ts';
export { laws } from './laws/laws.ts';
export { nothingReturns, type NothingReturns } from './laws/nothing-returns.ts';
export { momentsOf, type Law, type LawStep, type Moment } from './laws/law.ts';
export {
  compareWithReference,
  type CompareWithReference,
  type Comparison,
  type Difference,
  type StepCounts,
} from './reference/compare-with-reference.ts';
