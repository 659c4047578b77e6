/**
 * What this package uses of an `AbortSignal`.
 *
 * Spelled out, so that the package's types need neither the DOM's nor Node's.
 *
 * @module
 */

/** An `AbortSignal`, or anything that does as much. */
export type Signal = {
  readonly aborted: boolean;
  readonly addEventListener: (type: 'abort', listener: () => void) => void;
  readonly removeEventListener: (type: 'abort', listener: () => void) => void;
};

/**
 * Waits for work, or for the signal, which may have fired while the work was being started. False:
 * the signal was first.
 */
export const isDoneBefore = (signal: Signal | undefined, work: Promise<void>): Promise<boolean> =>
  new Promise((resolve, reject) => {
    const stop = (): void => {
      resolve(false);
    };
    const done = (): void => {
      signal?.removeEventListener('abort', stop);
    };
    signal?.addEventListener('abort', stop);
    if (signal?.aborted === true) stop();
    work.then(() => resolve(true), reject).finally(done);
  });
