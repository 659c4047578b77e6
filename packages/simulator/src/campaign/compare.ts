/**
 * Comparing two simulations that meet the same luck.
 *
 * @module
 */
import { left, right, type Either } from '../kernel/either.ts';
import type { LabelKind, Unit } from '../life/measure.ts';
import type { Runaway } from '../life/tick.ts';
import { valueOf, type LabelRecord, type RunRecord } from '../summary/run-record.ts';
import type { RunRange, Summary } from '../summary/summary.ts';
import { mergedMaps } from '../summary/tally.ts';
import { emptySummary, liveRun, withRun, type Campaign } from './simulate.ts';

/** How the values of a label differ, run by run: the second less the first. */
export type PairedDifference = {
  readonly kind: LabelKind;
  readonly unit: Unit;
  readonly about: string;
  /** In how many runs both have a value. */
  readonly runs: number;
  /** Sums of the differences, of their squares and cubes. */
  readonly sums: readonly [bigint, bigint, bigint];
  /** In how many runs only the first, or only the second, is greater than 0. */
  readonly onlyFirst: number;
  readonly onlySecond: number;
};

/** Two summaries of the same runs, and how these differ. */
export type PairedSummary = {
  readonly first: Summary;
  readonly second: Summary;
  /** By measure and label: those that both have. */
  readonly differences: ReadonlyMap<string, ReadonlyMap<string, PairedDifference>>;
};

/** Two simulations of the same seed. */
export type Pair = { readonly first: Campaign; readonly second: Campaign };

/** The comparison of no runs. */
export const emptyComparison = ({ first, second }: Pair): PairedSummary => ({
  first: emptySummary(first),
  second: emptySummary(second),
  differences: new Map(),
});

const mergedDifference = (a: PairedDifference, b: PairedDifference): PairedDifference => ({
  kind: a.kind,
  unit: a.unit,
  about: a.about,
  runs: a.runs + b.runs,
  sums: [a.sums[0] + b.sums[0], a.sums[1] + b.sums[1], a.sums[2] + b.sums[2]],
  onlyFirst: a.onlyFirst + b.onlyFirst,
  onlySecond: a.onlySecond + b.onlySecond,
});

/** Merges comparisons of different runs; exact, in any order. */
export const mergeComparisons = (a: PairedSummary, b: PairedSummary): PairedSummary => ({
  first: withRun(a.first, b.first),
  second: withRun(a.second, b.second),
  differences: mergedMaps(a.differences, b.differences, (one, other) =>
    mergedMaps(one, other, mergedDifference),
  ),
});

const differenceOf = (
  record: LabelRecord,
  other: LabelRecord | undefined,
): PairedDifference | undefined => {
  const [x, y] = [valueOf(record), other && valueOf(other)];
  if (x === undefined || y === undefined) return undefined;
  const d = BigInt(y) - BigInt(x);
  return {
    ...record.labelOf,
    runs: 1,
    sums: [d, d * d, d * d * d],
    onlyFirst: x > 0 && y === 0 ? 1 : 0,
    onlySecond: y > 0 && x === 0 ? 1 : 0,
  };
};

const differencesIn = (first: RunRecord, second: RunRecord): PairedSummary['differences'] => {
  const found = new Map<string, Map<string, PairedDifference>>();
  for (const [measure, labels] of first) {
    const differences = new Map<string, PairedDifference>();
    for (const [label, record] of labels) {
      const difference = differenceOf(record, second.get(measure)?.get(label));
      if (difference !== undefined) differences.set(label, difference);
    }
    found.set(measure, differences);
  }
  return found;
};

/**
 * Compares two simulations over a range of runs. Both meet the same luck, since random numbers are
 * found by seed, run and the name of who asks: what the second does not touch differs by exactly 0.
 *
 * @returns Right: the comparison. Left: a process of one of them wakes itself for ever.
 */
export const compareRuns = (pair: Pair, range: RunRange): Either<Runaway, PairedSummary> => {
  let comparison = emptyComparison(pair);
  for (let run = range.from; run < range.to; run += 1) {
    const [first, second] = [liveRun(pair.first, run), liveRun(pair.second, run)];
    if (first._tag === 'Left') return left(first.left);
    if (second._tag === 'Left') return left(second.left);
    comparison = mergeComparisons(comparison, {
      first: first.right.summary,
      second: second.right.summary,
      differences: differencesIn(first.right.record, second.right.record),
    });
  }
  return right(comparison);
};
