/**
 * Estimates with their intervals.
 *
 * @module
 */

/** The confidence of all intervals. */
export const CONFIDENCE = 0.95;

/** The probability below the upper end of an interval with equal tails. */
export const UPPER_TAIL: number = (1 + CONFIDENCE) / 2;

/** How an interval was found. */
export type Method =
  'Student' | 'Wilson' | 'order statistics' | 'sectioning' | 'too few observations';

/**
 * An estimate. In 95 of 100 campaigns, the interval from `low` to `high` covers what any number of
 * further runs would give. It says nothing about whether the scenario is true.
 */
export type Estimate = {
  /** `Infinity` if it is worse than any value, as the age of a point that does not exist. */
  readonly value: number;
  readonly low: number | undefined;
  readonly high: number | undefined;
  readonly method: Method;
  readonly runs: number;
  /** Whether so few runs are so skewed that the interval may be too short (Cochran's rule). */
  readonly isSkewed: boolean;
};
