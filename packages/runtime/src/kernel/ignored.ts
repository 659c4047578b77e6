/**
 * Answers of a host's functions that nobody reads.
 *
 * @module
 */

/**
 * Handles the rejection of what may be a promise: a function that should answer at once may be
 * asynchronous in JavaScript, and a rejection without a handler ends the process.
 */
export const ignored = (given: unknown): void => {
  void Promise.resolve(given).catch(() => undefined);
};
