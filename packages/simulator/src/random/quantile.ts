/**
 * Quantiles of distributions: sampling is the quantile at a uniform number, one number each.
 *
 * @module
 */
import type { Millis } from '@hsm-lifecycle/core';
import type { Distribution } from './distribution.ts';
import { normalQuantile } from './normal.ts';

const P95 = 0.95;

const lognormal = (
  { median, p95 }: { readonly median: Millis; readonly p95: Millis },
  u: number,
): number => {
  const sigma = Math.log(p95 / median) / normalQuantile(P95);
  return median * Math.exp(sigma * normalQuantile(u));
};

const weibull = (
  { median, shape }: { readonly median: Millis; readonly shape: number },
  u: number,
): number => median * (Math.log1p(-u) / Math.log(1 / 2)) ** (1 / shape);

const exactly = (it: Distribution, u: number): number => {
  if ('constant' in it) return it.constant;
  if ('exponential' in it) return -it.exponential * Math.log1p(-u);
  if ('uniform' in it) return it.uniform[0] + u * (it.uniform[1] - it.uniform[0]);
  if ('lognormal' in it) return lognormal(it.lognormal, u);
  return weibull(it.weibull, u);
};

/**
 * The span that a share of all spans does not exceed, in whole milliseconds.
 *
 * @param u - the share, greater than 0 and less than 1
 * @example
 * spanAt({ exponential: 1000 }, 0.5); // => 693
 */
export const spanAt = (distribution: Distribution, u: number): Millis =>
  Math.round(exactly(distribution, u));
