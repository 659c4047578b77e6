/**
 * `hsm-lifecycle explore`: tries everything that can happen in a small world, and asks every law
 * about every step.
 *
 * @module
 */
import type { Counterexample, Exploration } from '@hsm-lifecycle/explorer';
import type { WalkReport } from '@hsm-lifecycle/explorer';
import { right } from 'fp-ts/lib/Either.js';
import { checkpointIn } from '../explore/checkpoint-file.ts';
import { leaveForms } from '../explore/leave-forms.ts';
import { planOf, type ExploreOptions, type Plan } from '../explore/plan.ts';
import { searched, walked, type Searched } from '../explore/searching.ts';
import { explorationText, leftText, walkText } from '../tell/exploration-text.ts';
import { colorsFor, EXIT, refuseInput, type ExitCode, type Io } from './io.ts';
import type { Reading } from './reading.ts';
import { fail, printJson } from './store-io.ts';

type Report = Exploration | WalkReport;

const ran = async (
  { search }: Plan,
  { walks, seed, checkpoint }: ExploreOptions,
  io: Io,
): Promise<Reading<Searched<Report>>> => {
  if (walks !== undefined) return right(await walked({ ...search, walks, seed }, io));
  const resume = checkpointIn(checkpoint, search);
  if (resume._tag === 'Left') return resume;
  if (resume.right === undefined) return right(await searched(search, checkpoint, io));
  io.err(`going on from ${checkpoint}\n`);
  return right(await searched({ ...search, resume: resume.right }, checkpoint, io));
};

const leftIn = (
  counterexample: Counterexample | undefined,
  { out }: ExploreOptions,
): Reading<readonly string[]> =>
  counterexample === undefined || out === undefined ? right([]) : leaveForms(counterexample, out);

const isStopped = (report: Report): boolean => 'endedBy' in report && report.endedBy === 'STOPPED';

const print = (
  report: Report,
  [plan, options, io]: readonly [Plan, ExploreOptions, Io],
  files: readonly string[],
): void => {
  const { world, symmetry, faults = false } = options;
  if (options.json === true) {
    const { depth } = plan.search;
    printJson(io, 'exploration', {
      world,
      depthMax: depth,
      symmetry,
      faults,
      laws: plan.names,
      ...report,
      files,
    });
    return;
  }
  const colors = colorsFor(io);
  io.out(
    'endedBy' in report
      ? explorationText(report, plan.asked, colors)
      : walkText(report, plan.asked, colors),
  );
  if (files.length > 0) io.out(leftText(files));
  else if (report.counterexample !== undefined && options.out === undefined)
    io.out('With --out DIR it is left there as a drill, a sequence diagram and a test.\n');
};

const stoppedText = ({ checkpoint }: ExploreOptions): string =>
  checkpoint === undefined
    ? 'stopped; with --checkpoint FILE it could go on'
    : `stopped; the same command goes on from ${checkpoint}`;

const explored = async (plan: Plan, options: ExploreOptions, io: Io): Promise<ExitCode> => {
  const run = await ran(plan, options, io);
  if (run._tag === 'Left') return refuseInput(io, run.left);
  const { report, speed, problem } = run.right;
  const files = leftIn(report.counterexample, options);
  // Whatever cannot be written: what took hours to find is told first.
  print(report, [plan, options, io], files._tag === 'Right' ? files.right : []);
  io.err(`${speed}\n`);
  if (files._tag === 'Left') return refuseInput(io, files.left);
  if (problem !== undefined) return fail(io, problem);
  if (isStopped(report)) io.err(`${stoppedText(options)}\n`);
  return report.counterexample === undefined && !isStopped(report) ? EXIT.fine : EXIT.failed;
};

/**
 * Explores: 0 if no law is broken, 1 if one is or the search was stopped, 2 if the input makes no
 * sense.
 */
export const exploreCommand = async (options: ExploreOptions, io: Io): Promise<ExitCode> => {
  const plan = await planOf(options, io);
  return plan._tag === 'Left' ? refuseInput(io, plan.left) : explored(plan.right, options, io);
};
