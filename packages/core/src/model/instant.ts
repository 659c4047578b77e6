/**
 * Instants and spans of time. Nothing here reads a clock: instants are always passed in.
 *
 * @module
 */

/**
 * Milliseconds since 1970-01-01T00:00:00Z: a whole number from 0 to 8.64e15, the end of
 * ECMAScript's time.
 */
export type EpochMillis = number;

/** A span in milliseconds. */
export type Millis = number;

/** A minute. */
export const MINUTE_MS: Millis = 60_000;
/** An hour. */
export const HOUR_MS: Millis = 60 * MINUTE_MS;
/** A day of 24 hours; there is no other kind here. */
export const DAY_MS: Millis = 24 * HOUR_MS;

/** The last instant that ECMAScript dates can name, in milliseconds since the epoch. */
export const INSTANT_MAX: EpochMillis = 8.64e15;

/**
 * Tells whether a number is an instant: whole milliseconds from 0 to `INSTANT_MAX`. -0 is not one,
 * since JSON cannot write it.
 */
export const isInstant = (at: number): boolean =>
  Number.isSafeInteger(at) && at >= 0 && at <= INSTANT_MAX && !Object.is(at, -0);
