/**
 * Simulating with other values at one place.
 *
 * @module
 */
import { runsIn } from '@hsm-lifecycle/simulator';
import { colorsFor, EXIT, refuseInput, type ExitCode } from '../../terminal/io.ts';
import { printJson } from '../../terminal/print-json.ts';
import { readFor, type Job } from './job.ts';
import { performRuns } from './performing.ts';
import { figuresJson } from './report.ts';
import { rangeOf } from './simulate-options.ts';
import { putting, variationFrom } from './varying.ts';
import { variationText, type VariedSummary } from './variation-text.ts';

/** Simulates a scenario with each of several values at one place, until it is done or Ctrl-C. */
export const varyScenario = async (job: Job, text: string): Promise<ExitCode> => {
  const { file, options, io } = job;
  const variation = variationFrom(text);
  if (variation._tag === 'Left') return refuseInput(io, variation.left);
  const { path, values } = variation.right;
  const { from, to } = rangeOf(options);
  const varied: VariedSummary[] = [];
  let name = file;
  let stopped: string | undefined;
  for (const value of values) {
    const read = readFor(job, file, putting(path, value));
    if (read._tag === 'Left') return refuseInput(io, read.left);
    // One value after the other: each uses all workers.
    // oxlint-disable-next-line no-await-in-loop
    const result = await performRuns(
      { read: read.right, range: { from, to }, workers: options.workers },
      io,
    );
    if (result._tag === 'Left') return refuseInput(io, result.left);
    const { scenario, campaign } = read.right.resolved;
    ({ name } = scenario);
    const { measures } = campaign.simulation;
    varied.push({ value, summary: result.right.summary, measures });
    if (result.right.isStopped) {
      stopped = `${runsIn(result.right.summary)} of ${to - from} runs with ${value}`;
      break;
    }
  }
  if (options.json === true)
    printJson(io, 'variation', {
      path,
      values: varied.map(({ value, summary, measures }) => ({
        value,
        figures: figuresJson(summary, measures),
      })),
    });
  else io.out(variationText({ name, path }, varied, colorsFor(io)));
  if (stopped !== undefined) io.err(`stopped: ${stopped}\n`);
  return stopped === undefined ? EXIT.fine : EXIT.failed;
};
