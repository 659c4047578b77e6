/**
 * When the steps of a drill are taken: each at its instant, and repeated ones again and again, with
 * later steps in between.
 *
 * @module
 */
import type { EpochMillis, Millis } from '@hsm-lifecycle/core';
import type { Drill, DrillStep } from '../file/drill.ts';
import { misfitAt, type DrillMisfit } from '../file/misfit.ts';
import { instantOf } from '../file/step-time.ts';
import { left, right, type Either } from '../kernel/either.ts';

/** One time at which a step is taken. */
export type StepTurn = {
  readonly step: DrillStep;
  /** The index of the step in the file. */
  readonly index: number;
  readonly at: EpochMillis;
  /** How often it was taken before. */
  readonly round: number;
};

/** How often one step may be taken: every hour for more than a year. */
export const ROUNDS_MAX = 10_000;

const isoText = (at: EpochMillis): string => new Date(at).toISOString();

const misfit = (path: string, expected: string, actual: string): Either<DrillMisfit, never> =>
  left(misfitAt({ path, expected, actual }));

/** The first instant of each step. */
const firstInstants = ({ steps, startsAt }: Drill): Either<DrillMisfit, readonly EpochMillis[]> => {
  const instants: EpochMillis[] = [];
  let before = startsAt;
  for (const [index, step] of steps.entries()) {
    const at = instantOf(step.at, before);
    if (at < before)
      return misfit(
        `steps[${index}].at`,
        `an instant not before that of the previous step, ${isoText(before)}`,
        isoText(at),
      );
    instants.push(at);
    before = at;
  }
  return right(instants);
};

type Repetition = {
  readonly step: DrillStep;
  readonly index: number;
  readonly at: EpochMillis;
  readonly every: Millis;
  /** The first instant of the last step of the file. */
  readonly lastAt: EpochMillis;
};

/** The instants at which a repeated step is taken. */
const repeatedInstants = (it: Repetition): Either<DrillMisfit, readonly EpochMillis[]> => {
  const { step, index, at, every, lastAt } = it;
  const path = `steps[${index}]`;
  if (every === 0) return misfit(`${path}.every`, 'a span longer than nothing', '"0s"');
  const { until } = step;
  const end = until === undefined ? lastAt : instantOf(until, at);
  if (end < at)
    return misfit(
      `${path}.until`,
      `an instant not before the first time, ${isoText(at)}`,
      isoText(end),
    );
  if (until === undefined && end === at)
    return misfit(`${path}.until`, 'an end, since no later step ends the repetition', 'nothing');
  const rounds = Math.floor((end - at) / every) + 1;
  return rounds > ROUNDS_MAX
    ? misfit(
        `${path}.until`,
        `at most ${ROUNDS_MAX} repetitions`,
        `${rounds}, until ${isoText(end)}`,
      )
    : right(Array.from({ length: rounds }, (_, round) => at + round * every));
};

const byTime = (a: StepTurn, b: StepTurn): number =>
  a.at - b.at || a.index - b.index || a.round - b.round;

/**
 * Makes the schedule of a drill. At the same instant, steps are taken in the order of the file.
 *
 * @returns Left: the first step whose time makes no sense
 */
export const scheduleOf = (drill: Drill): Either<DrillMisfit, readonly StepTurn[]> => {
  const firsts = firstInstants(drill);
  if (firsts._tag === 'Left') return firsts;
  const lastAt = firsts.right.at(-1) ?? drill.startsAt;
  const turns: StepTurn[] = [];
  for (const [index, step] of drill.steps.entries()) {
    const at = firsts.right[index] ?? lastAt;
    const { every } = step;
    const instants =
      every === undefined ? right([at]) : repeatedInstants({ step, index, at, every, lastAt });
    if (instants._tag === 'Left') return instants;
    turns.push(...instants.right.map((instant, round) => ({ step, index, at: instant, round })));
  }
  return right(turns.toSorted(byTime));
};
