/**
 * Verdicts on expectations.
 *
 * @module
 */
import { left, right, type Either } from '../kernel/either.ts';
import { runsIn, type Summary } from '../summary/summary.ts';
import { estimate, type Figure, type NoSuchFigure } from './estimate.ts';
import type { Estimate } from './interval.ts';

/** What is expected of a figure: that it is not above, or not below, a limit. */
export type ExpectedFigure = Figure & {
  readonly because?: string;
} & ({ readonly atMost: number } | { readonly atLeast: number });

/** The whole interval is inside, or outside, or the limit is in it. */
export type VerdictWord = 'MET' | 'BROKEN' | 'UNDECIDED';

/** The verdict on one expectation. */
export type FigureVerdict = {
  readonly expected: ExpectedFigure;
  readonly estimate: Estimate;
  readonly verdict: VerdictWord;
  /** TimerTopic how many runs would decide it, if it is undecided and that can be said. */
  readonly runsToDecide: number | undefined;
};

const limitOf = (it: ExpectedFigure): number => ('atMost' in it ? it.atMost : it.atLeast);

const wordFor = (it: ExpectedFigure, { value, low, high }: Estimate): VerdictWord => {
  const limit = limitOf(it);
  const isMost = 'atMost' in it;
  if (value === Number.POSITIVE_INFINITY) return isMost ? 'BROKEN' : 'MET';
  if (low === undefined || high === undefined) return 'UNDECIDED';
  const isInside = isMost ? high <= limit : low >= limit;
  const isOutside = isMost ? low > limit : high < limit;
  return isInside ? 'MET' : isOutside ? 'BROKEN' : 'UNDECIDED';
};

/** An interval shrinks with the root of the runs. Undecidable if the estimate is the limit. */
const runsNeeded = (limit: number, it: Estimate, runs: number): number | undefined => {
  const { value, low, high } = it;
  if (low === undefined || high === undefined || value === limit) return undefined;
  const half = value > limit ? value - low : high - value;
  const times = (half / Math.abs(value - limit)) ** 2;
  return Number.isFinite(times) ? Math.ceil(runs * Math.max(1, times)) : undefined;
};

/**
 * Judges an expectation: met if the whole interval is inside the limit, broken if it is outside,
 * else undecided.
 *
 * @returns Left: the summary has no such figure
 */
export const verdictOn = (
  summary: Summary,
  expected: ExpectedFigure,
): Either<NoSuchFigure, FigureVerdict> => {
  const found = estimate(summary, expected);
  if (found._tag === 'Left') return left(found.left);
  const verdict = wordFor(expected, found.right);
  const runsToDecide =
    verdict === 'UNDECIDED'
      ? runsNeeded(limitOf(expected), found.right, runsIn(summary))
      : undefined;
  return right({ expected, estimate: found.right, verdict, runsToDecide });
};
