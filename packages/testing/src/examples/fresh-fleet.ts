/**
 * Empty fleets.
 *
 * @module
 */
import { emptyFleet, type EmptyFleet, type Fleet } from '@hsm-lifecycle/core/fleet';
import { START } from './inputs.ts';

/**
 * Makes an empty fleet.
 *
 * @param input - as for `emptyFleet`; `at` is the examples' start if left out
 * @throws Error if `emptyFleet` refuses
 * @example
 * freshFleet().holders.size; // => 0
 */
export const freshFleet = (input: Partial<EmptyFleet> = {}): Fleet => {
  const made = emptyFleet({ at: START, ...input });
  if (made._tag === 'Right') return made.right;
  throw new Error(`refused: ${JSON.stringify(made.left)}`);
};
