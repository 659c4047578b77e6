/**
 * Fleets that know how they were made, so that whatever happens to them can be told from the very
 * beginning.
 *
 * @module
 */
import { type Command } from '@hsm-lifecycle/core';
import { type EmptyFleet, type Fleet } from '@hsm-lifecycle/core/fleet';
import type { CommandMaker } from '@hsm-lifecycle/testing/examples';
import type { FleetState } from '@hsm-lifecycle/testing/laws';
/** How a fleet was made: what it was when it was empty, and what was commanded since. */
export type WorldRecipe = {
  readonly beginning: Omit<EmptyFleet, 'seed'>;
  readonly commands: readonly Command[];
};
/**
 * Makes a world to be explored by commands, from nothing on. A counterexample that begins in it can
 * be told as a whole drill.
 *
 * @param beginning - when it begins, under which rules and quotas
 * @param orders - commands, or functions that make one of the fleet as it then stands
 * @throws Error when a command is refused
 */
export declare const worldFrom: (
  beginning: WorldRecipe['beginning'],
  orders: readonly (Command | CommandMaker)[],
) => Fleet;
/**
 * Where an exploration of a world begins: at the instant of the last command that made it, or of
 * its last event.
 */
export declare const initialStateOf: (fleet: Fleet) => FleetState;
/** How a fleet was made; `undefined` if {@link worldFrom} did not make it. */
export declare const recipeOf: (fleet: Fleet) => WorldRecipe | undefined;
//# sourceMappingURL=world-from.d.ts.map
