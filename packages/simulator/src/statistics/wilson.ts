/**
 * Proportions.
 *
 * @module
 */
import { normalQuantile } from '../random/normal.ts';
import { UPPER_TAIL, type Estimate } from './interval.ts';

/**
 * A proportion with Wilson's interval, which also holds where none or all of the runs count.
 *
 * @param count - how many of the runs
 * @param runs - how many runs, at least 1
 */
export const proportionOf = (count: number, runs: number): Estimate => {
  const value = runs === 0 ? 0 : count / runs;
  if (runs === 0)
    return {
      value,
      low: undefined,
      high: undefined,
      method: 'too few observations',
      runs,
      isSkewed: false,
    };
  const z = normalQuantile(UPPER_TAIL);
  const z2 = z * z;
  const middle = (count + z2 / 2) / (runs + z2);
  const half = (z / (runs + z2)) * Math.sqrt((count * (runs - count)) / runs + z2 / 4);
  return {
    value,
    low: count === 0 ? 0 : Math.max(0, middle - half),
    high: count === runs ? 1 : Math.min(1, middle + half),
    method: 'Wilson',
    runs,
    isSkewed: false,
  };
};
