/**
 * The machine beside its naive twin, step by step.
 *
 * @module
 */
import type { Command } from '@hsm-lifecycle/core';
import { emptyFleet, step as realStep, type Fleet } from '@hsm-lifecycle/core/fleet';
import type { Machine } from '../explore/scene.ts';
import { fleetAt } from '../fleet-at.ts';
import { drawFrom, type Draw } from '../generate/draw.ts';
import { commander } from '../generate/proposing.ts';
import { commandsOf, living, type History, type Taken } from '../history/history.ts';
import { shrunk } from '../history/shrinking.ts';
import { START } from '../inputs.ts';
import { naiveFleet, naiveObey, naiveWait, type NaiveFleet } from './naive-fleet.ts';
import { orderFor, TAKEN } from './order-for.ts';
import { seen, seenNaively } from './seen.ts';

/** What `compareWithReference` needs to know. */
export type CompareWithReference = {
  /** A whole number; the same one draws the same steps. */
  readonly seed: number;
  readonly steps: number;
  /** The share of commands that are meant to be refused; 0.2 if left out. */
  readonly illegal?: number;
  /** `step` if left out. */
  readonly machine?: Machine;
  /** Told how far it has come, once in a life of some 150 steps. */
  readonly onProgress?: (soFar: StepCounts) => void;
};

/** How many steps were taken, and how they ended. */
export type StepCounts = {
  readonly steps: number;
  readonly accepted: number;
  readonly refused: number;
};

/**
 * A step after which the two differ, and what is to be seen on both sides of the first holder that
 * does.
 */
export type Difference = {
  /** What led to it, from an empty fleet on: shrunk. */
  readonly commands: readonly Command[];
  readonly machine: string;
  readonly reference: string;
};

/** What a comparison came to. */
export type Comparison = StepCounts & { readonly difference: Difference | undefined };

type Sides = Pick<Difference, 'machine' | 'reference'>;

/** Notes the holders that have begun since; all but one begin in one step. */
const begun = (beginnings: string[], fleet: Fleet): void => {
  if (beginnings.length === fleet.started) return;
  for (const stem of [...fleet.holders.entries()].map(([each]) => each))
    if (!beginnings.includes(stem)) beginnings.push(stem);
};

type Pair = { readonly fleet: NaiveFleet; readonly beginnings: string[]; clock: number };

/**
 * Lets time pass on both sides, then takes one step on the naive one; tells what differs then. A
 * refused command leaves the machine where it has waited until.
 */
const sidesAfter = (
  { fleet, beginnings, clock }: Pair,
  { before, command, outcome }: Taken,
): Sides | undefined => {
  naiveWait(fleet, clock);
  const waited = fleetAt(before, clock);
  const isObeyed = naiveObey(fleet, orderFor(waited, beginnings, command));
  const after = outcome._tag === 'Right' ? outcome.right[0] : waited;
  begun(beginnings, after);
  const said = outcome._tag === 'Right' ? 'accepted' : `refused: ${outcome.left._tag}`;
  if (isObeyed !== (outcome._tag === 'Right'))
    return { machine: said, reference: isObeyed ? 'accepted' : 'refused' };
  const [left, right] = [seen(after, beginnings), seenNaively(fleet)];
  const place = left.findIndex((text, index) => text !== right[index]);
  return place < 0 ? undefined : { machine: left[place] ?? '', reference: right[place] ?? '' };
};

/**
 * Looks along a history for the first difference. A command from before a refused one ends it: the
 * twin has waited, and cannot go back.
 */
const firstDifference = ({ steps, crash }: History): Sides | undefined => {
  const pair: Pair = { fleet: naiveFleet(START), beginnings: [], clock: START };
  pair.fleet.names.add(TAKEN);
  for (const taken of steps) {
    const { at } = taken.command.data;
    if (at < pair.clock && at >= taken.before.asOf) return undefined;
    if (Number.isSafeInteger(at)) pair.clock = Math.max(pair.clock, at);
    const sides = sidesAfter(pair, taken);
    if (sides !== undefined) return sides;
  }
  return crash && { machine: `threw: ${String(crash.error)}`, reference: '' };
};

/** How many commands a life has, so that a long run sees many youths. */
const STEPS_PER_LIFE = 150;
const ILLEGAL_SHARE = 0.2;

const lived = (
  draw: Draw,
  steps: number,
  { machine = realStep, illegal = ILLEGAL_SHARE }: CompareWithReference,
): History => {
  const life = living(emptyFleet({ at: START }), machine);
  const next = commander(draw, { illegal });
  for (let rest = steps; rest > 0; rest -= 1)
    if (life.take(next(life.now(), life.clock())) === undefined) break;
  return life.told();
};

const told = (history: History, machine: Machine): Difference => {
  const shortest = shrunk(history, machine, (each) => firstDifference(each) !== undefined);
  return {
    commands: commandsOf(shortest),
    ...(firstDifference(shortest) ?? { machine: '', reference: '' }),
  };
};

/**
 * Takes random steps with the machine and with its naive twin, and compares after each one whether
 * it was accepted and everything that can be seen.
 *
 * @param input - the seed, how many steps; a million take minutes
 * @returns counts, and the first difference if there is one, with the shortest way to it that was
 *   found
 */
export const compareWithReference = (input: CompareWithReference): Comparison => {
  const { seed, steps, machine = realStep, onProgress } = input;
  const draw = drawFrom(seed);
  const counts = { steps: 0, accepted: 0, refused: 0 };
  while (counts.steps < steps) {
    const history = lived(draw, Math.min(STEPS_PER_LIFE, steps - counts.steps), input);
    const accepted = history.steps.filter(({ outcome }) => outcome._tag === 'Right').length;
    counts.steps += commandsOf(history).length;
    counts.accepted += accepted;
    counts.refused += history.steps.length - accepted;
    onProgress?.({ ...counts });
    if (firstDifference(history) !== undefined)
      return { ...counts, difference: told(history, machine) };
  }
  return { ...counts, difference: undefined };
};
