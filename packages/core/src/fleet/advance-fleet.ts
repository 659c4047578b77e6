/**
 * Time in a fleet. Time alone never makes holders interact, so each is advanced by itself.
 *
 * @module
 */
import type { Outcome } from '../kernel/change.ts';
import { undraft } from '../kernel/draft.ts';
import { left, right, type Either } from '../kernel/either.ts';
import { invariant } from '../kernel/invariant.ts';
import { evolve } from '../evolve/evolve.ts';
import { fleetRefusal, inputRefusal } from '../rules/argument-refusal.ts';
import { timeRefusal, type Advance, type AdvanceRefusal } from '../time/advance.ts';
import { nextEventOf } from '../time/next-event.ts';
import type { EpochMillis } from '../model/instant.ts';
import { absorb } from './absorb.ts';
import { holderAt, type Fleet } from './fleet.ts';
import type { FleetEvent } from './fleet-event.ts';
import { unfoldFleet } from './unfold-fleet.ts';

/** When time alone causes the fleet's next event; `undefined` for never. */
export const nextDueAt = (fleet: Fleet): EpochMillis | undefined => fleet.agenda.minKey()?.[0];

const doorRefusal = (fleet: Fleet, input: Advance): AdvanceRefusal | undefined =>
  inputRefusal(input) ?? fleetRefusal(fleet) ?? timeRefusal(fleet, input.at);

/**
 * Lets time pass in the whole fleet.
 *
 * @param fleet - the fleet before
 * @param input - `at` in milliseconds since the epoch; everything due up to and including it
 *   happens
 * @returns Right: the fleet at that instant, and the events, by instant and then by stream. Left:
 *   `NotWellFormed`, `NotAnInstant` or `TimeRanBackwards`.
 * @example
 * const later = advanceFleet(fleet, { at: fleet.asOf + DAY_MS });
 */
export const advanceFleet = (
  fleet: Fleet,
  input: Advance,
): Outcome<AdvanceRefusal, Fleet, FleetEvent> => {
  const before = undraft(fleet);
  const wrong = doorRefusal(before, input);
  return wrong === undefined ? right(unfoldFleet(before, input.at)) : left(wrong);
};

const first = (agenda: Fleet['agenda']) => {
  const next = agenda.entries().next();
  return next.done === true ? undefined : next.value;
};

function* walk(
  fleet: Fleet,
  at: EpochMillis,
): Generator<readonly [fleet: Fleet, event: FleetEvent], void, undefined> {
  let now = fleet;
  for (
    let next = first(now.agenda);
    next !== undefined && next[0][0] <= at;
    next = first(now.agenda)
  ) {
    const [[wasDueAt, stream], stem] = next;
    const before = holderAt(now, stem);
    const event = nextEventOf(before);
    invariant(event !== undefined, `${stream} has nothing to come`);
    const after = evolve(before, event);
    now = absorb(now, [{ stem, before, after, events: [event], wasDueAt }], event.data.at);
    yield [now, { stream, event }];
  }
}

/**
 * Walks through the events that time alone causes, one change at a time, so that a host need not
 * hold a million events.
 *
 * Returns a refusal as a value, before the first change. A loop over the outcome itself does not
 * compile, so a refusal cannot be mistaken for "nothing was due".
 *
 * @param fleet - the fleet before
 * @param input - `at` in milliseconds since the epoch
 * @returns Right: the same events as `advanceFleet`, in the same order, each with the fleet after
 *   it. Left: `NotWellFormed`, `NotAnInstant` or `TimeRanBackwards`.
 * @example
 * const walk = eachDue(fleet, { at });
 * if (walk._tag === 'Right') for (const [then, event] of walk.right) show(then, event);
 */
export const eachDue = (
  fleet: Fleet,
  input: Advance,
): Either<
  AdvanceRefusal,
  Generator<readonly [fleet: Fleet, event: FleetEvent], void, undefined>
> => {
  const before = undraft(fleet);
  const wrong = doorRefusal(before, input);
  return wrong === undefined ? right(walk(before, input.at)) : left(wrong);
};
