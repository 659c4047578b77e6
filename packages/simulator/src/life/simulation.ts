/**
 * What is simulated.
 *
 * @module
 */
import type { Millis } from '@hsm-lifecycle/core';
import type { Fleet, step } from '@hsm-lifecycle/core/fleet';
import type { Measure } from './measure.ts';
import type { Process } from './process.ts';

/** A machine that steps a fleet: core's `step`, or one with a fault to be found. */
export type Machine = typeof step;

/** All that a run needs. Equal simulations and runs give equal lives. */
export type Simulation = {
  /** Every random number follows from the seed, the run, and who asks. */
  readonly seed: number;
  /** The fleet to begin with. */
  readonly begin: Fleet;
  /** How long each run lives before measures begin. */
  readonly warmUp: Millis;
  /** How long each run is measured. */
  readonly horizon: Millis;
  /** In this order at the same instant. */
  readonly processes: readonly Process[];
  readonly measures: readonly Measure[];
  /** `step` if left out. */
  readonly machine?: Machine;
};
