/**
 * Searching from the command line: with progress, checkpoints, and an end when the user wants one.
 *
 * @module
 */
import type { Exploration, Explore, Pause } from '@hsm-lifecycle/explorer';
import { exploreInSteps, walkInSteps, type Walk, type WalkReport } from '@hsm-lifecycle/explorer';
import type { Io } from '../commands/io.ts';
import { replaceFile } from '../store/files.ts';
import { inSlices, type Between, type Worked } from './in-slices.ts';
import { watching } from './watching.ts';

const SAVED_EVERY_MS = 60_000;
const SECOND_MS = 1000;
const MEGABYTE = 1_000_000;

const number = (value: number): string => Math.round(value).toLocaleString('en-GB');

const since = (from: number): number => (performance.now() - from) / SECOND_MS;

/** What a search came to, how fast it was, and what is wrong with its checkpoint. */
export type Searched<Report> = {
  readonly report: Report;
  readonly speed: string;
  readonly problem: string | undefined;
};

/** Lets the user stop the work. */
const interruptible = async <Step, Result>(
  work: Generator<Step, Result, 'STOP' | undefined>,
  io: Io,
  { told, isStopped }: Between<Step>,
): Promise<Worked<Step, Result>> => {
  let isInterrupted = false;
  const free = io.onInterrupt?.(() => {
    isInterrupted = true;
  });
  try {
    return await inSlices(work, { told, isStopped: () => isInterrupted || isStopped() });
  } finally {
    free?.();
  }
};

/** Writes checkpoints into a file, if there is one to write: now and then, and at the end. */
const keeper = (file: string | undefined) => {
  let savedAt = performance.now();
  let problem: string | undefined;
  const save = ({ checkpoint }: Pause): void => {
    if (file === undefined) return;
    problem ??= replaceFile(file, checkpoint());
    savedAt = performance.now();
  };
  const saveInTime = (pause: Pause): void => {
    if (performance.now() - savedAt > SAVED_EVERY_MS) save(pause);
  };
  return { save, saveInTime, problem: () => problem };
};

/**
 * Searches. A search whose checkpoint cannot be written is stopped: what it finds could not be gone
 * on with.
 */
export const searched = async (
  search: Explore,
  file: string | undefined,
  io: Io,
): Promise<Searched<Exploration>> => {
  const from = performance.now();
  const before = search.resume?.columns.high.length ?? 0;
  const rate = (states: number): string => number((states - before) / since(from));
  const watch = watching(io);
  const keep = keeper(file);
  const progressText = ({ progress }: Pause): string => {
    const { depth, states, levelStates, levelExpanded, bytes } = progress();
    const level = `${number(levelExpanded)} of ${number(levelStates)} on this level`;
    return `depth ${depth}: ${number(states)} states, ${level}; ${rate(states)} a second, ${number(bytes / MEGABYTE)} MB`;
  };
  const { result, last } = await interruptible(exploreInSteps(search), io, {
    told: (pause) => {
      watch.tell(() => progressText(pause));
      keep.saveInTime(pause);
    },
    isStopped: () => keep.problem() !== undefined,
  });
  watch.done();
  if (last !== undefined) keep.save(last);
  const speed = `${since(from).toFixed(1)} s, ${rate(result.states)} states a second`;
  return { report: result, speed, problem: keep.problem() };
};

/** Walks. */
export const walked = async (walks: Walk, io: Io): Promise<Searched<WalkReport>> => {
  const from = performance.now();
  const watch = watching(io);
  const { result } = await interruptible(walkInSteps(walks), io, {
    told: (taken) => watch.tell(() => `${number(taken)} of ${number(walks.walks)} walks`),
    isStopped: () => false,
  });
  watch.done();
  const speed = `${since(from).toFixed(1)} s, ${number(result.transitions / since(from))} transitions a second`;
  return { report: result, speed, problem: undefined };
};
