/**
 * Gives the event loop its turns while work goes on that never waits.
 *
 * @module
 */

/** Undefined, or a promise to wait for before going on. */
export type Pace = () => Promise<void> | undefined;

/** A macrotask: a promise alone would not let timers and sockets run. */
const pause = (): Promise<void> =>
  new Promise((resolve) => {
    if (typeof setImmediate === 'function') setImmediate(resolve);
    else setTimeout(resolve, 0);
  });

/**
 * How many milliseconds work runs before it yields to the event loop. A frame that takes longer is
 * not interrupted.
 */
const TURN_MS = 10;

/**
 * Starts a budget, for one operation or one whole stream. It pauses only when `TURN_MS` have
 * passed, because a pause costs a turn of the event loop. Nothing else depends on the clock.
 */
export const startPace = (): Pace => {
  let since = performance.now();
  const rest = async (): Promise<void> => {
    await pause();
    since = performance.now();
  };
  return () => (performance.now() - since < TURN_MS ? undefined : rest());
};
