/**
 * Summaries of runs, which merge exactly and in any order.
 *
 * @module
 */
import type { Millis } from '@hsm-lifecycle/core';
import { left, right, type Either } from '../kernel/either.ts';
import { binOf } from './bins.ts';
import { valueOf, type LabelRecord, type RunRecord } from './run-record.ts';
import { mergedMaps, mergedTally, SECTIONS, type Bin, type Section, type Tally } from './tally.ts';

/** A range of runs: from the first one up to, and without, the last one. */
export type RunRange = { readonly from: number; readonly to: number };

/** What is known about the runs of a simulation. */
export type Summary = {
  /** Tells simulations apart: only summaries of the same one merge. */
  readonly of: string;
  readonly seed: number;
  /** How long each run was measured. */
  readonly horizon: Millis;
  /** The runs that it is about, in order, without overlap. */
  readonly ranges: readonly RunRange[];
  /** How many events happened in all of them. */
  readonly events: number;
  /** By measure and label. */
  readonly tallies: ReadonlyMap<string, ReadonlyMap<string, Tally>>;
};

/** How many runs a summary is about. */
export const runsIn = ({ ranges }: Pick<Summary, 'ranges'>): number =>
  ranges.reduce((sum, { from, to }) => sum + to - from, 0);

const binsOf = ({ bins }: LabelRecord): ReadonlyMap<number, Bin> =>
  new Map(
    [...bins]
      .filter(([, [weight, sum]]) => weight !== 0 || sum !== 0)
      .map(([bin, [weight, sum]]) => [bin, [BigInt(weight), BigInt(sum)]]),
  );

const sectionsOf = (record: LabelRecord, run: number): ReadonlyMap<number, Section> => {
  const { kind } = record.labelOf;
  if (kind === 'TOTAL' || kind === 'TIME' || (record.count === 0 && record.beyond === 0))
    return new Map();
  const { count, beyond } = record;
  const section = { bins: binsOf(record), count: BigInt(count), beyond: BigInt(beyond) };
  return new Map([[run % SECTIONS, section]]);
};

const tallyOf = (record: LabelRecord, run: number): Tally => {
  const value = valueOf(record);
  const x = BigInt(value ?? 0);
  return {
    ...record.labelOf,
    runs: value === undefined ? 0 : 1,
    positive: value !== undefined && value > 0 ? 1 : 0,
    sums: [x, x * x, x * x * x],
    ofRuns: new Map(value === undefined ? [] : [[binOf(value), 1n]]),
    sections: sectionsOf(record, run),
  };
};

/** The summary of one run. */
export const summaryOfRun = (
  { of, seed, horizon }: Pick<Summary, 'of' | 'seed' | 'horizon'>,
  record: RunRecord,
  { run, events }: { readonly run: number; readonly events: number },
): Summary => ({
  of,
  seed,
  horizon,
  ranges: [{ from: run, to: run + 1 }],
  events,
  tallies: new Map(
    [...record].map(([name, labels]) => [
      name,
      new Map([...labels].map(([label, it]) => [label, tallyOf(it, run)])),
    ]),
  ),
});

/** Why two summaries do not merge. */
export type MergeRefusal =
  { readonly _tag: 'OtherSimulation' } | { readonly _tag: 'SameRuns'; readonly range: RunRange };

/** Puts ranges in order and joins those that touch; a range that two have is refused. */
const mergedRanges = (
  ...ranges: readonly RunRange[]
): Either<MergeRefusal, readonly RunRange[]> => {
  const merged: RunRange[] = [];
  for (const range of ranges.toSorted((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last !== undefined && range.from < last.to)
      return left({
        _tag: 'SameRuns',
        range: { from: range.from, to: Math.min(range.to, last.to) },
      });
    if (last?.to === range.from) merged[merged.length - 1] = { from: last.from, to: range.to };
    else merged.push(range);
  }
  return right(merged);
};

/**
 * A label that a run has not observed, such as a call that nobody made, is 0 in that run: its bins
 * of runs lack it, and `runs` is corrected when it is read.
 */
const mergedLabels = (
  a: ReadonlyMap<string, Tally>,
  b: ReadonlyMap<string, Tally>,
): ReadonlyMap<string, Tally> => mergedMaps(a, b, mergedTally);

/**
 * Merges the summaries of different runs of one simulation. Sums are exact whole numbers, so the
 * result is the same in any order.
 *
 * @returns Right: the summary of all runs. Left: `OtherSimulation`, or `SameRuns` if some runs are
 *   in both.
 */
export const mergeSummaries = (a: Summary, b: Summary): Either<MergeRefusal, Summary> => {
  if (a.of !== b.of || a.seed !== b.seed || a.horizon !== b.horizon)
    return left({ _tag: 'OtherSimulation' });
  const ranges = mergedRanges(...a.ranges, ...b.ranges);
  if (ranges._tag === 'Left') return ranges;
  return right({
    of: a.of,
    seed: a.seed,
    horizon: a.horizon,
    ranges: ranges.right,
    events: a.events + b.events,
    tallies: mergedMaps(a.tallies, b.tallies, mergedLabels),
  });
};
