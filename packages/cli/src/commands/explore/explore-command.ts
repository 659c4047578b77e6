/**
 * `hsm-lifecycle explore`: tries everything that can happen in a small world, and checks every law
 * after every step.
 *
 * @module
 */
import { Option, type Command } from 'commander';
import type { Counterexample, Exploration, WalkReport } from '@hsm-lifecycle/explorer';
import { right } from 'fp-ts/lib/Either.js';
import type { InputResult } from '../../files/reading.ts';
import { JSON_OPTION, LAWS_OPTION } from '../../options/common-options.ts';
import { examples, EXIT_CODES } from '../../options/help.ts';
import { nonEmpty, wholeNumber } from '../../options/option-values.ts';
import type { AddCommand } from '../../options/shell.ts';
import { colorsFor, EXIT, fail, refuseInput, type ExitCode, type Io } from '../../terminal/io.ts';
import { printJson } from '../../terminal/print-json.ts';
import { readCheckpoint } from './checkpoint-file.ts';
import { explorationText, walkText, writtenFilesText } from './exploration-text.ts';
import { planOf, SYMMETRIES, type ExploreOptions, type Plan } from './plan.ts';
import { searchWithProgress, walkWithProgress, type SearchResult } from './searching.ts';
import { writeCounterexample } from './write-counterexample.ts';

type Report = Exploration | WalkReport;

/** What is being explored. */
type Job = { readonly plan: Plan; readonly options: ExploreOptions; readonly io: Io };

const run = async ({ plan, options, io }: Job): Promise<InputResult<SearchResult<Report>>> => {
  const { search } = plan;
  const { walks, seed, checkpoint } = options;
  if (walks !== undefined) return right(await walkWithProgress({ ...search, walks, seed }, io));
  const resume = readCheckpoint(checkpoint, search);
  if (resume._tag === 'Left') return resume;
  if (resume.right === undefined) return right(await searchWithProgress(search, checkpoint, io));
  io.err(`resuming from ${checkpoint}\n`);
  return right(await searchWithProgress({ ...search, resume: resume.right }, checkpoint, io));
};

const writeTo = (
  folder: string | undefined,
  counterexample: Counterexample | undefined,
): InputResult<readonly string[]> =>
  counterexample === undefined || folder === undefined
    ? right([])
    : writeCounterexample(counterexample, folder);

const isStopped = (report: Report): boolean => 'endedBy' in report && report.endedBy === 'STOPPED';

const printDocument = (report: Report, { plan, options, io }: Job, files: readonly string[]) => {
  const { world, symmetry, faults = false, zones, sharing = false } = options;
  const { depth: depthMax } = plan.search;
  const laws = plan.names;
  const asked = { world, depthMax, symmetry, faults, zones, sharing };
  printJson(io, 'exploration', { ...asked, laws, ...report, files });
};

const printText = (report: Report, { plan, options, io }: Job, files: readonly string[]): void => {
  const colors = colorsFor(io);
  io.out(
    'endedBy' in report
      ? explorationText(report, plan.lawCounts, colors)
      : walkText(report, plan.lawCounts, colors),
  );
  if (files.length > 0) io.out(writtenFilesText(files));
  else if (report.counterexample !== undefined && options.out === undefined)
    io.out('Use --out DIR to save it as a drill, a sequence diagram and a test.\n');
};

const stoppedText = ({ checkpoint }: ExploreOptions): string =>
  checkpoint === undefined
    ? 'stopped; with --checkpoint FILE it could be resumed'
    : `stopped; the same command resumes from ${checkpoint}`;

const explore = async (job: Job): Promise<ExitCode> => {
  const { options, io } = job;
  const result = await run(job);
  if (result._tag === 'Left') return refuseInput(io, result.left);
  const { report, speed, problem } = result.right;
  const files = writeTo(options.out, report.counterexample);
  // Print the report first: it may have taken hours, and no problem with a file may lose it.
  const print = options.json === true ? printDocument : printText;
  print(report, job, files._tag === 'Right' ? files.right : []);
  io.err(`${speed}\n`);
  if (files._tag === 'Left') return refuseInput(io, files.left);
  if (problem !== undefined) return fail(io, problem);
  if (isStopped(report)) io.err(`${stoppedText(options)}\n`);
  return report.counterexample === undefined && !isStopped(report) ? EXIT.fine : EXIT.failed;
};

const STATES_MAX = 1_000_000;
const SEED = 1;
const ZONES = 1;

const addOptions = (command: Command): Command =>
  command
    .option(
      '--world <world>',
      'the initial state: active, active-hsm1 (which can change its HSM type), empty, or the end ' +
        'of a drill file',
      nonEmpty,
      'active',
    )
    .option(
      '--depth <steps>',
      'how many commands and waits in a row (default: 5; for walks, 200)',
      wholeNumber,
    )
    .option('--states <number>', 'the most states to visit', wholeNumber, STATES_MAX)
    .option('--faults', 'let HSMs, work in progress, regions and zones fail too')
    .option('--zones <number>', 'in how many zones HSMs may be added', wholeNumber, ZONES)
    .option('--sharing', 'let backups be shared with another account, which restores them')
    .addOption(
      new Option('--symmetry <which>', 'which states count as equal')
        .choices(Object.keys(SYMMETRIES))
        .default('same-future'),
    )
    .option(...LAWS_OPTION)
    .option(
      '--checkpoint <file>',
      'save the search to this file every minute, and resume from it if it exists',
      nonEmpty,
    )
    .option(
      '--out <folder>',
      'save a counterexample here: as a drill, a sequence diagram and a test',
      nonEmpty,
    )
    .option('--walks <number>', 'take random walks instead of searching', wholeNumber)
    .option('--seed <number>', 'the random seed of the walks', wholeNumber, SEED)
    .option(...JSON_OPTION);

const HELP =
  examples(
    'explore',
    'explore --world empty --depth 14 --faults',
    'explore --world active-hsm1 --faults --zones 2 --sharing',
    'explore --world my-runbook.json --depth 4 --laws ./my-laws.mjs --out found',
    'explore --depth 9 --states 5000000 --checkpoint search.bin',
    'explore --walks 1000 --faults --seed 7',
  ) +
  '\n\nCtrl-C stops a search. With --checkpoint, the same command resumes it, and ends with the' +
  '\nsame report; a greater --depth goes deeper.' +
  '\nThe guide: docs/guide/exploring.md.' +
  EXIT_CODES;

/** Adds the command `explore`: 0 if no law is broken, 1 if one is or it stops, 2 for bad input. */
export const addExploreCommand: AddCommand = ({ program, io, finish }) => {
  addOptions(program.command('explore'))
    .description('search a small world exhaustively, and check every law after every step')
    .addHelpText('after', HELP)
    .action(async (options: ExploreOptions) => {
      const plan = await planOf(options, io);
      finish(
        plan._tag === 'Left'
          ? refuseInput(io, plan.left)
          : await explore({ plan: plan.right, options, io }),
      );
    });
};
