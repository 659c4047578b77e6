/**
 * Quantiles of pooled observations.
 *
 * @module
 */
import { edgeOf } from '../summary/bins.ts';
import type { Bin, Section } from '../summary/tally.ts';

type Sorted = readonly (readonly [bin: number, Bin])[];

const sorted = ({ bins }: Section): Sorted => [...bins].toSorted((a, b) => a[0] - b[0]);

/** Between the borders of a bin; a bin of one number gives that number. */
const inside = (bin: number, share: number): number => {
  const [from, to] = [edgeOf(bin), edgeOf(bin + 1)];
  return to - from === 1 ? from : from + share * (to - from);
};

/** The total weight: values, or milliseconds. What is beyond counts. */
export const weightOf = (section: Section, kind: 'WEIGHT' | 'RAMP'): bigint => {
  let total = section.beyond;
  for (const [weight, sum] of section.bins.values()) total += kind === 'RAMP' ? sum : weight;
  return total;
};

/** A quantile of weights in bins; `undefined` without any. */
export const weightedQuantile = (section: Section, q: number): number | undefined => {
  const total = Number(weightOf(section, 'WEIGHT'));
  if (total === 0) return undefined;
  let before = 0;
  for (const [bin, [weight]] of sorted(section)) {
    const here = Number(weight);
    if (here > 0 && before + here >= q * total) return inside(bin, (q * total - before) / here);
    before += here;
  }
  return Number.POSITIVE_INFINITY;
};

/**
 * Walks down from the greatest value. The time above a value x is the sum of (end - x) less the sum
 * of (start - x), over the ends and starts above x: a straight line between them, and exact at each
 * border of a bin.
 */
const rampAt = (down: Sorted, above: number): number => {
  let [count, sum] = [0n, 0n];
  const over = (x: number): number => Number(sum - BigInt(x) * count);
  for (const [bin, [weight, its]] of down) {
    const top = edgeOf(bin + 1);
    const overTop = over(top);
    if (overTop >= above) return count === 0n ? top : (Number(sum) - above) / Number(count);
    count += weight;
    sum += its;
    const bottom = edgeOf(bin);
    const overBottom = over(bottom);
    if (overBottom >= above)
      return bottom + ((overBottom - above) / (overBottom - overTop)) * (top - bottom);
  }
  return 0;
};

/**
 * A quantile of ramps over time: the value that is exceeded for a share `1 - q` of the time;
 * `Infinity` if that much time is beyond any value, `undefined` without any time.
 */
export const rampQuantile = (section: Section, q: number): number | undefined => {
  const total = Number(weightOf(section, 'RAMP'));
  if (total === 0) return undefined;
  const above = (1 - q) * total - Number(section.beyond);
  if (above < 0) return Number.POSITIVE_INFINITY;
  return rampAt(sorted(section).toReversed(), above);
};
