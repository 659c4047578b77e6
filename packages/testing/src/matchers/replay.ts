/**
 * Comparing a state with what events replay to.
 *
 * @module
 */
import { freshFleet } from '../examples/fresh-fleet.ts';
import {
  evolve,
  initialState,
  type BackupHolder,
  type HolderEvent,
  type NotBegun,
} from '@hsm-lifecycle/core';
import { fleetToJson, holderToJson } from '@hsm-lifecycle/core/codec';
import { evolveFleet, type Fleet } from '@hsm-lifecycle/core/fleet';
import { same, sameFleets } from '../laws/same.ts';
import type { LifecycleEvent, FoundEvents } from './happened.ts';

/**
 * The result: equal or not, with both sides as plain data, or why the events cannot be replayed.
 */
export type ReplayResult =
  | {
      readonly _tag: 'Done';
      readonly isSame: boolean;
      readonly expected: unknown;
      readonly actual: unknown;
    }
  | { readonly _tag: 'Impossible'; readonly why: string };

const isFleet = (state: BackupHolder | NotBegun | Fleet): state is Fleet => 'holders' in state;

const isOfHolder = (event: LifecycleEvent): event is HolderEvent =>
  !['RegionLost', 'RegionRecovered', 'QuotaSet'].includes(event.type);

const plain = (state: BackupHolder | Fleet): unknown =>
  JSON.parse(isFleet(state) ? fleetToJson(state) : holderToJson(state));

const done = (
  expected: BackupHolder | Fleet,
  actual: BackupHolder | Fleet,
  isSame: boolean,
): ReplayResult => ({
  _tag: 'Done',
  isSame,
  expected: plain(expected),
  actual: plain(actual),
});

const ofFleet = (found: FoundEvents, expected: Fleet, from: Fleet): ReplayResult => {
  if (found.in === 'STREAM' && found.events.length > 0)
    return { _tag: 'Impossible', why: 'a fleet needs events with their streams' };
  const actual = found.in === 'STREAM' ? from : found.streamed.reduce(evolveFleet, from);
  return done(expected, actual, sameFleets(actual, expected));
};

const ofHolder = (
  { events }: FoundEvents,
  expected: BackupHolder,
  from: BackupHolder | NotBegun,
): ReplayResult => {
  const actual = events.filter(isOfHolder).reduce<BackupHolder | NotBegun>(evolve, from);
  if (!('kind' in actual)) return { _tag: 'Impossible', why: 'there are no events' };
  return done(expected, actual, same(actual, expected));
};

/** An empty fleet with the edition, quotas and seed, which no event contains. */
const emptied = ({ edition, quotas, seed }: Fleet): Fleet =>
  freshFleet({ at: 0, edition, quotas, seed });

/**
 * Replays events, and compares the result with a state.
 *
 * @param expected - a cluster, a copy or a fleet
 * @param from - what to replay on; a stream that has not begun, or an empty fleet, if left out
 */
export const replayOnto = (
  found: FoundEvents,
  expected: BackupHolder | Fleet,
  from?: BackupHolder | NotBegun | Fleet,
): ReplayResult => {
  try {
    if (isFleet(expected))
      return ofFleet(
        found,
        expected,
        from !== undefined && isFleet(from) ? from : emptied(expected),
      );
    return ofHolder(found, expected, from === undefined || isFleet(from) ? initialState : from);
  } catch (error) {
    return { _tag: 'Impossible', why: error instanceof Error ? error.message : String(error) };
  }
};
