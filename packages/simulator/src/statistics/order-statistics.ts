/**
 * Quantiles of one value a run.
 *
 * @module
 */
import { normalQuantile } from '../random/normal.ts';
import { edgeOf } from '../summary/bins.ts';
import { UPPER_TAIL, type Estimate } from './interval.ts';

/** The bin of the value with a rank, from 1. */
const binAt = (sorted: readonly (readonly [number, bigint])[], rank: number): number => {
  let before = 0;
  for (const [bin, count] of sorted) {
    before += Number(count);
    if (before >= rank) return bin;
  }
  return sorted.at(-1)?.[0] ?? 0;
};

/**
 * A quantile of one value a run. The interval is between two of the ordered values, and so wide as
 * their bins.
 *
 * @param ofRuns - how many runs have a value in each bin
 * @param runs - how many runs; those in no bin have 0
 * @param q - greater than 0 and less than 1
 */
export const quantileOfRuns = (
  ofRuns: ReadonlyMap<number, bigint>,
  runs: number,
  q: number,
): Estimate => {
  const counted = [...ofRuns.values()].reduce((sum, it) => sum + Number(it), 0);
  const withZeros = new Map(ofRuns);
  if (counted < runs) withZeros.set(0, (ofRuns.get(0) ?? 0n) + BigInt(runs - counted));
  const sorted = [...withZeros].toSorted((a, b) => a[0] - b[0]);
  const half = normalQuantile(UPPER_TAIL) * Math.sqrt(runs * q * (1 - q));
  const [first, last] = [Math.floor(runs * q - half), Math.ceil(runs * q + half) + 1];
  const bin = binAt(sorted, Math.max(1, Math.ceil(runs * q)));
  const isEnough = first >= 1 && last <= runs;
  return {
    value: Math.floor((edgeOf(bin) + edgeOf(bin + 1) - 1) / 2),
    low: isEnough ? edgeOf(binAt(sorted, first)) : undefined,
    high: isEnough ? edgeOf(binAt(sorted, last) + 1) - 1 : undefined,
    method: isEnough ? 'order statistics' : 'too few observations',
    runs,
    isSkewed: false,
  };
};
