/**
 * `hsm-lifecycle drill`: runs drill files, seals their backups, and prints what happened with a
 * verdict on each expectation.
 *
 * @module
 */
import { left, right, type Either } from 'fp-ts/lib/Either.js';
import path from 'node:path';
import { runDrillFile } from '../../files/read-drill.ts';
import { HTML_OPTION, JSON_OPTION, type JsonOption } from '../../options/common-options.ts';
import { examples, EXIT_CODES } from '../../options/help.ts';
import { nonEmpty } from '../../options/option-values.ts';
import type { AddCommand } from '../../options/shell.ts';
import { colorsFor, EXIT, refuseInput, type ExitCode, type Io } from '../../terminal/io.ts';
import { progressFor } from '../../terminal/progress.ts';
import { writeDrillPage } from './drill-page.ts';
import { isPassed, type FinishedDrill } from './finished-drill.ts';
import { reportJson } from './report-json.ts';
import { reportText } from './report-text.ts';
import { sealDrill } from './seal/seal-drill.ts';

type DrillOptions = JsonOption & {
  readonly verbose?: boolean;
  /** A file; `false` for none. */
  readonly store?: string | boolean;
  /** The page to write. */
  readonly html?: string;
};

/** `drills/one.json` writes `one.sqlite` to the working folder. */
const defaultStore = (file: string): string =>
  `${file === '-' ? 'drill' : path.basename(file, path.extname(file))}.sqlite`;

type DrillPlan = { readonly file: string; readonly store: string | undefined };

const planStores = (
  files: readonly string[],
  { store }: DrillOptions,
): Either<string, readonly DrillPlan[]> => {
  if (store === false) return right(files.map((file) => ({ file, store: undefined })));
  if (typeof store === 'string')
    return files.length > 1
      ? left(
          `--store ${store} is for a single drill, but ${files.length} are given; ` +
            'without it, each gets a store of its own',
        )
      : right(files.map((file) => ({ file, store })));
  const plans = files.map((file) => ({ file, store: defaultStore(file) }));
  const second = plans.find(
    (plan, index) => plans.findIndex((other) => other.store === plan.store) < index,
  );
  return second === undefined
    ? right(plans)
    : left(
        `two of these drills would write ${second.store}: run them one by one, or use --no-store`,
      );
};

const planDrills = (
  files: readonly string[],
  options: DrillOptions,
): Either<string, readonly DrillPlan[]> =>
  options.html !== undefined && files.length > 1
    ? left(`--html ${options.html} is for a single drill, but ${files.length} are given`)
    : planStores(files, options);

/** Reads and runs all files before anything is written. */
const runDrills = async (
  plans: readonly DrillPlan[],
  { html }: DrillOptions,
  io: Io,
): Promise<Either<string, readonly FinishedDrill[]>> => {
  const runs: (DrillPlan & FinishedDrill)[] = [];
  for (const { file, store } of plans) {
    const outcome = runDrillFile(file, io);
    if (outcome._tag === 'Left') return outcome;
    runs.push({ file, store, run: outcome.right.run });
  }
  const drills: FinishedDrill[] = [];
  for (const { file, run, store } of runs) {
    const onProgress = progressFor(io, `sealing ${file}`);
    // One store is open at a time.
    // eslint-disable-next-line no-await-in-loop
    const sealed = await sealDrill(run, { path: store, onProgress });
    if (sealed._tag === 'Left') return sealed;
    const problem = html === undefined ? undefined : writeDrillPage(run, html);
    if (problem !== undefined) return left(problem);
    drills.push({ file, run, sealed: sealed.right, ...(html === undefined ? {} : { html }) });
  }
  return right(drills);
};

const printReports = (
  drills: readonly FinishedDrill[],
  { json = false, verbose = false }: DrillOptions,
  io: Io,
): ExitCode => {
  if (json) io.out(reportJson(drills));
  else {
    const { command = 'hsm-lifecycle' } = io;
    const style = { colors: colorsFor(io), verbose, command };
    io.out(drills.map((drill) => reportText(drill, style)).join('\n\n'));
  }
  return drills.every(isPassed) ? EXIT.fine : EXIT.failed;
};

const HELP =
  examples(
    'drill examples/drills/disaster-recovery.json',
    'drill --json --no-store examples/drills/*.json',
    'drill --verbose --store rehearsal.sqlite my-drill.json',
    'drill --html timeline.html my-drill.json',
  ) +
  '\n\nBackups are really sealed, copies rewrapped, restores opened, key records destroyed.' +
  '\nThe next run replaces the store. Its keys are in a file beside it, FILE-keys, which is used' +
  '\nagain; if it lacks the keys of a region, it is renamed and a new one is made.' +
  '\n\nThe file format: docs/reference/drill-file.md; its JSON Schema: hsm-lifecycle schema.' +
  EXIT_CODES;

/**
 * Adds the command `drill`: 0 if every expectation holds, 1 if one does not, 2 if a file makes no
 * sense or a store cannot be written.
 */
export const addDrillCommand: AddCommand = ({ program, io, finish }) => {
  program
    .command('drill')
    .description('run drill files: print a timeline, and a verdict on each expectation')
    .argument('<files...>', 'drill files (JSON); - for standard input')
    .option('-v, --verbose', 'print every event, routine daily backups too')
    .option(...JSON_OPTION)
    .option(
      '--store <file>',
      'the store to write, with history and sealed backups; by default NAME.sqlite for NAME.json',
      nonEmpty,
    )
    .option('--no-store', 'seal in memory, and write no store')
    .option(...HTML_OPTION)
    .addHelpText('after', HELP)
    .action(async (files: readonly string[], options: DrillOptions) => {
      const plans = planDrills(files, options);
      const drills = plans._tag === 'Left' ? plans : await runDrills(plans.right, options, io);
      finish(
        drills._tag === 'Left'
          ? refuseInput(io, drills.left)
          : printReports(drills.right, options, io),
      );
    });
};
