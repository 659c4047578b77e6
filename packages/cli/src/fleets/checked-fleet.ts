/**
 * Fleets that begin with values which have been checked before.
 *
 * @module
 */
import { explain, InvariantViolation } from '@hsm-lifecycle/core';
import { emptyFleet, type EmptyFleet, type Fleet } from '@hsm-lifecycle/core/fleet';

/**
 * Makes a fleet without anything in it.
 *
 * @throws InvariantViolation when `emptyFleet` refuses what it is given
 */
export const checkedFleet = (input: EmptyFleet): Fleet => {
  const made = emptyFleet(input);
  if (made._tag === 'Right') return made.right;
  throw new InvariantViolation(explain(made.left));
};
