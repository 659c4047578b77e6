/**
 * Fleets that know how they were made, so that whatever happens to them can be told from the very
 * beginning.
 *
 * @module
 */
import { type Command } from '@hsm-lifecycle/core';
import { emptyFleet, step, type EmptyFleet, type Fleet } from '@hsm-lifecycle/core/fleet';
import { after } from '../../../testing/src/examples/outcome.ts';
import type { CommandMaker } from '../../../testing/src/examples/fleet.ts';
import type { FleetState } from './state.ts';

/** How a fleet was made: what it was when it was empty, and what was commanded since. */
export type WorldRecipe = {
  readonly beginning: Omit<EmptyFleet, 'seed'>;
  readonly commands: readonly Command[];
};

/**
 * By fleet. What a fleet was made by is no part of it: one that is equal may have come about in
 * another way.
 */
const makings = new WeakMap<Fleet, WorldRecipe>();

/**
 * Makes a world to be explored by commands, from nothing on. A counterexample that begins in it can
 * be told as a whole drill.
 *
 * @param beginning - when it begins, under which rules and quotas
 * @param orders - commands, or functions that make one of the fleet as it then stands
 * @throws Error when a command is refused
 */
export const worldFrom = (
  beginning: WorldRecipe['beginning'],
  orders: readonly (Command | CommandMaker)[],
): Fleet => {
  const commands: Command[] = [];
  let fleet = emptyFleet(beginning);
  for (const order of orders) {
    const command = typeof order === 'function' ? order(fleet) : order;
    fleet = after(step(fleet, command));
    commands.push(command);
  }
  makings.set(fleet, { beginning, commands });
  return fleet;
};

/**
 * Where an exploration of a world begins: at the instant of the last command that made it, or of
 * its last event.
 */
export const initialStateOf = (fleet: Fleet): FleetState => ({
  fleet,
  at: makings.get(fleet)?.commands.at(-1)?.data.at ?? fleet.asOf,
});

/** How a fleet was made; `undefined` if {@link worldFrom} did not make it. */
export const recipeOf = (fleet: Fleet): WorldRecipe | undefined => makings.get(fleet);
