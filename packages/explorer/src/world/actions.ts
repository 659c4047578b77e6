/**
 * What may happen next in a scene.
 *
 * @module
 */
import { type Command } from '@hsm-lifecycle/core';
import { faults } from './faults.ts';
import { waits, type Commands, type FleetState } from './state.ts';

/** What may happen in a small world: what people command, what fails, and how time passes. */
export type Actions = {
  /** What may be commanded; time passes by itself. */
  readonly commands: Commands;
  /** Whether HSMs, operations and regions fail too; not if left out. */
  readonly faults?: boolean;
  /**
   * How time may pass; {@link waits} if left out. Fewer waits make a smaller world: only to the
   * next due instant, say.
   */
  readonly time?: Commands;
};

/**
 * Lists all that may happen next: commands first, then faults, then waits. Always in the same
 * order, for a trace is kept as numbers in these lists.
 */
export const actionsIn =
  ({ commands, faults: areFaults = false, time = waits }: Actions) =>
  (scene: FleetState): readonly Command[] => [
    ...commands(scene),
    ...(areFaults ? faults(scene) : []),
    ...time(scene),
  ];
