/**
 * The actions to try in a state: commands, faults and waits.
 *
 * @module
 */
import type { Command } from '@hsm-lifecycle/core';
import type { FleetState } from '@hsm-lifecycle/testing/laws';
import { faults } from './faults.ts';
import { waits, type Commands } from './waits.ts';

/** What can happen in a small world: what people command, what fails, and how time passes. */
export type Actions = {
  /** Which commands to try in a state. Time passes by itself. */
  readonly commands: Commands;
  /** Whether HSMs, work in progress and regions fail too; `false` if left out. */
  readonly faults?: boolean;
  /**
   * How time may pass; {@link waits} if left out. Fewer waits make a smaller world: for example
   * only to the next due instant.
   */
  readonly time?: Commands;
};

/**
 * Makes a function that lists the actions in a state: commands, then faults, then waits. The order
 * has to be the same every time, because a path is stored as indices into these lists.
 */
export const actionsIn =
  ({ commands, faults: withFaults = false, time = waits }: Actions) =>
  (state: FleetState): readonly Command[] => [
    ...commands(state),
    ...(withFaults ? faults(state) : []),
    ...time(state),
  ];
