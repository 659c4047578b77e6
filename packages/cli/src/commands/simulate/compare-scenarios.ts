/**
 * Comparing two scenarios.
 *
 * @module
 */
import { setImmediate } from 'node:timers/promises';
import {
  chunksOf,
  compareRuns,
  emptyComparison,
  mergeComparisons,
  runRanges,
  runsIn,
  type Pair,
} from '@hsm-lifecycle/simulator';
import { colorsFor, EXIT, refuseInput, type ExitCode } from '../../terminal/io.ts';
import { printJson } from '../../terminal/print-json.ts';
import { comparisonText } from './comparison-text.ts';
import { readFor, type Job } from './job.ts';
import { figuresJson } from './report.ts';
import { rangeOf } from './simulate-options.ts';

const COMPARE_CHUNK = 2;

/** Simulates two scenarios with the same luck, until the runs are done or Ctrl-C. */
export const compareScenarios = async (job: Job, other: string): Promise<ExitCode> => {
  const { file, options, io } = job;
  const [a, b] = [readFor(job, file), readFor(job, other)];
  if (a._tag === 'Left') return refuseInput(io, a.left);
  if (b._tag === 'Left') return refuseInput(io, b.left);
  const pair: Pair = { first: a.right.resolved.campaign, second: b.right.resolved.campaign };
  const stop = { isAsked: false };
  const ready = io.onInterrupt?.(() => {
    stop.isAsked = true;
  });
  const result = await runRanges({
    ranges: chunksOf([rangeOf(options)], COMPARE_CHUNK),
    perform: async (range) => {
      await setImmediate();
      return compareRuns(pair, range);
    },
    empty: emptyComparison(pair),
    merge: mergeComparisons,
    onResult: () => (stop.isAsked ? 'STOP' : undefined),
  });
  ready?.();
  if (result._tag === 'Left')
    return refuseInput(io, `${result.left.process} wakes itself for ever`);
  const comparison = result.right;
  const { measures } = pair.first.simulation;
  const [first, second] = [a.right.resolved.scenario, b.right.resolved.scenario];
  if (options.json === true)
    printJson(io, 'comparison', {
      first: first.name,
      second: second.name,
      runs: runsIn(comparison.first),
      figures: [comparison.first, comparison.second].map((it) => figuresJson(it, measures)),
    });
  else io.out(comparisonText({ first, second, comparison, measures }, colorsFor(io)));
  if (stop.isAsked) io.err('stopped\n');
  return stop.isAsked ? EXIT.failed : EXIT.fine;
};
