/**
 * Simulating a range of runs.
 *
 * @module
 */
import { left, right, type Either } from '../kernel/either.ts';
import { live } from '../life/live.ts';
import type { Simulation } from '../life/simulation.ts';
import type { Runaway } from '../life/tick.ts';
import { newRunRecord, type RunRecord } from '../summary/run-record.ts';
import { mergeSummaries, summaryOfRun, type RunRange, type Summary } from '../summary/summary.ts';

/** A simulation with a name that tells it from others, such as the hash of its scenario. */
export type Campaign = { readonly of: string; readonly simulation: Simulation };

/** The summary of no runs. */
export const emptySummary = ({ of, simulation }: Campaign): Summary => ({
  of,
  seed: simulation.seed,
  horizon: simulation.horizon,
  ranges: [],
  events: 0,
  tallies: new Map(),
});

/** One run, with all that it observed. */
export type LivedRun = { readonly record: RunRecord; readonly summary: Summary };

/** Lives one run of a campaign. Left: a process wakes itself for ever. */
export const liveRun = (campaign: Campaign, run: number): Either<Runaway, LivedRun> => {
  const { of, simulation } = campaign;
  const { seed, horizon, measures } = simulation;
  const { record, sink } = newRunRecord(measures);
  const end = live(simulation, run, { sink });
  if (end._tag === 'Left') return end;
  const { events } = end.right;
  return right({ record, summary: summaryOfRun({ of, seed, horizon }, record, { run, events }) });
};

/** Merges the summary of a run that is not in it yet. */
export const withRun = (summary: Summary, more: Summary): Summary => {
  const merged = mergeSummaries(summary, more);
  return merged._tag === 'Right' ? merged.right : summary;
};

/**
 * Simulates a range of runs. Ranges can be simulated in any order and anywhere: merged, they give
 * the same summary.
 *
 * @param range - from the first run up to, and without, the last one
 * @param onRun - called after each run, with the summary so far; return `'STOP'` to end there
 * @returns Right: the summary of the runs that were made. Left: a process wakes itself for ever.
 */
export const simulate = (
  campaign: Campaign,
  range: RunRange,
  onRun: (summary: Summary) => 'STOP' | undefined = () => undefined,
): Either<Runaway, Summary> => {
  let summary = emptySummary(campaign);
  for (let run = range.from; run < range.to; run += 1) {
    const lived = liveRun(campaign, run);
    if (lived._tag === 'Left') return left(lived.left);
    summary = withRun(summary, lived.right.summary);
    if (onRun(summary) === 'STOP') break;
  }
  return right(summary);
};
