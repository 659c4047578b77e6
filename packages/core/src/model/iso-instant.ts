/**
 * Instants as dates.
 *
 * @module
 */
import { INSTANT_MAX, type EpochMillis } from './instant.ts';

/**
 * Writes an instant in ISO 8601, such as `2026-11-27T09:00:00.000Z`. Never throws.
 *
 * @param at - any number; one outside ECMAScript's range stays a number: `NaN ms since 1970`
 */
export const isoInstant = (at: EpochMillis): string =>
  Math.abs(at) <= INSTANT_MAX
    ? // Does not read the clock: the result depends on the argument alone.
      new Date(at).toISOString() // eslint-disable-line no-restricted-globals
    : `${at} ms since 1970`;
