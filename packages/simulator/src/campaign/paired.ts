/**
 * Estimates of differences.
 *
 * @module
 */
import type { PairedSummary, PairedDifference } from './compare.ts';
import { SECTIONS, type Tally } from '../summary/tally.ts';
import { UPPER_TAIL, type Estimate } from '../statistics/interval.ts';
import { rampQuantile, weightedQuantile } from '../statistics/pooled-quantile.ts';
import { meanOf, studentQuantile, varianceOf } from '../statistics/student.ts';

/** A difference of two simulations, and what the common luck was worth. */
export type PairedEstimate = {
  /** The mean of the second less that of the first, a run. */
  readonly difference: Estimate;
  /** How many times as many runs it would have taken with luck of their own. */
  readonly gain: number | undefined;
  readonly onlyFirst: number;
  readonly onlySecond: number;
};

const tallyOf = (
  { tallies }: PairedSummary['first'],
  measure: string,
  label: string,
): Tally | undefined => tallies.get(measure)?.get(label);

const gainOf = (
  difference: PairedDifference,
  first: Tally | undefined,
  second: Tally | undefined,
): number | undefined => {
  const { runs: count, sums } = difference;
  const own = varianceOf({ count, sums });
  if (first === undefined || second === undefined || own === 0) return undefined;
  const apart = varianceOf({ count, sums: first.sums }) + varianceOf({ count, sums: second.sums });
  return apart / own;
};

/** The difference of a label's means. `undefined` if not both simulations have it. */
export const pairedEstimate = (
  comparison: PairedSummary,
  measure: string,
  label: string,
): PairedEstimate | undefined => {
  const difference = comparison.differences.get(measure)?.get(label);
  if (difference === undefined) return undefined;
  const { runs, sums, kind, onlyFirst, onlySecond } = difference;
  const scale = kind === 'LEVEL' ? comparison.first.horizon : 1;
  const first = tallyOf(comparison.first, measure, label);
  const second = tallyOf(comparison.second, measure, label);
  return {
    difference: meanOf({ count: runs, sums }, scale),
    gain: gainOf(difference, first, second),
    onlyFirst,
    onlySecond,
  };
};

const quantilesOf = (tally: Tally, q: number): readonly (number | undefined)[] =>
  Array.from({ length: SECTIONS }, (_, index) => {
    const section = tally.sections.get(index);
    if (section === undefined) return undefined;
    return tally.kind === 'RAMP' ? rampQuantile(section, q) : weightedQuantile(section, q);
  });

/**
 * The difference of a quantile of pooled observations, with an interval from the differences of the
 * sections. `undefined` if there is none.
 */
export const pairedQuantile = (
  comparison: PairedSummary,
  { measure, label }: { readonly measure: string; readonly label: string },
  q: number,
): Estimate | undefined => {
  const first = tallyOf(comparison.first, measure, label);
  const second = tallyOf(comparison.second, measure, label);
  if (first === undefined || second === undefined || first.sections.size === 0) return undefined;
  const theirs = quantilesOf(second, q);
  const differences = quantilesOf(first, q)
    .map((it, index) => (theirs[index] ?? Number.NaN) - (it ?? Number.NaN))
    .filter((it) => Number.isFinite(it));
  const n = differences.length;
  if (n < SECTIONS) return undefined;
  const value = differences.reduce((sum, it) => sum + it, 0) / n;
  const variance = differences.reduce((sum, it) => sum + (it - value) ** 2, 0) / (n - 1);
  const half = studentQuantile(UPPER_TAIL, n - 1) * Math.sqrt(variance / n);
  const [low, high] = [value - half, value + half];
  return { value, low, high, method: 'sectioning', runs: first.runs, isSkewed: false };
};
