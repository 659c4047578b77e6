/**
 * Student's t, and intervals of means.
 *
 * @module
 */
import { normalQuantile } from '../random/normal.ts';
import { UPPER_TAIL, type Estimate } from './interval.ts';

/** From here on, the expansion is exact to six digits. */
const MANY = 30;
const HALVINGS = 200;

/** The probability that |t| is at most this (Abramowitz and Stegun, 26.7.3 and 26.7.4). */
const within = (t: number, freedom: number): number => {
  const angle = Math.atan(t / Math.sqrt(freedom));
  const [sine, cosine] = [Math.sin(angle), Math.cos(angle)];
  const isOdd = freedom % 2 === 1;
  let term = isOdd ? cosine : 1;
  let sum = freedom === 1 ? 0 : term;
  for (let k = isOdd ? 3 : 2; k <= freedom - 2; k += 2) {
    term *= ((k - 1) / k) * cosine * cosine;
    sum += term;
  }
  return isOdd ? (2 / Math.PI) * (angle + sine * sum) : sine * sum;
};

const byHalving = (p: number, freedom: number): number => {
  let [low, high] = [0, 1e6];
  for (let n = 0; n < HALVINGS; n += 1) {
    const middle = (low + high) / 2;
    if (within(middle, freedom) < 2 * p - 1) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
};

/** The expansion for many degrees of freedom (Abramowitz and Stegun, 26.7.5). */
const byExpansion = (p: number, freedom: number): number => {
  const x = normalQuantile(p);
  const x2 = x * x;
  const g1 = (x * (x2 + 1)) / 4;
  const g2 = (x * ((5 * x2 + 16) * x2 + 3)) / 96;
  const g3 = (x * (((3 * x2 + 19) * x2 + 17) * x2 - 15)) / 384;
  const g4 = (x * ((((79 * x2 + 776) * x2 + 1482) * x2 - 1920) * x2 - 945)) / 92_160;
  return x + (g1 + (g2 + (g3 + g4 / freedom) / freedom) / freedom) / freedom;
};

/**
 * A quantile of Student's t.
 *
 * @param p - from 0.5 to below 1
 * @param freedom - degrees of freedom, a whole number from 1
 * @example
 * studentQuantile(0.975, 31).toFixed(3); // => '2.040'
 */
export const studentQuantile = (p: number, freedom: number): number =>
  freedom < MANY ? byHalving(p, freedom) : byExpansion(p, freedom);

/** Exact sums of values, squares and cubes, and how many values. */
export type Moments = {
  readonly count: number;
  readonly sums: readonly [bigint, bigint, bigint];
};

const COCHRAN = 25;

/** The sample variance, exact until the last division. */
export const varianceOf = ({ count, sums: [x, xx] }: Moments): number => {
  const n = BigInt(count);
  return count < 2 ? 0 : Number(n * xx - x * x) / (count * (count - 1));
};

/** Cochran's rule: a mean of skewed values needs more than 25 times the squared skewness. */
const isTooSkewed = (moments: Moments): boolean => {
  const { count, sums } = moments;
  const [x, xx, xxx] = sums;
  const variance = varianceOf(moments);
  if (count === 0 || variance === 0) return false;
  const n = BigInt(count);
  const third = Number(n * n * xxx - 3n * n * x * xx + 2n * x * x * x) / count ** 3;
  const skewness = third / variance ** (3 / 2);
  return count < COCHRAN * skewness * skewness;
};

/**
 * The mean of independent values, with Student's interval.
 *
 * @param scale - what a unit of the result is in units of the values
 */
export const meanOf = (moments: Moments, scale = 1): Estimate => {
  const { count, sums } = moments;
  const value = count === 0 ? 0 : Number(sums[0]) / count / scale;
  if (count < 2)
    return {
      value,
      low: undefined,
      high: undefined,
      method: 'too few observations',
      runs: count,
      isSkewed: true,
    };
  const half =
    (studentQuantile(UPPER_TAIL, count - 1) * Math.sqrt(varianceOf(moments) / count)) / scale;
  return {
    value,
    low: value - half,
    high: value + half,
    method: 'Student',
    runs: count,
    isSkewed: isTooSkewed(moments),
  };
};
