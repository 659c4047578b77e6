/**
 * Finding stops of a story by time.
 *
 * @module
 */
import type { EpochMillis } from '@hsm-lifecycle/core';
import type { Stop } from './replay.ts';

/** The index of the last stop up to and including an instant; 0 if it is before the story. */
export const stopIndexAt = (stops: readonly Stop[], at: EpochMillis): number =>
  Math.max(
    0,
    stops.findLastIndex((stop) => stop.at <= at),
  );
