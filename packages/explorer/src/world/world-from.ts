/**
 * Worlds: fleets that remember the commands that made them.
 *
 * @module
 */
import type { Command } from '@hsm-lifecycle/core';
import { step, type EmptyFleet, type Fleet } from '@hsm-lifecycle/core/fleet';
import { after, type CommandMaker, freshFleet } from '@hsm-lifecycle/testing/examples';
import type { FleetState } from '@hsm-lifecycle/testing/laws';

/** How a world was made: the empty fleet, and the commands given to it. */
export type WorldRecipe = {
  readonly beginning: Omit<EmptyFleet, 'seed'>;
  readonly commands: readonly Command[];
};

/** By object identity: an equal fleet may have been made in another way. */
const recipes = new WeakMap<Fleet, WorldRecipe>();

/**
 * Makes a world by commands, beginning with an empty fleet. It remembers them, so a counterexample
 * that begins in it can be written as a complete drill.
 *
 * @param beginning - when it begins, and its edition and quotas
 * @param makers - commands, or functions that make a command from the fleet so far
 * @throws Error if a command is refused
 * @example
 * worldFrom({ at: 0 }, []).holders.size; // => 0
 */
export const worldFrom = (
  beginning: WorldRecipe['beginning'],
  makers: readonly (Command | CommandMaker)[],
): Fleet => {
  const commands: Command[] = [];
  let fleet = freshFleet(beginning);
  for (const maker of makers) {
    const command = typeof maker === 'function' ? maker(fleet) : maker;
    fleet = after(step(fleet, command));
    commands.push(command);
  }
  recipes.set(fleet, { beginning, commands });
  return fleet;
};

/**
 * The state in which an exploration of a world begins: at the instant of the last command that made
 * it, or of its last event.
 */
export const initialStateOf = (world: Fleet): FleetState => ({
  fleet: world,
  at: recipes.get(world)?.commands.at(-1)?.data.at ?? world.asOf,
});

/** How a world was made; `undefined` if {@link worldFrom} did not make it. */
export const recipeOf = (world: Fleet): WorldRecipe | undefined => recipes.get(world);
