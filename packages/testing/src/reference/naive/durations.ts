/**
 * Durations in milliseconds.
 *
 * @module
 */

/** A minute. */
export const MINUTE = 60_000;

/** An hour. */
export const HOUR = 3_600_000;

/** A day. */
export const DAY = 86_400_000;

/** The instant of what is not due, and the retention of what is kept for good. */
export const NEVER: number = Number.POSITIVE_INFINITY;
