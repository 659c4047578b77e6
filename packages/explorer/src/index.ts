/**
 * The explorer by itself, and the laws that it asks: all of the kit that needs no fast-check.
 *
 * @module
 */
export { firstBreach, type Breach, type Trace } from '../../testing/src/laws/breach.ts';
export type { BadCheckpoint, SearchCheckpoint } from './search/checkpoint.ts';
export type { Counterexample, Forms } from './counterexample/counterexample.ts';
export type { CommandCount, Coverage } from './statistics/command-coverage.ts';
export type { EndedBy, Exploration, Explore, Pause, Progress } from './search/exploration.ts';
export { checkpointFrom, explore, exploreInSteps } from './search/explore.ts';
export { faults } from './world/faults.ts';
export type { DrillFile, DrillStep } from './counterexample/drill-form.ts';
export type { Actions } from './world/actions.ts';
export { waits, type Commands, type FleetMachine, type FleetState, type Symmetry } from './world/state.ts';
export { neverEntered, type ModelStates } from './statistics/state-coverage.ts';
export { smallCommands, smallCommandsWith, type SmallNames } from './world/small-commands.ts';
export { smallWorld, type SmallWorld } from './world/small-world.ts';
export { everythingEnds, stateLaws, type StateLaw } from '../../testing/src/laws/state-law.ts';
export type { Interchangeable } from './symmetry/canonical-names.ts';
export { exactly, sameFuture, sameFutureUpTo } from './symmetry/same-future.ts';
export { findUnsoundMerge, type UnsoundMerge, type FindUnsoundMerge } from './symmetry/find-unsound-merge.ts';
export { walk, walkInSteps, type Walk, type WalkReport } from './walk/walk.ts';
export { recipeOf, worldFrom, type WorldRecipe } from './world/world-from.ts';
export { laws } from '../../testing/src/laws/laws.ts';
export { type Law, type LawStep } from '../../testing/src/laws/law.ts';
