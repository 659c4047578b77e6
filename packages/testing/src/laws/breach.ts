/**
 * A law that was broken, and by which command.
 *
 * @module
 */
import { type Command } from '@hsm-lifecycle/core';
import { step, type Fleet } from '@hsm-lifecycle/core/fleet';
import { laws as allLaws } from './laws.ts';
import type { Law, LawStep } from './law.ts';
import type { FleetMachine, FleetState } from '../../../explorer/src/world/state.ts';
import { stateLaws as allStateLaws, type StateLaw } from './state-law.ts';
import { initialStateOf } from '../../../explorer/src/world/world-from.ts';

/** A law that was broken. */
export type Breach = {
  readonly law: string;
  readonly sentence: string;
  readonly complaint: string;
};

/**
 * The law behind all others; it is not one of the `laws`, for it speaks of steps that never came
 * about.
 */
const TOTAL = {
  name: 'the machine is total',
  sentence: 'A command is accepted or refused; it never throws.',
} as const;

type Named = { readonly name: string; readonly sentence: string };

const breachOf = ({ name: law, sentence }: Named, complaint: string): Breach => ({
  law,
  sentence,
  complaint,
});

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

/**
 * Asks one law. What it throws is its complaint: events that cannot be replayed make the fold
 * throw, and then the law that looked first is told about.
 */
const asked = (law: Named, holds: () => boolean | string): Breach | undefined => {
  try {
    const verdict = holds();
    return verdict === true ? undefined : breachOf(law, verdict === false ? law.sentence : verdict);
  } catch (error) {
    return breachOf(law, messageOf(error));
  }
};

/** What is on trial. */
export type Checks = {
  readonly machine: FleetMachine;
  readonly laws: readonly Law[];
  readonly stateLaws: readonly StateLaw[];
};

/** What came of a command: a refusal, a fleet after a step that keeps the laws, or a breach. */
export type StepVerdict =
  | { readonly _tag: 'Refused' }
  | { readonly _tag: 'Accepted'; readonly fleet: Fleet }
  | { readonly _tag: 'Broken'; readonly breach: Breach };

const judged = (it: LawStep, laws: readonly Law[]): StepVerdict => {
  for (const law of laws) {
    const breach = asked(law, () => law.holds(it));
    if (breach !== undefined) return { _tag: 'Broken', breach };
  }
  return { _tag: 'Accepted', fleet: it.after };
};

/** Takes one command to a fleet, and judges the step. */
export const judgeStep = (
  before: Fleet,
  command: Command,
  { machine, laws }: Pick<Checks, 'machine' | 'laws'>,
): StepVerdict => {
  let outcome: ReturnType<FleetMachine>;
  try {
    outcome = machine(before, command);
  } catch (error) {
    return { _tag: 'Broken', breach: breachOf(TOTAL, messageOf(error)) };
  }
  if (outcome._tag === 'Left') return { _tag: 'Refused' };
  const [after, events] = outcome.right;
  return judged({ before, command, events, after }, laws);
};

/** Judges a scene by itself. */
export const judgeState = (
  scene: FleetState,
  { machine, stateLaws }: Pick<Checks, 'machine' | 'stateLaws'>,
): Breach | undefined => {
  for (const law of stateLaws) {
    const breach = asked(law, () => law.holds(scene, machine));
    if (breach !== undefined) return breach;
  }
  return undefined;
};

/** What `firstBreach` needs to know. */
export type Trace = {
  readonly world: Fleet;
  /** Those that are refused are passed over. */
  readonly commands: readonly Command[];
  /** All of the kit's if left out. */
  readonly laws?: readonly Law[];
  /** All of the kit's if left out. */
  readonly stateLaws?: readonly StateLaw[];
  /** `step` if left out. */
  readonly machine?: FleetMachine;
};

/**
 * Gives commands to a fleet, one after another, and tells the first law that is broken, by a step
 * or by the state after it.
 *
 * @returns `undefined` when all laws hold all the way
 */
export const firstBreach = (trace: Trace): Breach | undefined => {
  const { world, commands, laws = allLaws, stateLaws = allStateLaws, machine = step } = trace;
  let fleet = world;
  const before = judgeState(initialStateOf(world), { machine, stateLaws });
  if (before !== undefined) return before;
  for (const command of commands) {
    const result = judgeStep(fleet, command, { machine, laws });
    if (result._tag === 'Broken') return result.breach;
    if (result._tag === 'Refused') continue;
    ({ fleet } = result);
    const breach = judgeState({ fleet, at: command.data.at }, { machine, stateLaws });
    if (breach !== undefined) return breach;
  }
  return undefined;
};
