/**
 * The clock of a host.
 *
 * @module
 */
import { isInstant, type EpochMillis } from '@hsm-lifecycle/core';
import { ignored } from '../kernel/ignored.ts';

/** A clock. */
export type Clock = {
  /** In milliseconds since the epoch. */
  readonly now: () => EpochMillis;
  /** By how many milliseconds the wall clock differs, if it is not followed; else 0. */
  readonly leapMs?: () => number;
  /** Follows the wall clock, whatever it says. */
  readonly accept?: () => void;
};

/** What a wall clock reads; the platform's if left out. */
export type WallClockWith = {
  readonly wall?: () => EpochMillis;
  /** In milliseconds since any instant; never runs backwards. */
  readonly monotonic?: () => number;
};

/** A leap by more is not followed. */
const LEAP_MS_MAX = 5 * 60_000;

/**
 * Makes a clock that follows the wall clock, except when it leaps by more than five minutes while
 * the process runs: a clock that is wrong once would move the fleet years ahead, and time never
 * runs back. Until `accept` is called, time then goes on without the leap.
 */
export const wallClock = ({
  wall = Date.now,
  monotonic = () => performance.now(),
}: WallClockWith = {}): Clock => {
  // The last time at which both read well.
  let base: { readonly at: EpochMillis; readonly from: number } | undefined;
  let leap = 0;
  const follow = (at: EpochMillis, from: number): EpochMillis => {
    [base, leap] = [{ at, from }, 0];
    return at;
  };
  const read = (isFollowed: boolean): EpochMillis => {
    const [from, shown] = [monotonic(), wall()];
    // A reading that is none is refused by whoever asked for it, and no later one leaps from it.
    if (!Number.isFinite(from) || !isInstant(Math.floor(shown))) return Number.NaN;
    if (base === undefined || isFollowed) return follow(shown, from);
    const expected = base.at + Math.floor(from - base.from);
    if (Math.abs(shown - expected) <= LEAP_MS_MAX) return follow(shown, from);
    leap = shown - expected;
    return expected;
  };
  read(true);
  return {
    now: () => read(false),
    leapMs: () => leap,
    accept: () => {
      read(true);
    },
  };
};

/** By how much the clock does not follow the wall clock; 0 if it does not say so as a number. */
export const leapOf = (clock: Pick<Clock, 'leapMs'>): number => {
  const given: unknown = clock.leapMs?.();
  ignored(given);
  return typeof given === 'number' ? given : 0;
};

/** Reads a clock. Throws if it gives no instant: NaN, infinity, another type, too far away. */
export const readingOf = ({ now }: Pick<Clock, 'now'>): EpochMillis => {
  const given: unknown = now();
  ignored(given);
  const at = typeof given === 'number' ? Math.floor(given) : Number.NaN;
  if (!isInstant(at)) throw new RangeError(`${String(given)} is not an instant`);
  return at;
};
