/**
 * Fleets from values that have already been checked.
 *
 * @module
 */
import { explain, InvariantViolation } from '@hsm-lifecycle/core';
import { emptyFleet, type EmptyFleet, type Fleet } from '@hsm-lifecycle/core/fleet';

/**
 * Makes an empty fleet.
 *
 * @throws InvariantViolation if `emptyFleet` refuses a value
 */
export const checkedFleet = (input: EmptyFleet): Fleet => {
  const made = emptyFleet(input);
  if (made._tag === 'Right') return made.right;
  throw new InvariantViolation(explain(made.left));
};
