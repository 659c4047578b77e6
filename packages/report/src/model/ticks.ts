/**
 * The marks of an axis of time.
 *
 * @module
 */
import { DAY_MS, type EpochMillis } from '@hsm-lifecycle/core';
import { shortDayText, timeText } from '@hsm-lifecycle/drills/sentences';
import { utcTicks } from 'd3-time';
import type { AxisStretch, TimeScale } from './time-scale.ts';

/** A mark: where, and what it says. */
export type Tick = {
  readonly at: EpochMillis;
  readonly place: number;
  readonly text: string;
  /** Whether a day begins here, or the axis does. */
  readonly strong: boolean;
};

/** How many marks fit side by side on the whole axis. */
const TICKS_MAX = 15;
/** The least room between two marks. */
const ROOM = 0.052;

const ticksIn = ({ from, to, start, end }: AxisStretch, place: TimeScale['place']) => {
  const count = Math.max(1, Math.round((end - start) * TICKS_MAX));
  return utcTicks(new Date(from), new Date(to), count).map((date): Tick => {
    const at = date.getTime();
    const strong = at % DAY_MS === 0;
    return { at, place: place(at), text: strong ? shortDayText(at) : timeText(at), strong };
  });
};

/** The marks of an axis, far enough apart to be read. Days win over times of day. */
export const ticksOf = ({ stretches, place }: TimeScale): readonly Tick[] => {
  const all = stretches.flatMap((it) => ticksIn(it, place));
  const kept: Tick[] = [];
  for (const tick of [...all.filter(({ strong }) => strong), ...all]) {
    const isFree = kept.every((other) => Math.abs(other.place - tick.place) >= ROOM);
    if (isFree && tick.place <= 0.97) kept.push(tick);
  }
  return kept.toSorted((a, b) => a.at - b.at);
};
