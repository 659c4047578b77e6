/**
 * Examples, arbitraries, a given/when kit, laws, an explorer and a second opinion, for tests of code that embeds the machine.
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
export { given, givenEstate, type Decision, type Given } from './given.ts';
export * from './fleet.ts';
export * from './inputs.ts';
export { seedFromEnvironment } from './seed.ts';
export { inProgress, settled, type InProgress } from './settled.ts';
export * from './values.ts';
export { withRunbook, type Runbook } from './with-runbook.ts';

export { firstBreach, type Breach, type Trace } from './explore/breach.ts';
export type { Counterexample, DrillStep } from './explore/counterexample.ts';
export type { Cell, Coverage } from './explore/coverage.ts';
export { explore, type EndedBy, type Exploration, type Explore, type Progress } from './explore/explore.ts';
export { faults } from './explore/faults.ts';
export type { Commands, Machine, Scene, Symmetry } from './explore/scene.ts';
export { smallCommands, smallWorld, type SmallWorld } from './explore/small-world.ts';
export { exactly, sameFuture } from './explore/symmetry.ts';
export { deepLaws, deepLawsOf, type Asked } from './laws/deep-laws.ts';
export { laws } from './laws/laws.ts';
export { nothingReturns, type NothingReturns } from './laws/nothing-returns.ts';
export { momentsOf, type Law, type LawStep, type Moment } from './laws/law.ts';
export { compareWithReference, type CompareWithReference, type Comparison, type Difference } from './reference/compare-with-reference.ts';
