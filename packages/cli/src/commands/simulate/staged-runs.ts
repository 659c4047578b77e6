/**
 * The runs of one scenario: resumed from a campaign file, saved to it, and stopped when they are
 * precise enough.
 *
 * @module
 */
import { looksUpTo, type Summary } from '@hsm-lifecycle/simulator';
import { left, right } from 'fp-ts/lib/Either.js';
import type { InputResult } from '../../files/reading.ts';
import { resumedFrom, writeCampaign } from './campaign-file.ts';
import type { Job } from './job.ts';
import { performRuns, type Performed } from './performing.ts';
import { isEnough, wantedPrecision, type WantedPrecision } from './precision-option.ts';
import type { ReadScenario } from './read-scenario.ts';
import { rangeOf, type SimulateOptions } from './simulate-options.ts';

const SAVE_MS = 10_000;

/** Saves the runs that are done: as soon as there are any, then every ten seconds, at the end. */
const newSaver = (file: string | undefined, read: ReadScenario) => {
  let savedAt = Number.NEGATIVE_INFINITY;
  let problem: string | undefined;
  const save = (summary: Summary): void => {
    if (file !== undefined) problem ??= writeCampaign(file, read, summary);
    savedAt = performance.now();
  };
  return {
    save,
    mayBeSave: (summary: Summary): void => {
      if (performance.now() - savedAt >= SAVE_MS) save(summary);
    },
    problem: () => problem,
  };
};

type Saver = ReturnType<typeof newSaver>;

/** What must be precise, if anything. */
const wantedBy = (
  { untilCi }: SimulateOptions,
  { resolved }: ReadScenario,
): InputResult<WantedPrecision | undefined> =>
  untilCi === undefined
    ? right(undefined)
    : wantedPrecision(untilCi, resolved.campaign.simulation.measures);

type Stages = {
  readonly job: Job;
  readonly read: ReadScenario;
  readonly saver: Saver;
  readonly wanted: WantedPrecision | undefined;
};

/** One stage: the runs up to a look. */
const stage = (
  { job: { options, io }, read, saver }: Stages,
  to: number,
  done: Summary | undefined,
): Promise<InputResult<Performed>> => {
  const range = { from: rangeOf(options).from, to };
  const before = done === undefined ? {} : { done };
  const { workers } = options;
  return performRuns({ read, range, workers, ...before, onSummary: saver.mayBeSave }, io);
};

const allStages = async (
  stages: Stages,
  done: Summary | undefined,
): Promise<InputResult<Performed>> => {
  const { to } = rangeOf(stages.job.options);
  const { wanted } = stages;
  let soFar = done;
  for (const look of wanted === undefined ? [] : looksUpTo(to).slice(0, -1)) {
    // Each look begins where the one before has ended.
    // oxlint-disable-next-line no-await-in-loop
    const result = await stage(stages, look, soFar);
    if (result._tag === 'Left') return result;
    const { summary, isStopped } = result.right;
    soFar = summary;
    const enough = wanted === undefined ? right(false) : isEnough(summary, wanted);
    if (enough._tag === 'Left') return enough;
    if (enough.right || isStopped) return result;
  }
  return stage(stages, to, soFar);
};

/** Performs the runs of a scenario, as the options say. */
export const performStages = async (
  job: Job,
  read: ReadScenario,
): Promise<InputResult<Performed>> => {
  const { options, io } = job;
  const done = resumedFrom(options.campaign, read, io);
  if (done._tag === 'Left') return done;
  const wanted = wantedBy(options, read);
  if (wanted._tag === 'Left') return wanted;
  const saver = newSaver(options.campaign, read);
  const result = await allStages({ job, read, saver, wanted: wanted.right }, done.right);
  if (result._tag === 'Left') return result;
  saver.save(result.right.summary);
  const problem = saver.problem();
  return problem === undefined ? result : left(problem);
};
