/**
 * The story of a log: events without commands.
 *
 * @module
 */
import { emptyFleet, evolveFleet, type FleetEvent } from '@hsm-lifecycle/core/fleet';
import type { Story } from './story.ts';

/** The events up to the first that is impossible. */
const possible = (events: readonly FleetEvent[], at: number): readonly FleetEvent[] => {
  const beginning = emptyFleet({ at });
  if (beginning._tag === 'Left') return [];
  let fleet = beginning.right;
  for (const [index, event] of events.entries()) {
    try {
      fleet = evolveFleet(fleet, event);
    } catch {
      return events.slice(0, index);
    }
  }
  return events;
};

/**
 * Tells a log as a story. It ends before the first event that core cannot replay.
 *
 * @param events - in the order in which they happened
 */
export const storyOfLog = (events: readonly FleetEvent[]): Story => {
  const at = events[0]?.event.data.at ?? 0;
  const known = possible(events, at);
  return {
    begin: { at, quotas: 'NONE' },
    endsAt: known.at(-1)?.event.data.at ?? at,
    events: known,
  };
};
