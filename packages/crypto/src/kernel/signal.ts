/**
 * The part of `AbortSignal` that this package uses, declared here so that its types need neither
 * the DOM's nor Node's.
 *
 * @module
 */

/** An `AbortSignal`, or anything with these three members. */
export type Signal = {
  readonly aborted: boolean;
  readonly addEventListener: (type: 'abort', listener: () => void) => void;
  readonly removeEventListener: (type: 'abort', listener: () => void) => void;
};

/**
 * Waits for the work or the signal, whichever comes first. False: the signal did. It may have fired
 * while the work was being started.
 */
export const isDoneBefore = (signal: Signal | undefined, work: Promise<void>): Promise<boolean> =>
  new Promise((resolve, reject) => {
    const stop = (): void => {
      resolve(false);
    };
    const done = (): void => {
      signal?.removeEventListener('abort', stop);
    };
    // Before anything else, so that the work's rejection is handled whatever the signal does.
    void work
      .then(() => resolve(true), reject)
      .then(done)
      .catch(() => undefined);
    signal?.addEventListener('abort', stop);
    if (signal?.aborted === true) stop();
  });
