/**
 * The explorer by itself, and the laws that it asks: all of the kit that needs no fast-check.
 *
 * @module
 */
export { firstBreach, type Breach, type Trace } from './explore/breach.ts';
export type { BadCheckpoint, Checkpoint } from './explore/checkpoint.ts';
export type { Counterexample, Forms } from './explore/counterexample.ts';
export type { Cell, Coverage } from './explore/coverage.ts';
export type { EndedBy, Exploration, Explore, Pause, Progress } from './explore/exploration.ts';
export { checkpointFrom, explore, exploring } from './explore/explore.ts';
export { faults } from './explore/faults.ts';
export type { DrillFile, DrillStep } from './explore/forms/drill-form.ts';
export type { Happenings } from './explore/moves.ts';
export { waits, type Commands, type Machine, type Scene, type Symmetry } from './explore/scene.ts';
export { neverEntered, type ModelStates } from './explore/sightings.ts';
export { smallCommands, smallCommandsWith, type SmallNames } from './explore/small-commands.ts';
export { smallWorld, type SmallWorld } from './explore/small-world.ts';
export { everythingEnds, stateLaws, type StateLaw } from './explore/state-law.ts';
export type { Interchangeable } from './explore/symmetry/naming.ts';
export { exactly, sameFuture, sameFutureUpTo } from './explore/symmetry/symmetry.ts';
export { unsoundMerge, type Unsound, type UnsoundMerge } from './explore/unsound-merge.ts';
export { wander, wandering, type Wander, type Wandering } from './explore/wander.ts';
export { makingOf, worldFrom, type Making } from './explore/world.ts';
export { laws } from './laws/laws.ts';
export { type Law, type LawStep } from './laws/law.ts';
