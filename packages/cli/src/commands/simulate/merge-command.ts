/**
 * `hsm-lifecycle merge`: one report of the campaign files of several machines.
 *
 * @module
 */
import { mergeSummaries } from '@hsm-lifecycle/simulator';
import { left, right } from 'fp-ts/lib/Either.js';
import type { InputResult } from '../../files/reading.ts';
import { JSON_OPTION, type JsonOption } from '../../options/common-options.ts';
import { examples, EXIT_CODES } from '../../options/help.ts';
import { nonEmpty } from '../../options/option-values.ts';
import type { AddCommand } from '../../options/shell.ts';
import { refuseInput, type ExitCode, type Io } from '../../terminal/io.ts';
import { readCampaign, writeCampaign, type ReadCampaign } from './campaign-file.ts';
import { printReport } from './report.ts';

type MergeOptions = JsonOption & { readonly campaign?: string };

const merged = (files: readonly string[], io: Io): InputResult<ReadCampaign> => {
  let soFar: ReadCampaign | undefined;
  for (const file of files) {
    const next = readCampaign(file, io);
    if (next._tag === 'Left') return next;
    if (soFar === undefined) {
      soFar = next.right;
      continue;
    }
    const summary = mergeSummaries(soFar.summary, next.right.summary);
    if (summary._tag === 'Left')
      return left(
        summary.left._tag === 'OtherSimulation'
          ? `${file} is the campaign of another scenario or seed than ${files[0]}`
          : `${file} has runs that another file has too, from run ${summary.left.range.from}`,
      );
    soFar = { read: soFar.read, summary: summary.right };
  }
  return soFar === undefined ? left('there is nothing to merge') : right(soFar);
};

const mergeFiles = (files: readonly string[], options: MergeOptions, io: Io): ExitCode => {
  const whole = merged(files, io);
  if (whole._tag === 'Left') return refuseInput(io, whole.left);
  const { read, summary } = whole.right;
  const problem =
    options.campaign === undefined ? undefined : writeCampaign(options.campaign, read, summary);
  if (problem !== undefined) return refuseInput(io, problem);
  return printReport(read, { summary, isStopped: false }, { ...options, io });
};

/** Adds the command `merge`: 0 if all expectations are met, 1 if not, 2 for bad input. */
export const addMergeCommand: AddCommand = ({ program, io, finish }) => {
  program
    .command('merge')
    .description('merge campaign files of the same scenario, and report on all their runs')
    .argument('<files...>', 'files that simulate --campaign has written')
    .option('--campaign <file>', 'also save the merged runs to this file', nonEmpty)
    .option(...JSON_OPTION)
    .addHelpText('after', examples('merge part1.json part2.json part3.json') + EXIT_CODES)
    .action((files: readonly string[], options: MergeOptions) =>
      finish(mergeFiles(files, options, io)),
    );
};
