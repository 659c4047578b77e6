/**
 * Estimates of what a summary knows.
 *
 * @module
 */
import { left, right, type Either } from '../kernel/either.ts';
import { runsIn, type Summary } from '../summary/summary.ts';
import type { Tally } from '../summary/tally.ts';
import type { Estimate } from './interval.ts';
import { quantileOfRuns } from './order-statistics.ts';
import { pooledMean, pooledQuantile } from './sectioning.ts';
import { meanOf } from './student.ts';
import { proportionOf } from './wilson.ts';

/**
 * What to estimate: the mean; the share of time in which something held; the chance that it
 * happens in a run at all; or a quantile.
 */
export type Statistic = 'mean' | 'share' | 'chance' | { readonly quantile: number };

/** A figure: a statistic of a label of a measure. */
export type Figure = {
  readonly measure: string;
  readonly label: string;
  readonly statistic: Statistic;
};

/** A summary has no such measure or label, or the statistic makes no sense for it. */
export type NoSuchFigure = {
  readonly _tag: 'NoSuchFigure';
  readonly what: 'measure' | 'label' | 'statistic';
  /** What there is instead. */
  readonly known: readonly string[];
};

/** What can be estimated of each kind of label. */
export const STATISTICS: Readonly<Record<Tally['kind'], readonly string[]>> = {
  VALUE: ['mean', 'chance', 'quantile'],
  TOTAL: ['mean', 'chance', 'quantile'],
  TIME: ['mean', 'share', 'chance', 'quantile'],
  LEVEL: ['mean', 'quantile'],
  RAMP: ['mean', 'quantile'],
};

/**
 * What has never been seen has no interval: Student's would be from 0 to 0, and would promise that
 * it never happens.
 */
const neverSeen = (runs: number): Estimate => ({
  value: 0,
  low: undefined,
  high: undefined,
  method: 'too few observations',
  runs,
  isSkewed: true,
});

const isNeverSeen = ({ kind, positive }: Tally): boolean =>
  positive === 0 && (kind === 'TOTAL' || kind === 'TIME');

const meanOfTally = (tally: Tally, { runs, horizon }: Scope): Estimate => {
  if (tally.kind === 'VALUE') return pooledMean(tally, runs);
  const count = tally.kind === 'RAMP' ? tally.runs : runs;
  return meanOf({ count, sums: tally.sums }, tally.kind === 'LEVEL' ? horizon : 1);
};

const quantileOfTally = (tally: Tally, { runs }: Scope, q: number): Estimate =>
  tally.kind === 'TOTAL' || tally.kind === 'TIME'
    ? quantileOfRuns(tally.ofRuns, runs, q)
    : pooledQuantile(tally, runs, q);

type Scope = { readonly runs: number; readonly horizon: number };

const estimateOf = (tally: Tally, statistic: Statistic, scope: Scope): Estimate => {
  const { runs, horizon } = scope;
  if (isNeverSeen(tally) && (statistic === 'mean' || statistic === 'share')) return neverSeen(runs);
  if (statistic === 'mean') return meanOfTally(tally, scope);
  if (statistic === 'share') return meanOf({ count: runs, sums: tally.sums }, horizon);
  if (statistic === 'chance') return proportionOf(tally.positive, runs);
  return quantileOfTally(tally, scope, statistic.quantile);
};

/** The name of a statistic: `mean`, or `p99` for a quantile. */
export const statisticName = (statistic: Statistic): string =>
  typeof statistic === 'string'
    ? statistic
    : `p${String(Number((statistic.quantile * 100).toFixed(6)))}`;

const noSuch = (what: NoSuchFigure['what'], known: readonly string[]): NoSuchFigure => ({
  _tag: 'NoSuchFigure',
  what,
  known,
});

/**
 * Estimates a figure.
 *
 * @returns Right: the estimate with its interval, in the units of the label; a share or a chance
 *   from 0 to 1. Left: `NoSuchFigure`.
 */
export const estimate = (
  summary: Summary,
  { measure, label, statistic }: Figure,
): Either<NoSuchFigure, Estimate> => {
  const labels = summary.tallies.get(measure);
  if (labels === undefined) return left(noSuch('measure', [...summary.tallies.keys()]));
  const tally = labels.get(label);
  if (tally === undefined) return left(noSuch('label', [...labels.keys()]));
  const name = typeof statistic === 'string' ? statistic : 'quantile';
  const known = STATISTICS[tally.kind];
  return known.includes(name)
    ? right(estimateOf(tally, statistic, { runs: runsIn(summary), horizon: summary.horizon }))
    : left(noSuch('statistic', known));
};
