/**
 * A fleet after a wait.
 *
 * @module
 */
import type { EpochMillis } from '@hsm-lifecycle/core';
import { advanceFleet, type Fleet } from '@hsm-lifecycle/core/fleet';

/** The fleet at an instant; the fleet itself if `advanceFleet` refuses the instant. */
export const fleetAt = (fleet: Fleet, at: EpochMillis): Fleet => {
  const waited = advanceFleet(fleet, { at });
  return waited._tag === 'Right' ? waited.right[0] : fleet;
};
