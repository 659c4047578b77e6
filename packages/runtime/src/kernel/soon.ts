/**
 * Work after everything that is already waiting.
 *
 * @module
 */

/** Resolves after input and output that is already waiting was handled. */
export const soon = (): Promise<void> =>
  new Promise((resolve) => {
    if (typeof setImmediate === 'function') setImmediate(resolve);
    else setTimeout(resolve, 0);
  });

/** Resolves after some milliseconds. */
export const afterMs = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });

/** Calls a function after some milliseconds. Keeps no process alive. */
export const later = (ms: number, call: () => void): void => {
  const timer = setTimeout(call, ms);
  // A browser's timer is a number.
  if (typeof timer === 'object') timer.unref();
};
