/**
 * Empty fleets.
 *
 * @module
 */
import type { Edition } from '@hsm-lifecycle/core';
import { emptyFleet, type Fleet } from '@hsm-lifecycle/core/fleet';

/** Makes an empty fleet under an edition. */
export const emptyWith = (edition: Edition): Fleet => {
  const made = emptyFleet({ at: 0, edition });
  if (made._tag === 'Right') return made.right;
  throw new Error(JSON.stringify(made.left));
};
