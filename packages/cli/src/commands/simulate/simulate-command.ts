/**
 * `hsm-lifecycle simulate`: what a backup and copy policy loses, how often, and how sure that is.
 *
 * @module
 */
import { DAY_MS } from '@hsm-lifecycle/core';
import {
  runsIn,
  verdictOn,
  type Measure,
  type Summary,
  type Verdict,
} from '@hsm-lifecycle/simulator';
import { left, right } from 'fp-ts/lib/Either.js';
import type { InputResult } from '../../files/reading.ts';
import { JSON_OPTION, type JsonOption } from '../../options/common-options.ts';
import { examples, EXIT_CODES } from '../../options/help.ts';
import { wholeNumber } from '../../options/option-values.ts';
import type { AddCommand } from '../../options/shell.ts';
import { colorsFor, EXIT, refuseInput, type ExitCode, type Io } from '../../terminal/io.ts';
import { printJson } from '../../terminal/print-json.ts';
import { shownFigures } from './figure-text.ts';
import { performRuns, type Performed } from './performing.ts';
import { readScenario, type ReadScenario } from './read-scenario.ts';
import { simulationText } from './simulation-text.ts';

const YEAR_DAYS = 365;
const RUNS = 1000;
const SEED = 1;

/** The options of `simulate`. */
export type SimulateOptions = JsonOption & {
  readonly runs: number;
  readonly seed: number;
  readonly years?: number;
  readonly workers: number;
};

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Sets the horizon, if `--years` is given. */
const withYears =
  (years: number | undefined) =>
  (json: unknown): InputResult<unknown> => {
    if (years === undefined || !isObject(json)) return right(json);
    return years === 0
      ? left('--years: it must be 1 or more')
      : right({ ...json, horizon: `${years * YEAR_DAYS}d` });
  };

const verdictsOn = ({ resolved }: ReadScenario, summary: Summary): readonly Verdict[] =>
  resolved.expected.flatMap((expected) => {
    const verdict = verdictOn(summary, expected);
    return verdict._tag === 'Right' ? [verdict.right] : [];
  });

const finite = (value: number | undefined): number | null =>
  value === undefined || !Number.isFinite(value) ? null : value;

const figuresJson = (summary: Summary, measures: readonly Measure[]) =>
  shownFigures(summary, measures).map(({ measure, label, statistic, unit, about, estimate }) => ({
    measure,
    label,
    statistic,
    unit,
    about,
    value: finite(estimate.value),
    isBeyond: estimate.value === Number.POSITIVE_INFINITY,
    low: finite(estimate.low),
    high: finite(estimate.high),
    method: estimate.method,
    isSkewed: estimate.isSkewed,
  }));

const print = (
  read: ReadScenario,
  { summary, isStopped }: Performed,
  { options, io }: { readonly options: SimulateOptions; readonly io: Io },
): ExitCode => {
  const verdicts = verdictsOn(read, summary);
  const { scenario, campaign } = read.resolved;
  const { measures } = campaign.simulation;
  if (options.json === true)
    printJson(io, 'simulation', {
      scenario: scenario.name,
      of: campaign.of,
      seed: summary.seed,
      runs: runsIn(summary),
      horizonDays: summary.horizon / DAY_MS,
      events: summary.events,
      figures: figuresJson(summary, measures),
      verdicts,
    });
  else io.out(simulationText({ scenario, measures, summary, verdicts }, colorsFor(io)));
  if (isStopped) io.err('stopped\n');
  const isMet = verdicts.every(({ verdict }) => verdict === 'MET');
  return isMet && !isStopped ? EXIT.fine : EXIT.failed;
};

const simulateFile = async (file: string, options: SimulateOptions, io: Io): Promise<ExitCode> => {
  const { seed, runs, years, workers } = options;
  if (runs === 0) return refuseInput(io, '--runs: it must be 1 or more');
  const read = readScenario({ file, seed, change: withYears(years) }, io);
  if (read._tag === 'Left') return refuseInput(io, read.left);
  const range = { from: 0, to: runs };
  const performed = await performRuns({ read: read.right, range, workers }, io);
  return performed._tag === 'Left'
    ? refuseInput(io, performed.left)
    : print(read.right, performed.right, { options, io });
};

const HELP =
  examples(
    'simulate examples/scenarios/nightly-copy.json',
    'simulate --runs 10000 --seed 7 --json examples/scenarios/nightly-copy.json',
  ) +
  '\n\nThe same seed gives the same figures, on any machine.' +
  '\nThe guide: docs/guide/simulating.md.' +
  EXIT_CODES;

/** Adds the command `simulate`: 0 if all expectations are met, 1 if not, 2 for bad input. */
export const addSimulateCommand: AddCommand = ({ program, io, finish }) => {
  program
    .command('simulate')
    .description(
      'simulate a scenario many times: what is lost, how often, how long, with intervals',
    )
    .argument('<scenario>', 'a scenario file; - for standard input')
    .option('--runs <number>', 'how many runs', wholeNumber, RUNS)
    .option('--seed <number>', 'the random seed', wholeNumber, SEED)
    .option(
      '--years <number>',
      'how long each run is measured, instead of the horizon',
      wholeNumber,
    )
    .option('--workers <number>', 'how many worker threads; 0 for none', wholeNumber, 0)
    .option(...JSON_OPTION)
    .addHelpText('after', HELP)
    .action(async (file: string, options: SimulateOptions) =>
      finish(await simulateFile(file, options, io)),
    );
};
