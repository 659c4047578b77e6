/**
 * Days, weeks and months of the UTC calendar.
 *
 * @module
 */
import { DAY_MS, type EpochMillis } from '@hsm-lifecycle/core';

/** The epoch was a Thursday; weeks begin on Mondays. */
const THURSDAY = 3;
const DAYS_PER_WEEK = 7;
const MONTHS_PER_YEAR = 12;

/** The number of the UTC day that an instant is in, from 0 at the epoch. */
export const dayOf = (at: EpochMillis): number => Math.floor(at / DAY_MS);

/** The number of the week, from Monday to Sunday, UTC. */
export const weekOf = (at: EpochMillis): number =>
  Math.floor((dayOf(at) + THURSDAY) / DAYS_PER_WEEK);

/** The number of the UTC month: twelve times the year, and the months since January. */
export const monthOf = (at: EpochMillis): number => {
  const date = new Date(at);
  return date.getUTCFullYear() * MONTHS_PER_YEAR + date.getUTCMonth();
};
