/**
 * Clocks that can be moved ahead.
 *
 * @module
 */
import type { EpochMillis } from '@hsm-lifecycle/core';

/** The last instant of the year 9999, in milliseconds since the epoch. No clock goes further. */
export const CLOCK_END: EpochMillis = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

const ended = (at: EpochMillis): EpochMillis => Math.min(at, CLOCK_END);

/** A clock. Time passes, or stands still until it is moved; it never runs backwards. */
export type MovableClock = {
  /** In milliseconds since the epoch. */
  readonly now: () => EpochMillis;
  /** Moves it ahead to an instant; an earlier one changes nothing. */
  readonly advance: (to: EpochMillis) => void;
  /** Called once for each request. */
  readonly tick: () => void;
  /** How many milliseconds of the wall pass in one of its own; undefined if it stands still. */
  readonly wallMsPerMs?: number;
};

/** What a clock that follows the wall is given. */
export type RunningClockWith = {
  /** In milliseconds since the epoch; the platform's if left out. */
  readonly wall?: () => EpochMillis;
  /** How many times faster than the wall it runs; 1 if left out. */
  readonly speed?: number;
};

/** Makes a clock that starts at the wall's time and runs at a speed of its own. */
export const runningClock = ({
  wall = Date.now,
  speed = 1,
}: RunningClockWith = {}): MovableClock => {
  const start = wall();
  let ahead = 0;
  let last = start;
  const now = (): EpochMillis => {
    last = Math.max(last, ended(Math.floor(start + (wall() - start) * speed + ahead)));
    return last;
  };
  return {
    now,
    advance: (to) => {
      const at = ended(to);
      ahead += Math.max(0, at - now());
      last = Math.max(last, at);
    },
    tick: () => undefined,
    wallMsPerMs: 1 / speed,
  };
};

/** What a clock that stands still is given. */
export type StandingClockWith = {
  /** Where it begins, in milliseconds since the epoch. */
  readonly at: EpochMillis;
  /** By how many milliseconds each request moves it; 0 if left out. */
  readonly tickMs?: number;
};

/** Makes a clock that stands still but for what moves it. */
export const standingClock = ({ at, tickMs = 0 }: StandingClockWith): MovableClock => {
  let now = at;
  return {
    now: () => now,
    advance: (to) => {
      now = Math.max(now, ended(to));
    },
    tick: () => {
      now = Math.max(now, ended(now + tickMs));
    },
  };
};
