/**
 * Time in a fleet. Holders do not meet through time alone, so each is advanced by itself.
 *
 * @module
 */
import type { Change } from '../kernel/change.ts';
import { invariant } from '../kernel/invariant.ts';
import { evolve } from '../evolve/evolve.ts';
import type { HolderEvent } from '../model/event.ts';
import type { BackupHolder } from '../model/holder.ts';
import { holderIdOf } from '../model/holder.ts';
import { advance } from '../time/advance.ts';
import { nextEvent } from '../time/next-event.ts';
import { isInstant, type EpochMillis } from '../model/instant.ts';
import { absorb, type Moved } from './absorb.ts';
import { holderAt, type Fleet } from './fleet.ts';
import type { FleetEvent } from './fleet-event.ts';

/** When time alone brings something to the fleet next; `undefined` when never. */
export const nextDueAt = (fleet: Fleet): EpochMillis | undefined => fleet.agenda.minKey()?.[0];

const due = (fleet: Fleet, at: EpochMillis): readonly Moved[] => {
  const moves: Moved[] = [];
  for (const [[wasDueAt], stem] of fleet.agenda.entries()) {
    if (wasDueAt > at) break;
    const before = holderAt(fleet, stem);
    const [after, events] = advance(before, { at });
    moves.push({ stem, before, after, events, wasDueAt });
  }
  return moves;
};

/** Names the stream of a holder's events. */
export const streamed = (holder: BackupHolder, events: readonly HolderEvent[]): FleetEvent[] => {
  const stream = holderIdOf(holder);
  return events.map((event) => ({ stream, event }));
};

const inOrder = (a: FleetEvent, b: FleetEvent): number => {
  const earlier = a.event.data.at - b.event.data.at;
  if (earlier !== 0 || a.stream === b.stream) return earlier;
  return a.stream < b.stream ? -1 : 1;
};

/**
 * Puts what happened to each holder in one list. Each holder's own events are in order already, and
 * the engine's sort merges such runs (merging them by hand is no faster: measured).
 */
const inOneOrder = (moves: readonly Moved[]): readonly FleetEvent[] => {
  const events: FleetEvent[] = [];
  for (const { after, events: own } of moves) {
    const stream = holderIdOf(after);
    for (const event of own) events.push({ stream, event });
  }
  return moves.length === 1 ? events : events.toSorted(inOrder);
};

/**
 * Lets time pass in the whole fleet. Never refuses; an instant before `now`, or a number that is
 * no instant, changes nothing.
 *
 * @param input - `at` in milliseconds since the epoch; everything due up to and including it
 *   happens
 * @returns the fleet then, and what happened, by instant and then by stream
 */
export const advanceFleet = (
  fleet: Fleet,
  { at }: { readonly at: EpochMillis },
): Change<Fleet, FleetEvent> => {
  const moves = isInstant(at) ? due(fleet, at) : [];
  if (moves.length === 0) return [fleet, []];
  const events = inOneOrder(moves);
  const last = events.at(-1);
  invariant(last !== undefined, 'stuck');
  return [absorb(fleet, moves, last.event.data.at), events];
};

const first = (agenda: Fleet['agenda']) => {
  const next = agenda.entries().next();
  return next.done === true ? undefined : next.value;
};

/**
 * Walks through what time brings, one change at a time, so that a host need not hold a million
 * events. A number that is no instant brings nothing.
 *
 * @param input - `at` in milliseconds since the epoch
 * @returns the same events as `advanceFleet`, in the same order, each with the fleet after it
 */
export function* eachDue(
  fleet: Fleet,
  { at }: { readonly at: EpochMillis },
): Generator<readonly [fleet: Fleet, event: FleetEvent], void, undefined> {
  if (!isInstant(at)) return;
  let now = fleet;
  for (
    let next = first(now.agenda);
    next !== undefined && next[0][0] <= at;
    next = first(now.agenda)
  ) {
    const [[wasDueAt, stream], stem] = next;
    const before = holderAt(now, stem);
    const event = nextEvent(before);
    invariant(event !== undefined, `${stream} has nothing to come`);
    now = absorb(
      now,
      [{ stem, before, after: evolve(before, event), events: [event], wasDueAt }],
      event.data.at,
    );
    yield [now, { stream, event }];
  }
}
