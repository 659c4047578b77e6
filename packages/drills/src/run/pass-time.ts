/**
 * Letting time pass in a fleet, up to a limit.
 *
 * Daily backups never end: a cluster brings some 1,300 events a year, and a drill file can easily
 * ask for the year 9999.
 *
 * @module
 */
import type { Change, EpochMillis } from '@hsm-lifecycle/core';
import { eachDue, type Fleet, type FleetEvent } from '@hsm-lifecycle/core/fleet';
import { left, right, type Either } from '../kernel/either.ts';

/** How many events may happen in one wait: enough for one cluster to live 380 years. */
export const EVENTS_MAX = 500_000;

/** More than `EVENTS_MAX` events would happen; `reached` is the instant of the last one. */
export type TooFar = { readonly reached: EpochMillis };

/**
 * Lets time pass. If the fleet cannot go to that instant, nothing happens: the command of that
 * instant is then refused, and says why.
 *
 * @param at - the instant to reach, in milliseconds since the epoch
 * @returns Right: the fleet at that instant, and the events. Left: there would be too many.
 */
export const passTime = (
  fleet: Fleet,
  at: EpochMillis,
): Either<TooFar, Change<Fleet, FleetEvent>> => {
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
