/**
 * Performing runs, in this thread or in workers, with progress, until they are done or Ctrl-C.
 *
 * @module
 */
import { setImmediate } from 'node:timers/promises';
import { DAY_MS } from '@hsm-lifecycle/core';
import { fleetToJson } from '@hsm-lifecycle/core/codec';
import { spanText } from '@hsm-lifecycle/drills/sentences';
import {
  chunksOf,
  emptySummary,
  mergeSummaries,
  missingRanges,
  runRanges,
  runsIn,
  simulate,
  type RangePerformer,
  type RunRange,
  type Runaway,
  type Summary,
} from '@hsm-lifecycle/simulator';
import { newWorkerPool } from '@hsm-lifecycle/simulator/workers';
import { left, right } from 'fp-ts/lib/Either.js';
import type { InputResult } from '../../files/reading.ts';
import type { Io } from '../../terminal/io.ts';
import type { ReadScenario } from './read-scenario.ts';

/** What to perform. */
export type Performing = {
  readonly read: ReadScenario;
  readonly range: RunRange;
  /** Worker threads; this thread alone if 0. */
  readonly workers: number;
  /** The runs that are done already. */
  readonly done?: Summary;
  /** Called after each chunk. */
  readonly onSummary?: (summary: Summary) => void;
};

/** The summary so far, and whether somebody stopped it. */
export type Performed = { readonly summary: Summary; readonly isStopped: boolean };

const CHUNK = 4;
const YEAR_DAYS = 365;
const PROGRESS_MS = 1000;

const merged = (a: Summary, b: Summary): Summary => {
  const both = mergeSummaries(a, b);
  return both._tag === 'Right' ? both.right : a;
};

/** Lets timers and signals in after each chunk. */
const here =
  ({ read }: Performing): RangePerformer<Runaway, Summary> =>
  async (range) => {
    await setImmediate();
    return simulate(read.resolved.campaign, range);
  };

const PERCENT = 100;

/** Writes progress at most once a second: share, runs, speed and the time that is left. */
const newProgress = ({ err, line }: Io, of: number, horizon: number) => {
  const startedAt = performance.now();
  let shownAt = startedAt;
  return {
    show: (runs: number): void => {
      const now = performance.now();
      if (now - shownAt < PROGRESS_MS) return;
      shownAt = now;
      const perMs = runs / (now - startedAt);
      const years = (perMs * 1000 * horizon) / (YEAR_DAYS * DAY_MS);
      const text =
        `${Math.floor((PERCENT * runs) / of)} %, ${runs} of ${of} runs, ` +
        `${years.toFixed(1)} years/s, ${spanText((of - runs) / perMs)} left`;
      if (line === undefined) err(`${text}\n`);
      else line(text);
    },
    done: (): void => line?.(''),
  };
};

const runawayText = ({ process, at }: Runaway): string =>
  `${process} wakes itself for ever, at ${new Date(at).toISOString()}`;

const openPool = ({ read, workers }: Performing) =>
  newWorkerPool({
    scenario: read.json,
    begin: fleetToJson(read.begin),
    seed: read.resolved.campaign.simulation.seed,
    workers,
  });

/** Performs the runs that are missing. Left: a process wakes itself for ever. */
export const performRuns = async (
  performing: Performing,
  io: Io,
): Promise<InputResult<Performed>> => {
  const { read, range, workers, onSummary } = performing;
  const { campaign } = read.resolved;
  const { done = emptySummary(campaign) } = performing;
  const ranges = chunksOf(missingRanges(done.ranges, range), CHUNK);
  const pool = workers > 0 && ranges.length > 1 ? openPool(performing) : undefined;
  const progress = newProgress(io, range.to - range.from, campaign.simulation.horizon);
  const stop = { isAsked: false };
  const ready = io.onInterrupt?.(() => {
    stop.isAsked = true;
  });
  const result = await runRanges({
    ranges,
    perform: pool?.perform ?? here(performing),
    concurrency: Math.max(1, workers),
    empty: done,
    merge: merged,
    onResult: (summary) => {
      progress.show(runsIn(summary));
      onSummary?.(summary);
      return stop.isAsked ? 'STOP' : undefined;
    },
  });
  ready?.();
  progress.done();
  await pool?.close();
  return result._tag === 'Left'
    ? left(`${read.file}: ${runawayText(result.left)}`)
    : right({ summary: result.right, isStopped: stop.isAsked });
};
