/**
 * Comparing the machine with the naive reference model, step by step.
 *
 * @module
 */
import { freshFleet } from '../examples/fresh-fleet.ts';
import { customEdition, DAY_MS, editions, type Command, type Edition } from '@hsm-lifecycle/core';
import { step as realStep, type Fleet, type Quotas } from '@hsm-lifecycle/core/fleet';
import { fleetAt } from '../examples/fleet-at.ts';
import type { FleetMachine } from '../laws/machine.ts';
import { drawFrom, type Draw } from '../histories/commands/draw.ts';
import { commander } from '../histories/commands/proposing.ts';
import {
  historyCommands,
  newHistoryRecorder,
  type FleetHistory,
  type HistoryStep,
} from '../histories/history.ts';
import { shrinkHistory } from '../histories/shrinking.ts';
import { START } from '../examples/inputs.ts';
import { naiveFleet, type NaiveFleet, type NaiveTerms } from './naive/state.ts';
import { naiveStep } from './naive/step.ts';
import { naiveWait } from './naive/time.ts';
import { orderFor, TAKEN } from './order-for.ts';
import { seen, seenNaively } from './seen.ts';

/** How many random steps to compare, from which seed, with which machine. */
export type CompareWithReference = {
  /** An integer. The same seed draws the same steps. */
  readonly seed: number;
  readonly steps: number;
  /** The share of commands that should be refused; 0.2 if left out. */
  readonly illegal?: number;
  /** `step` if left out. */
  readonly machine?: FleetMachine;
  /** Called after each history of 150 steps. */
  readonly onProgress?: (soFar: StepCounts) => void;
};

/** How many steps were compared, and their outcomes. */
export type StepCounts = {
  readonly steps: number;
  readonly accepted: number;
  readonly refused: number;
};

/** A step after which the two differ, with both views of the first holder that differs. */
export type Difference = {
  /** The commands that lead to it, beginning with an empty fleet; shrunk. */
  readonly commands: readonly Command[];
  readonly machine: string;
  readonly reference: string;
};

/** The result of a comparison. */
export type Comparison = StepCounts & { readonly difference: Difference | undefined };

type Sides = Pick<Difference, 'machine' | 'reference'>;

/** Adds the holders that are new to the list; nearly always at most one. */
const addNewHolders = (beginnings: string[], fleet: Fleet): void => {
  if (beginnings.length === fleet.started) return;
  for (const stem of [...fleet.holders.entries()].map(([each]) => each))
    if (!beginnings.includes(stem)) beginnings.push(stem);
};

const editionFrom = (
  durations: Partial<Edition['durations']>,
  endOfSupport: Edition['endOfSupport'],
): Edition => {
  const made = customEdition(editions.aws2024, { name: 'compared', durations, endOfSupport });
  if (made._tag === 'Left') throw new Error(JSON.stringify(made.left));
  return made.right;
};

type Pair = { readonly fleet: NaiveFleet; readonly beginnings: string[]; clock: number };

/**
 * Lets time pass on both sides, takes the step on the naive side, and returns what differs. A
 * refused command leaves the machine where the wait took it.
 */
const sidesAfter = (
  { fleet, beginnings, clock }: Pair,
  { before, command, outcome }: HistoryStep,
): Sides | undefined => {
  naiveWait(fleet, clock);
  const waited = fleetAt(before, clock);
  const isAccepted = naiveStep(fleet, orderFor(waited, beginnings, command));
  const after = outcome._tag === 'Right' ? outcome.right[0] : waited;
  addNewHolders(beginnings, after);
  const outcomeText = outcome._tag === 'Right' ? 'accepted' : `refused: ${outcome.left._tag}`;
  if (isAccepted !== (outcome._tag === 'Right'))
    return { machine: outcomeText, reference: isAccepted ? 'accepted' : 'refused' };
  const [left, right] = [seen(after, beginnings), seenNaively(fleet)];
  const place = left.findIndex((text, index) => text !== right[index]);
  return place < 0 ? undefined : { machine: left[place] ?? '', reference: right[place] ?? '' };
};

type Beginning = { readonly edition: Edition; readonly quotas?: Quotas };

/** Quotas that are soon met: under the usual ones, a history of 150 steps seldom meets one. */
const NARROW: Quotas = { clusters: 2, hsms: 3 };

/**
 * How each history begins, in turn: as released; with narrow quotas; with activations that are
 * reported late, too; and with support that ends after 10 days for one HSM type and 40 for the
 * other.
 */
const BEGINNINGS: readonly [Beginning, ...Beginning[]] = [
  { edition: editions.aws2024 },
  { edition: editions.aws2024, quotas: NARROW },
  { edition: editionFrom({ activation: 80_000 }, {}), quotas: NARROW },
  {
    edition: editionFrom(
      { activation: DAY_MS },
      { 'hsm1.medium': START + 10 * DAY_MS, 'hsm2m.medium': START + 40 * DAY_MS },
    ),
  },
];

const termsOf = ({ edition, quotas }: Fleet): NaiveTerms => {
  const { activation } = edition.durations;
  return {
    lag: activation === 'REPORTED' ? Number.POSITIVE_INFINITY : activation,
    endAt: edition.endOfSupport['hsm2m.medium'] ?? Number.POSITIVE_INFINITY,
    oldEndAt: edition.endOfSupport['hsm1.medium'] ?? Number.POSITIVE_INFINITY,
    ...(quotas === 'NONE'
      ? { clusters: Number.POSITIVE_INFINITY, hsms: Number.POSITIVE_INFINITY }
      : quotas),
  };
};

/**
 * Finds the first difference in a history. It stops at a command that is earlier than a refused
 * one: the naive model has let time pass and cannot go back.
 */
const firstDifference = ({ beginning, steps, crash }: FleetHistory): Sides | undefined => {
  const pair: Pair = { fleet: naiveFleet(START, termsOf(beginning)), beginnings: [], clock: START };
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

/** How many commands a history has, so that a long run sees many new fleets. */
const STEPS_PER_HISTORY = 150;
const ILLEGAL_SHARE = 0.2;

type Plan = Beginning & { readonly steps: number };

const generate = (
  draw: Draw,
  { steps, ...beginning }: Plan,
  { machine = realStep, illegal = ILLEGAL_SHARE }: CompareWithReference,
): FleetHistory => {
  const recorder = newHistoryRecorder(freshFleet({ at: START, ...beginning }), machine);
  const next = commander(draw, { illegal });
  for (let rest = steps; rest > 0; rest -= 1)
    if (recorder.take(next(recorder.fleet(), recorder.clock())) === undefined) break;
  return recorder.history();
};

const differenceIn = (history: FleetHistory, machine: FleetMachine): Difference => {
  const shortest = shrinkHistory(history, machine, (each) => firstDifference(each) !== undefined);
  return {
    commands: historyCommands(shortest),
    ...(firstDifference(shortest) ?? { machine: '', reference: '' }),
  };
};

/**
 * Takes random steps with the machine and with the naive reference model, and compares after each
 * one whether it was accepted, and everything visible.
 *
 * @param input - the seed, and how many steps; a million take minutes
 * @returns counts, and the first difference with the shortest path found to it
 * @example
 * compareWithReference({ seed: 1, steps: 100 }).difference; // => undefined
 */
export const compareWithReference = (input: CompareWithReference): Comparison => {
  const { seed, steps, machine = realStep, onProgress } = input;
  const draw = drawFrom(seed);
  const counts = { steps: 0, accepted: 0, refused: 0 };
  for (let n = 0; counts.steps < steps; n += 1) {
    const beginning = BEGINNINGS[n % BEGINNINGS.length] ?? BEGINNINGS[0];
    const plan = { ...beginning, steps: Math.min(STEPS_PER_HISTORY, steps - counts.steps) };
    const history = generate(draw, plan, input);
    const accepted = history.steps.filter(({ outcome }) => outcome._tag === 'Right').length;
    counts.steps += historyCommands(history).length;
    counts.accepted += accepted;
    counts.refused += history.steps.length - accepted;
    onProgress?.({ ...counts });
    if (firstDifference(history) !== undefined)
      return { ...counts, difference: differenceIn(history, machine) };
  }
  return { ...counts, difference: undefined };
};
