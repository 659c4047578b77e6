/**
 * Letting time pass in a fleet, as far as a command line can bear.
 *
 * Daily backups never end: a cluster brings some 1,300 events a year, and an instant in the year
 * 9999 is quickly written.
 *
 * @module
 */
import type { EpochMillis } from '@hsm-lifecycle/core';
import { eachDue, type Fleet, type FleetEvent } from '@hsm-lifecycle/core/fleet';
import { left, right, type Either } from 'fp-ts/lib/Either.js';

/** How much may happen at a time: enough for one cluster to live 380 years. */
export const EVENTS_MAX = 500_000;

/** The instant until which a fleet can be followed. */
export type TooFar = { readonly reached: EpochMillis };

/**
 * Lets time pass. Until an instant that the fleet cannot go to, nothing does: the command of that
 * instant is refused, and says why.
 *
 * @returns Right: the fleet then, and what happened. Left: it would be more than
 *   {@link EVENTS_MAX}, and how far they reach.
 */
export const passTime = (
  fleet: Fleet,
  at: EpochMillis,
): Either<TooFar, readonly [Fleet, readonly FleetEvent[]]> => {
  const events: FleetEvent[] = [];
  let then = fleet;
  const due = eachDue(fleet, { at });
  if (due._tag === 'Left') return right([fleet, events]);
  for (const [after, event] of due.right) {
    if (events.length === EVENTS_MAX) return left({ reached: then.asOf });
    then = after;
    events.push(event);
  }
  return right([then, events]);
};
