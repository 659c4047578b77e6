/**
 * Fleets that know how they were made, so that whatever happens to them can be told from the very
 * beginning.
 *
 * @module
 */
import {} from '@hsm-lifecycle/core';
import { emptyFleet, step } from '@hsm-lifecycle/core/fleet';
import { after } from '@hsm-lifecycle/testing/examples';
/**
 * By fleet. What a fleet was made by is no part of it: one that is equal may have come about in
 * another way.
 */
const makings = new WeakMap();
/**
 * Makes a world to be explored by commands, from nothing on. A counterexample that begins in it can
 * be told as a whole drill.
 *
 * @param beginning - when it begins, under which rules and quotas
 * @param orders - commands, or functions that make one of the fleet as it then stands
 * @throws Error when a command is refused
 */
export const worldFrom = (beginning, orders) => {
  const commands = [];
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
export const initialStateOf = (fleet) => ({
  fleet,
  at: makings.get(fleet)?.commands.at(-1)?.data.at ?? fleet.asOf,
});
/** How a fleet was made; `undefined` if {@link worldFrom} did not make it. */
export const recipeOf = (fleet) => makings.get(fleet);
//# sourceMappingURL=world-from.js.map
