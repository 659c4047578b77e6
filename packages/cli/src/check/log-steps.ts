/**
 * The steps of a log: what happened at one instant is one step, for a log does not say where a
 * command began.
 *
 * @module
 */
import { evolveFleet, type Fleet, type FleetEvent } from '@hsm-lifecycle/core/fleet';
import type { Law } from '@hsm-lifecycle/testing/laws';
import type { RecordedStep } from './checked.ts';
import { checkedFleet } from '../checked-fleet.ts';

/** What a log owes besides: the kit's own law of time looks at the command too. */
export const eventsInOrder: Law = {
  name: 'events are in order',
  sentence: 'No event is older than the one before it.',
  holds: ({ before, events }) => {
    let last = before.asOf;
    for (const { stream, event } of events) {
      if (event.data.at < last)
        return `${event.type} of ${stream} is ${last - event.data.at} ms older than what came before it`;
      last = event.data.at;
    }
    return true;
  },
};

/** An event that cannot have happened: why, and the fleet that it would have happened to. */
export type Impossible = { readonly complaint: string; readonly event: FleetEvent };

const messageOf = (cause: unknown): string =>
  cause instanceof Error ? cause.message : String(cause);

const evolved = (before: Fleet, event: FleetEvent): Fleet | string => {
  try {
    return evolveFleet(before, event);
  } catch (cause) {
    return messageOf(cause);
  }
};

/**
 * Walks through a log step by step, from a fleet without quotas on: a log tells only those that
 * were set. Returns the event that cannot have happened, if there is one.
 */
export function* logSteps(
  events: readonly FleetEvent[],
): Generator<RecordedStep, Impossible | undefined, undefined> {
  let before = checkedFleet({ at: events[0]?.event.data.at ?? 0, quotas: 'NONE' });
  let after = before;
  let since: FleetEvent[] = [];
  for (const event of events) {
    if (since.length > 0 && event.event.data.at !== after.asOf) {
      yield { before, command: undefined, events: since, after };
      before = after;
      since = [];
    }
    const next = evolved(after, event);
    if (typeof next === 'string') return { complaint: next, event };
    after = next;
    since.push(event);
  }
  if (since.length > 0) yield { before, command: undefined, events: since, after };
  return undefined;
}
