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

/** Resolves after some milliseconds. Keeps no process alive. */
export const after = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    const timer: unknown = setTimeout(resolve, ms);
    if (typeof timer === 'object' && timer !== null && 'unref' in timer) {
      const { unref } = timer;
      if (typeof unref === 'function') Reflect.apply(unref, timer, []);
    }
  });
