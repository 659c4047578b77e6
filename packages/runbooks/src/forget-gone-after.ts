/**
 * Forgetting clusters and copies of which nothing is left.
 *
 * @module
 */
import { isGone, type Millis } from '@hsm-lifecycle/core';
import type { Runbook } from '@hsm-lifecycle/core/fleet';

/** The options of `forgetGoneAfter`. */
export type ForgetGoneAfter = {
  /** How long something has been gone. */
  readonly after: Millis;
};

/**
 * Forgets clusters and copies that have been gone for some time, so that the fleet does not grow
 * for ever. AWS forgets them too. Commands nothing if nothing is gone.
 *
 * @example
 * const run = forgetGoneAfter({ after: 30 * DAY_MS });
 */
export const forgetGoneAfter =
  ({ after }: ForgetGoneAfter): Runbook =>
  (fleet, at) => {
    const goneSince = Math.max(0, at - after);
    for (const holder of fleet.holders.values())
      if (isGone(holder) && holder.asOf <= goneSince)
        return [{ type: 'ForgetGone', data: { at, goneSince } }];
    return [];
  };
