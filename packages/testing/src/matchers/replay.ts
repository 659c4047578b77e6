/**
 * What events replay to, held against a state.
 *
 * @module
 */
import {
  evolve,
  initialState,
  type BackupHolder,
  type HolderEvent,
  type NotBegun,
} from '@hsm-lifecycle/core';
import { fleetToJson, holderToJson } from '@hsm-lifecycle/core/codec';
import { emptyFleet, evolveFleet, type Fleet } from '@hsm-lifecycle/core/fleet';
import { same, sameFleets } from '../laws/same.ts';
import type { LifecycleEvent, FoundEvents } from './happened.ts';

/**
 * What a replay came to: the same or not, both sides as plain data, or why it could not be done.
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

const ofFleet = (happened: FoundEvents, expected: Fleet, from: Fleet): ReplayResult => {
  if (happened.in === 'STREAM' && happened.events.length > 0)
    return { _tag: 'Impossible', why: 'A fleet is replayed from events with their streams.' };
  const actual = happened.in === 'STREAM' ? from : happened.streamed.reduce(evolveFleet, from);
  return done(expected, actual, sameFleets(actual, expected));
};

const ofHolder = (
  { events }: FoundEvents,
  expected: BackupHolder,
  from: BackupHolder | NotBegun,
): ReplayResult => {
  const actual = events.filter(isOfHolder).reduce<BackupHolder | NotBegun>(evolve, from);
  if (!('kind' in actual)) return { _tag: 'Impossible', why: 'There is nothing to replay.' };
  return done(expected, actual, same(actual, expected));
};

/** A fleet without anything in it, but for what its events do not say. */
const emptied = ({ edition, quotas, seed }: Fleet): Fleet =>
  emptyFleet({ at: 0, edition, quotas, seed });

/**
 * Replays what happened, and holds it against a state.
 *
 * @param expected - a cluster or a copy, or a fleet
 * @param from - what to replay on; if left out, a stream that has not begun, or an empty fleet
 */
export const replayOnto = (
  happened: FoundEvents,
  expected: BackupHolder | Fleet,
  from?: BackupHolder | NotBegun | Fleet,
): ReplayResult => {
  try {
    if (isFleet(expected))
      return ofFleet(
        happened,
        expected,
        from !== undefined && isFleet(from) ? from : emptied(expected),
      );
    return ofHolder(happened, expected, from === undefined || isFleet(from) ? initialState : from);
  } catch (error) {
    return { _tag: 'Impossible', why: error instanceof Error ? error.message : String(error) };
  }
};
