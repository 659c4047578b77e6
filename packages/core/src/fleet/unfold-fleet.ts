/**
 * Applies everything that is due to a whole fleet.
 *
 * @module
 */
import { assembling, type Change } from '../kernel/change.ts';
import { unfold } from '../time/advance.ts';
import { holderIdOf } from '../model/holder.ts';
import { isInstant, type EpochMillis } from '../model/instant.ts';
import { absorb, type Moved } from './absorb.ts';
import { holderAt, type Fleet } from './fleet.ts';
import type { FleetEvent } from './fleet-event.ts';

const due = (fleet: Fleet, at: EpochMillis): readonly Moved[] => {
  const moves: Moved[] = [];
  for (const [[wasDueAt], stem] of fleet.agenda.entries()) {
    if (wasDueAt > at) break;
    const before = holderAt(fleet, stem);
    const [after, events] = unfold(before, at);
    moves.push({ stem, before, after, events, wasDueAt });
  }
  return moves;
};

const inOrder = (a: FleetEvent, b: FleetEvent): number => {
  const earlier = a.event.data.at - b.event.data.at;
  if (earlier !== 0 || a.stream === b.stream) return earlier;
  return a.stream < b.stream ? -1 : 1;
};

/** Lists the events of each holder, one holder after the other. */
const inTurn = (moves: readonly Moved[]): FleetEvent[] => {
  const events: FleetEvent[] = [];
  for (const { after, events: own } of moves) {
    const stream = holderIdOf(after);
    for (const event of own) events.push({ stream, event });
  }
  return events;
};

/**
 * Sorts the events of all holders into one list. Each holder's events are sorted already, and the
 * engine's sort merges such runs (merging them by hand is no faster: measured).
 */
const inOneOrder = (moves: readonly Moved[]): readonly FleetEvent[] =>
  moves.length === 1 ? inTurn(moves) : inTurn(moves).toSorted(inOrder);

const together = (fleet: Fleet, moves: readonly Moved[]): Fleet => {
  let last = fleet.asOf;
  for (const { events } of moves) for (const { data } of events) last = Math.max(last, data.at);
  return absorb(fleet, moves, last);
};

/** Makes the change of a fleet whose holders change at one instant, one after the other. */
export const moving: (fleet: Fleet, moves: readonly Moved[]) => Change<Fleet, FleetEvent> =
  assembling(together, inTurn);

const movingInTime = assembling(together, inOneOrder);

/**
 * Applies everything that is due to a fleet up to and including an instant. Total: an instant
 * before `asOf`, or a number that is not an instant, changes nothing.
 *
 * @returns the fleet at that instant, and the events, by instant and then by stream
 */
export const unfoldFleet = (fleet: Fleet, at: EpochMillis): Change<Fleet, FleetEvent> =>
  movingInTime(fleet, isInstant(at) ? due(fleet, at) : []);
