/**
 * The steps of a log. All events of one instant are one step, because a log does not say where a
 * command began.
 *
 * @module
 */
import { evolveFleet, type Fleet, type FleetEvent } from '@hsm-lifecycle/core/fleet';
import type { Law } from '@hsm-lifecycle/testing/laws';
import { errorMessage } from '../../files/file-errors.ts';
import type { RecordedStep } from './ask-laws.ts';
import { checkedFleet } from '../../fleets/checked-fleet.ts';

/** For logs only: the kit's law of time needs the command. */
export const eventsInOrder: Law = {
  name: 'events are in order',
  sentence: 'No event is older than the one before it.',
  holds: ({ before, events }) => {
    let last = before.asOf;
    for (const { stream, event } of events) {
      if (event.data.at < last)
        return `${event.type} of ${stream} is ${last - event.data.at} ms before the previous event`;
      last = event.data.at;
    }
    return true;
  },
};

/** An event that cannot have happened, and why. */
export type Impossible = { readonly complaint: string; readonly event: FleetEvent };

const evolveOrExplain = (before: Fleet, event: FleetEvent): Fleet | string => {
  try {
    return evolveFleet(before, event);
  } catch (cause) {
    return errorMessage(cause);
  }
};

/**
 * Yields the steps of a log, and returns the first event that cannot have happened, if any. The
 * fleet starts without quotas, for a log has only those that were set.
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
    const next = evolveOrExplain(after, event);
    if (typeof next === 'string') return { complaint: next, event };
    after = next;
    since.push(event);
  }
  if (since.length > 0) yield { before, command: undefined, events: since, after };
  return undefined;
}
