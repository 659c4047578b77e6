/**
 * Pending timers, in the order in which they ring.
 *
 * @module
 */
import type { EpochMillis } from '@hsm-lifecycle/core';
import type { TimerTopic } from './process.ts';

/** A timer that is set. */
export type Pending = {
  readonly at: EpochMillis;
  /** The index of its process: the lower one comes first at the same instant. */
  readonly process: number;
  /** How many timers were set before it. */
  readonly set: number;
  readonly subject: string;
  readonly about: TimerTopic;
};

const isSooner = (a: Pending, b: Pending): boolean =>
  a.at !== b.at ? a.at < b.at : a.process !== b.process ? a.process < b.process : a.set < b.set;

/** Adds a timer to a list that is sorted, soonest last. */
export const addTimer = (soonestLast: Pending[], timer: Pending): void => {
  let low = 0;
  let high = soonestLast.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const other = soonestLast[middle];
    if (other !== undefined && isSooner(timer, other)) low = middle + 1;
    else high = middle;
  }
  soonestLast.splice(low, 0, timer);
};
