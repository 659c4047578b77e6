/**
 * Searching with progress, checkpoints, and a way to stop.
 *
 * @module
 */
import {
  exploreInSteps,
  walkInSteps,
  type Exploration,
  type Explore,
  type Pause,
  type Walk,
  type WalkReport,
} from '@hsm-lifecycle/explorer';
import type { Io } from '../../terminal/io.ts';
import { replaceFile } from '../../files/files.ts';
import { inSlices, type Between, type SliceResult } from './in-slices.ts';
import { progressLine } from './progress-line.ts';

const SAVED_EVERY_MS = 60_000;
const SECOND_MS = 1000;
const MEGABYTE = 1_000_000;

const number = (value: number): string => Math.round(value).toLocaleString('en-GB');

const secondsSince = (from: number): number => (performance.now() - from) / SECOND_MS;

/** The result of a search, its speed, and the problem with its checkpoint, if any. */
export type SearchResult<Report> = {
  readonly report: Report;
  readonly speed: string;
  readonly problem: string | undefined;
};

/** Runs work that Ctrl-C stops. */
const runInterruptibly = async <Step, Result>(
  work: Generator<Step, Result, 'STOP' | undefined>,
  io: Io,
  { onSlice, isStopped }: Between<Step>,
): Promise<SliceResult<Step, Result>> => {
  let isInterrupted = false;
  const release = io.onInterrupt?.(() => {
    isInterrupted = true;
  });
  try {
    return await inSlices(work, { onSlice, isStopped: () => isInterrupted || isStopped() });
  } finally {
    release?.();
  }
};

/** Writes checkpoints to a file, if there is one: every minute, and at the end. */
const checkpointWriter = (file: string | undefined) => {
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

/** Searches. Stops if a checkpoint cannot be written: without it, nothing could be resumed. */
export const searchWithProgress = async (
  search: Explore,
  file: string | undefined,
  io: Io,
): Promise<SearchResult<Exploration>> => {
  const from = performance.now();
  const before = search.resume?.columns.high.length ?? 0;
  const rate = (states: number): string => number((states - before) / secondsSince(from));
  const watch = progressLine(io);
  const writer = checkpointWriter(file);
  const progressText = ({ progress }: Pause): string => {
    const { depth, states, levelStates, levelExpanded, bytes } = progress();
    const level = `${number(levelExpanded)} of ${number(levelStates)} on this level`;
    return [
      `depth ${depth}: ${number(states)} states, ${level}`,
      `${rate(states)} states a second, ${number(bytes / MEGABYTE)} MB`,
    ].join('; ');
  };
  const { result, last } = await runInterruptibly(exploreInSteps(search), io, {
    onSlice: (pause) => {
      watch.show(() => progressText(pause));
      writer.saveInTime(pause);
    },
    isStopped: () => writer.problem() !== undefined,
  });
  watch.done();
  if (last !== undefined) writer.save(last);
  const speed = `${secondsSince(from).toFixed(1)} s, ${rate(result.states)} states a second`;
  return { report: result, speed, problem: writer.problem() };
};

/** Takes random walks. */
export const walkWithProgress = async (walks: Walk, io: Io): Promise<SearchResult<WalkReport>> => {
  const from = performance.now();
  const watch = progressLine(io);
  const { result } = await runInterruptibly(walkInSteps(walks), io, {
    onSlice: (taken) => watch.show(() => `${number(taken)} of ${number(walks.walks)} walks`),
    isStopped: () => false,
  });
  watch.done();
  const rate = number(result.transitions / secondsSince(from));
  const speed = `${secondsSince(from).toFixed(1)} s, ${rate} transitions a second`;
  return { report: result, speed, problem: undefined };
};
