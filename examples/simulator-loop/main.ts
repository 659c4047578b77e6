/**
 * A simulator's own event queue around a fleet: the model says when something is due next, and the
 * host decides what else happens in between.
 *
 * @module
 */
import { type Command } from '@hsm-lifecycle/core';
import { eachDue, nextDueAt, step, type Fleet, type FleetEvent } from '@hsm-lifecycle/core/fleet';

/**
 * What the host gets: each event, in chronological order, and each refused command.
 */
export type Told = FleetEvent | { readonly refused: Command; readonly because: string };

/** The changes due by an instant; none if it is in the past: `step` then refuses the command. */
const timeUntil = (fleet: Fleet, at: number): Iterable<readonly [Fleet, FleetEvent]> => {
  const due = eachDue(fleet, { at });
  return due._tag === 'Right' ? due.right : [];
};

/**
 * Runs a fleet and the host's own commands on one clock.
 *
 * @param start - the fleet
 * @param plan - commands, in chronological order; they may come from a probe, a fault injector or a
 *   workload
 * @param until - when to stop
 */
export function* simulate(
  start: Fleet,
  plan: readonly Command[],
  until: number,
): Generator<Told, Fleet, undefined> {
  let fleet = start;
  const queue = [...plan];
  for (;;) {
    const command = queue[0];
    const at = Math.min(
      nextDueAt(fleet) ?? Number.POSITIVE_INFINITY,
      command?.data.at ?? Number.POSITIVE_INFINITY,
    );
    if (at > until) return fleet;
    for (const [after, event] of timeUntil(fleet, at)) {
      fleet = after;
      yield event;
    }
    if (command?.data.at !== at) continue;
    queue.shift();
    const outcome = step(fleet, command);
    if (outcome._tag === 'Left') yield { refused: command, because: outcome.left._tag };
    else {
      fleet = outcome.right[0];
      yield* outcome.right[1];
    }
  }
}
