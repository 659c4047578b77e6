/**
 * A fleet as it will be.
 *
 * @module
 */
import type { EpochMillis } from '@hsm-lifecycle/core';
import { advanceFleet, type Fleet } from '@hsm-lifecycle/core/fleet';

/** The fleet after a wait; the fleet itself if it cannot wait until then. */
export const fleetAt = (fleet: Fleet, at: EpochMillis): Fleet => {
  const waited = advanceFleet(fleet, { at });
  return waited._tag === 'Right' ? waited.right[0] : fleet;
};
