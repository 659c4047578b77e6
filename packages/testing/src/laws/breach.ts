/**
 * Checking a step, a state or a whole trace against the laws.
 *
 * @module
 */
import type { Command, EpochMillis } from '@hsm-lifecycle/core';
import { step, type Fleet } from '@hsm-lifecycle/core/fleet';
import type { Law, LawStep } from './law.ts';
import { laws as allLaws } from './laws.ts';
import type { FleetMachine, FleetState } from './machine.ts';
import { stateLaws as allStateLaws, type StateLaw } from './state-law.ts';

/** A broken law: its name and sentence, and what is wrong in this case. */
export type Breach = {
  readonly law: string;
  readonly sentence: string;
  readonly complaint: string;
};

/** Always checked. It is not one of `laws`, because a call that throws yields no step to check. */
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
 * Checks one law. If the check throws, the message is the complaint: events that cannot be replayed
 * make the fold throw inside whichever law replays them first.
 */
const checkLaw = (law: Named, holds: () => boolean | string): Breach | undefined => {
  try {
    const verdict = holds();
    return verdict === true ? undefined : breachOf(law, verdict === false ? law.sentence : verdict);
  } catch (error) {
    return breachOf(law, messageOf(error));
  }
};

/** The machine under test, and the laws that it is checked against. */
export type Checks = {
  readonly machine: FleetMachine;
  /** Checked after every accepted command. */
  readonly laws: readonly Law[];
  /** Checked in every state. */
  readonly stateLaws: readonly StateLaw[];
};

/** Fills in what is left out: `step`, `laws`, `stateLaws`. */
export const checksOf = ({
  machine = step,
  laws = allLaws,
  stateLaws = allStateLaws,
}: Partial<Checks>): Checks => ({ machine, laws, stateLaws });

/** The verdict on a command: refused, accepted with all laws kept, or a law broken. */
export type StepVerdict =
  | { readonly _tag: 'Refused' }
  | { readonly _tag: 'Accepted'; readonly fleet: Fleet }
  | { readonly _tag: 'Broken'; readonly breach: Breach };

const checkLaws = (it: LawStep, laws: readonly Law[]): StepVerdict => {
  for (const law of laws) {
    const breach = checkLaw(law, () => law.holds(it));
    if (breach !== undefined) return { _tag: 'Broken', breach };
  }
  return { _tag: 'Accepted', fleet: it.after };
};

/**
 * Gives one command to the machine, and checks every law against the step.
 *
 * @returns `Refused`, `Accepted` with the fleet after it, or `Broken` with the first broken law; a
 *   machine that throws is `Broken` too
 */
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
  return checkLaws({ before, command, events, after }, laws);
};

/** Checks every state law in one state; `undefined` if all hold. */
export const judgeState = (
  state: FleetState,
  { machine, stateLaws }: Pick<Checks, 'machine' | 'stateLaws'>,
): Breach | undefined => {
  for (const law of stateLaws) {
    const breach = checkLaw(law, () => law.holds(state, machine));
    if (breach !== undefined) return breach;
  }
  return undefined;
};

/** A fleet, the commands given to it, and what to check; all laws and `step` if left out. */
export type Trace = Partial<Checks> & {
  readonly world: Fleet;
  /** Refused commands are skipped. */
  readonly commands: readonly Command[];
  /** When the trace begins, in milliseconds since the epoch; `world.asOf` if left out. */
  readonly at?: EpochMillis;
};

/**
 * Gives commands to a fleet one after another, and finds the first law broken by a step or by the
 * state after it.
 *
 * @returns `undefined` if every law holds all the way
 */
export const firstBreach = (trace: Trace): Breach | undefined => {
  const { world, commands, at = world.asOf } = trace;
  const checks = checksOf(trace);
  let fleet = world;
  const before = judgeState({ fleet, at }, checks);
  if (before !== undefined) return before;
  for (const command of commands) {
    const verdict = judgeStep(fleet, command, checks);
    if (verdict._tag === 'Broken') return verdict.breach;
    if (verdict._tag === 'Refused') continue;
    ({ fleet } = verdict);
    const breach = judgeState({ fleet, at: command.data.at }, checks);
    if (breach !== undefined) return breach;
  }
  return undefined;
};
