/**
 * Replaying a story: the fleet after each of its events.
 *
 * @module
 */
import type { EpochMillis } from '@hsm-lifecycle/core';
import { emptyFleet, evolveFleet, type Fleet } from '@hsm-lifecycle/core/fleet';
import type { Story } from '../story/story.ts';

/** An instant at which the slider can stop: the start, each event, and the end. */
export type Stop = {
  readonly at: EpochMillis;
  /** How many events have happened. */
  readonly happened: number;
  readonly fleet: Fleet;
};

/**
 * Replays a story with core's own fold. All fleets are kept; they share what did not change.
 *
 * @throws an error for a start that core refuses, and core's `InvariantViolation` for events that
 *   cannot belong together
 */
export const replayed = ({
  begin,
  events,
  endsAt,
}: Pick<Story, 'begin' | 'events' | 'endsAt'>): readonly Stop[] => {
  const beginning = emptyFleet(begin);
  if (beginning._tag === 'Left')
    throw new Error(`a story cannot begin like this: ${beginning.left._tag}`);
  let fleet = beginning.right;
  const stops: Stop[] = [{ at: fleet.asOf, happened: 0, fleet }];
  for (const [index, event] of events.entries()) {
    fleet = evolveFleet(fleet, event);
    stops.push({ at: event.event.data.at, happened: index + 1, fleet });
  }
  if (endsAt > fleet.asOf) stops.push({ at: endsAt, happened: events.length, fleet });
  return stops;
};
