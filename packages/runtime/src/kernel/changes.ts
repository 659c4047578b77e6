/**
 * Waiting for the next change of something.
 *
 * @module
 */

/** Those who wait for the next change, and how to tell them. */
export type Changes = {
  /** Resolves at the next `tell`. */
  readonly next: () => Promise<void>;
  readonly tell: () => void;
};

/** Begins with nobody who waits. */
export const changes = (): Changes => {
  let waiting: (() => void)[] = [];
  return {
    next: () => new Promise((resolve) => waiting.push(resolve)),
    tell: () => {
      const those = waiting;
      waiting = [];
      for (const resolve of those) resolve();
    },
  };
};
