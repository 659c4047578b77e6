/**
 * `hsm-lifecycle drill`: runs drill files, seals their backups, and prints what happened and a
 * verdict on each expectation.
 *
 * @module
 */
import { left, right, type Either } from 'fp-ts/lib/Either.js';
import path from 'node:path';
import { sealDrill } from '../store/seal-drill.ts';
import { reportText } from '../tell/report.ts';
import { isPassed, reportJson, type Reported } from '../tell/report-json.ts';
import { colorsFor, EXIT, refuseInput, type ExitCode, type Io } from './io.ts';
import { progressFor } from './progress.ts';
import { runFile } from './reading.ts';

/** The options of `drill`. `store` is a file, or false for none. */
export type DrillOptions = {
  readonly json?: boolean;
  readonly verbose?: boolean;
  readonly store?: string | boolean;
};

/** `drills/one.json` leaves `one.sqlite` where the command is run. */
const ownStore = (file: string): string =>
  `${file === '-' ? 'drill' : path.basename(file, path.extname(file))}.sqlite`;

type Planned = { readonly file: string; readonly store: string | undefined };

const planned = (
  files: readonly string[],
  { store }: DrillOptions,
): Either<string, readonly Planned[]> => {
  if (store === false) return right(files.map((file) => ({ file, store: undefined })));
  if (typeof store === 'string')
    return files.length > 1
      ? left(
          `--store ${store} is for one drill, and ${files.length} are given: leave it out, and each gets a store of its own`,
        )
      : right(files.map((file) => ({ file, store })));
  const plans = files.map((file) => ({ file, store: ownStore(file) }));
  const twice = plans.find(
    (plan, index) => plans.findIndex((other) => other.store === plan.store) < index,
  );
  return twice === undefined
    ? right(plans)
    : left(
        `two of these drills would leave ${twice.store}: run them one by one, or with --no-store`,
      );
};

const sealed = async (
  { file, run }: Reported,
  store: string | undefined,
  io: Io,
): Promise<Either<string, Reported>> => {
  const progress = progressFor(io, `sealing ${file}`);
  const outcome = await sealDrill(run, { path: store, onProgress: progress });
  return outcome._tag === 'Left' ? outcome : right({ file, run, sealed: outcome.right });
};

/** All files are read and run before anything is written. */
const ran = async (
  plans: readonly Planned[],
  io: Io,
): Promise<Either<string, readonly Reported[]>> => {
  const runs: (readonly [Reported, string | undefined])[] = [];
  for (const { file, store } of plans) {
    const read = runFile(file, io);
    if (read._tag === 'Left') return read;
    runs.push([read.right, store]);
  }
  const reported: Reported[] = [];
  for (const [run, store] of runs) {
    // One store is open at a time.
    // eslint-disable-next-line no-await-in-loop
    const outcome = await sealed(run, store, io);
    if (outcome._tag === 'Left') return outcome;
    reported.push(outcome.right);
  }
  return right(reported);
};

/**
 * Runs drills: 0 if everything expected is so, 1 if something is not, 2 if a file makes no sense or
 * a store cannot be made.
 */
export const drillCommand = async (
  files: readonly string[],
  options: DrillOptions,
  io: Io,
): Promise<ExitCode> => {
  const plans = planned(files, options);
  const reported = plans._tag === 'Left' ? plans : await ran(plans.right, io);
  if (reported._tag === 'Left') return refuseInput(io, reported.left);
  if (options.json === true) io.out(reportJson(reported.right));
  else {
    const writing = {
      colors: colorsFor(io),
      verbose: options.verbose ?? false,
      ...(io.command === undefined ? {} : { command: io.command }),
    };
    io.out(reported.right.map((it) => reportText(it.run, writing, it.sealed)).join('\n\n'));
  }
  return reported.right.every(isPassed) ? EXIT.fine : EXIT.failed;
};
