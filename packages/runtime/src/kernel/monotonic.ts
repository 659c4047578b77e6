/**
 * Time that never runs backwards.
 *
 * @module
 */

/**
 * Makes a clock: the wall clock's time at the start, plus what has passed since. In milliseconds
 * since the epoch.
 */
export const monotonicClock = (): (() => number) => {
  const startedAt = Date.now();
  const from = performance.now();
  return () => startedAt + Math.floor(performance.now() - from);
};
