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

/** Calls a function after some milliseconds, unless it is cancelled. Keeps no process alive. */
export const later = (ms: number, call: () => void): (() => void) => {
  const timer = setTimeout(call, ms);
  // A browser's timer is a number.
  if (typeof timer === 'object') timer.unref();
  return () => clearTimeout(timer);
};

/** Resolves after some milliseconds. Keeps no process alive. */
export const after = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    later(ms, resolve);
  });
