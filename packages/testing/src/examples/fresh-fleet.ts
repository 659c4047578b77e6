/**
 * Fleets without anything in them.
 *
 * @module
 */
import { emptyFleet, type EmptyFleet, type Fleet } from '@hsm-lifecycle/core/fleet';
import { START } from './inputs.ts';

/**
 * Makes a fleet without anything in it.
 *
 * @param input - as of `emptyFleet`; `at` is the examples' start if left out
 * @throws Error when `emptyFleet` refuses
 * @example
 * freshFleet().holders.size; // => 0
 */
export const freshFleet = (input: Partial<EmptyFleet> = {}): Fleet => {
  const made = emptyFleet({ at: START, ...input });
  if (made._tag === 'Right') return made.right;
  throw new Error(`refused: ${JSON.stringify(made.left)}`);
};
