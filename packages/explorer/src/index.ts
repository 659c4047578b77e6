/**
 * An explorer of small worlds: breadth-first search and random walks over everything that commands,
 * time and faults can lead to, with the laws checked at every step.
 *
 * @module
 */
export type { Counterexample, CounterexampleForms } from './counterexample/counterexample.ts';
export type { DrillFile, DrillFileStep } from './counterexample/drill-form.ts';
export {
  checkpointFrom,
  type BadCheckpoint,
  type SearchCheckpoint,
} from './search/checkpoint-from.ts';
export type { EndedBy, Exploration, Explore, Pause, Progress } from './search/exploration.ts';
export { explore, exploreInSteps } from './search/explore.ts';
export type { CommandCount, Coverage } from './statistics/command-coverage.ts';
export { neverEntered, type ModelStates } from './statistics/state-coverage.ts';
export type { Interchangeable } from './symmetry/canonical-names.ts';
export {
  findUnsoundMerge,
  type FindUnsoundMerge,
  type UnsoundMerge,
} from './symmetry/find-unsound-merge.ts';
export { sameFuture, sameFutureUpTo } from './symmetry/same-future.ts';
export { exactly, type Symmetry } from './symmetry/symmetry.ts';
export { walk, walkInSteps, type Walk, type WalkReport } from './walk/walk.ts';
export type { Actions } from './world/actions.ts';
export { faults } from './world/faults.ts';
export { smallCommands, smallCommandsWith, type SmallNames } from './world/small-commands.ts';
export { smallWorld, type SmallWorld } from './world/small-world.ts';
export { waits, type Commands } from './world/waits.ts';
export { recipeOf, worldFrom, type WorldRecipe } from './world/world-from.ts';
export type { FleetMachine, FleetState, Law, StateLaw } from '@hsm-lifecycle/testing/laws';
