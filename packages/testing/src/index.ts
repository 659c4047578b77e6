/**
 * Examples, a given/when kit and histories for code that embeds the machine.
 *
 * @module
 */
export * from './accepted.ts';
export { aHistory, aHistoryWith, type History, type HistoryWith, type Taken } from './a-history.ts';
export * from './cluster.ts';
export * from './copy.ts';
export { given, type Decision, type Given } from './given.ts';
export * from './fleet.ts';
export * from './inputs.ts';
export { inProgress, settled, type InProgress } from './settled.ts';

export * from './explore.ts';
export { laws } from './laws/laws.ts';
export { momentsOf, type Law, type LawStep, type Moment } from './laws/law.ts';
export { compareWithReference, type CompareWithReference, type Comparison, type Difference } from './reference/compare-with-reference.ts';
export type { NaiveOrder } from './reference/naive-cluster.ts';
