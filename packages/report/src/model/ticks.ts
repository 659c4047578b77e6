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

/** How many lines the whole axis has, at most. */
const TICKS_MAX = 16;
/** The least room between two texts, and between two lines. */
const ROOM = { text: 0.075, line: 0.02 } as const;
/** A text further to the right would be cut off. */
const LAST_PLACE = 0.955;

const ticksIn = ({ from, to, start, end }: AxisStretch, place: TimeScale['place']) => {
  const count = Math.max(1, Math.round((end - start) * TICKS_MAX));
  return utcTicks(new Date(from), new Date(to), count).map((date): Tick => {
    const at = date.getTime();
    const strong = at % DAY_MS === 0;
    return { at, place: place(at), text: strong ? shortDayText(at) : timeText(at), strong };
  });
};

const isFree = (tick: Tick, others: readonly Tick[], room: number): boolean =>
  others.every((other) => Math.abs(other.place - tick.place) >= room);

/**
 * The lines of an axis. Texts are far enough apart to be read, so some lines have none. Days win
 * over times of day.
 */
export const ticksOf = ({ stretches, place }: TimeScale): readonly Tick[] => {
  const all = stretches.flatMap((it) => ticksIn(it, place));
  const named: Tick[] = [];
  const lines: Tick[] = [];
  for (const tick of [...all.filter(({ strong }) => strong), ...all]) {
    if (tick.place <= LAST_PLACE && isFree(tick, named, ROOM.text)) named.push(tick);
    else if (isFree(tick, lines, ROOM.line)) lines.push({ ...tick, text: '' });
  }
  const bare = lines.filter((it) => isFree(it, named, ROOM.line));
  return [...named, ...bare].toSorted((a, b) => a.at - b.at);
};
