/**
 * `hsm-lifecycle simulate`: what a backup and copy policy loses, how often, and how sure that is.
 *
 * @module
 */
import { examples, EXIT_CODES } from '../../options/help.ts';
import type { AddCommand } from '../../options/shell.ts';
import { refuseInput, type ExitCode } from '../../terminal/io.ts';
import { compareScenarios } from './compare-scenarios.ts';
import { readFor, type Job } from './job.ts';
import { printReport } from './report.ts';
import { addSimulateOptions, type SimulateOptions } from './simulate-options.ts';
import { performStages } from './staged-runs.ts';
import { varyScenario } from './vary-scenario.ts';

const simulateOne = async (job: Job): Promise<ExitCode> => {
  const { file, options, io } = job;
  const read = readFor(job, file);
  if (read._tag === 'Left') return refuseInput(io, read.left);
  const result = await performStages(job, read.right);
  return result._tag === 'Left'
    ? refuseInput(io, result.left)
    : printReport(read.right, result.right, { ...options, io });
};

const misuse = ({ compare: other, vary: text, untilCi, campaign, shard }: SimulateOptions) => {
  const alone = [other, text, untilCi].filter((it) => it !== undefined).length;
  if (alone > 1) return 'use only one of --compare, --vary and --until-ci';
  if ((other !== undefined || text !== undefined) && campaign !== undefined)
    return '--campaign is for one scenario, without --compare or --vary';
  if (shard !== undefined && (campaign === undefined || untilCi !== undefined))
    return '--shard needs --campaign, and no --until-ci';
  return undefined;
};

const simulateFile = async (job: Job): Promise<ExitCode> => {
  const { options, io } = job;
  const wrong = misuse(options);
  if (wrong !== undefined) return refuseInput(io, wrong);
  if (options.compare !== undefined) return compareScenarios(job, options.compare);
  return options.vary === undefined ? simulateOne(job) : varyScenario(job, options.vary);
};

const HELP =
  examples(
    'simulate examples/scenarios/nightly-copy.json',
    'simulate nightly.json --compare after-each.json --runs 300',
    "simulate nightly.json --vary 'work.copy.fails=0.01,0.05,0.2' --workers 4",
    "simulate nightly.json --until-ci 'RecoveryPoint.p99 < 5%' --campaign nightly.campaign.json",
    'simulate nightly.json --runs 80000 --shard 3/8 --campaign part3.json',
  ) +
  '\n\nThe same seed gives the same figures, for any number of workers and shards.' +
  '\nThe guide: docs/guide/simulating.md.' +
  EXIT_CODES;

/** Adds the command `simulate`: 0 if all expectations are met, 1 if not, 2 for bad input. */
export const addSimulateCommand: AddCommand = ({ program, io, finish }) => {
  addSimulateOptions(
    program
      .command('simulate')
      .description('simulate a scenario many times: what is lost, how often, how long, how sure')
      .argument('<scenario>', 'a scenario file; - for standard input'),
  )
    .addHelpText('after', HELP)
    .action(async (file: string, options: SimulateOptions) =>
      finish(await simulateFile({ file, options, io })),
    );
};
