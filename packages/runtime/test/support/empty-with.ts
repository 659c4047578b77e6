/**
 * Fleets without anything in them.
 *
 * @module
 */
import type { Edition } from '@hsm-lifecycle/core';
import { emptyFleet, type Fleet } from '@hsm-lifecycle/core/fleet';

/** Makes a fleet that lives under an edition and has nothing in it. */
export const emptyWith = (edition: Edition): Fleet => {
  const made = emptyFleet({ at: 0, edition });
  if (made._tag === 'Right') return made.right;
  throw new Error(JSON.stringify(made.left));
};
