/**
 * What is tested: a fleet at an instant, and the function that applies commands to it.
 *
 * @module
 */
import type { EpochMillis } from '@hsm-lifecycle/core';
import type { step, Fleet } from '@hsm-lifecycle/core/fleet';

/** A function of `step`'s type: `step` itself, or your own code around it. */
export type FleetMachine = typeof step;

/**
 * A fleet at an instant. `at` may be later than `fleet.asOf`: while nothing is due, time passes
 * without an event.
 */
export type FleetState = { readonly fleet: Fleet; readonly at: EpochMillis };
