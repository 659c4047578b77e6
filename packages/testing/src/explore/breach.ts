/**
 * A law that was broken, and by which command.
 *
 * @module
 */
import { type Command } from '@hsm-lifecycle/core';
import { step, type Fleet } from '@hsm-lifecycle/core/fleet';
import { laws as allLaws } from '../laws/laws.ts';
import type { Law, LawStep } from '../laws/law.ts';
import type { Machine } from './scene.ts';

/** A law that was broken. */
export type Breach = { readonly law: string; readonly sentence: string; readonly complaint: string };

/** The law behind all others; it is not one of the `laws`, for it speaks of steps that never came about. */
const TOTAL = { law: 'the machine is total', sentence: 'A command is accepted or refused; it never throws.' } as const;

const breached = ({ name: law, sentence, holds }: Law, taken: LawStep): Breach | undefined => {
  const verdict = holds(taken);
  if (verdict === true) return undefined;
  return { law, sentence, complaint: verdict === false ? sentence : verdict };
};

/** What came of a command: a refusal, an estate that keeps the laws, or a breach. */
export type Tried =
  | { readonly _tag: 'Refused' }
  | { readonly _tag: 'Accepted'; readonly fleet: Fleet }
  | { readonly _tag: 'Broken'; readonly breach: Breach };

const brokenBy = (law: Pick<Breach, 'law' | 'sentence'>, cause: unknown): Tried => ({
  _tag: 'Broken',
  breach: { law: law.law, sentence: law.sentence, complaint: cause instanceof Error ? cause.message : String(cause) },
});

/** What is on trial. */
export type Trial = { readonly machine: Machine; readonly laws: readonly Law[] };

const judged = (it: LawStep, laws: readonly Law[]): Tried => {
  for (const law of laws) {
    try {
      const breach = breached(law, it);
      if (breach !== undefined) return { _tag: 'Broken', breach };
    } catch (error) {
      // Events that cannot be replayed make the fold throw; then the law that looked first is told about.
      return brokenBy({ law: law.name, sentence: law.sentence }, error);
    }
  }
  return { _tag: 'Accepted', fleet: it.after };
};

/** Takes one command to an estate, and judges the step. */
export const tried = (before: Fleet, command: Command, { machine, laws }: Trial): Tried => {
  let outcome: ReturnType<Machine>;
  try {
    outcome = machine(before, command);
  } catch (error) {
    return brokenBy(TOTAL, error);
  }
  if (outcome._tag === 'Left') return { _tag: 'Refused' };
  const [after, events] = outcome.right;
  return judged({ before, command, events, after }, laws);
};

/** What `firstBreach` needs to know. */
export type Trace = {
  readonly world: Fleet;
  /** Those that are refused are passed over. */
  readonly commands: readonly Command[];
  /** All of the kit's if left out. */
  readonly laws?: readonly Law[];
  /** `step` if left out. */
  readonly machine?: Machine;
};

/**
 * Gives commands to an estate, one after another, and tells the first law that is broken.
 *
 * @returns `undefined` when all laws hold all the way
 */
export const firstBreach = ({ world, commands, laws = allLaws, machine = step }: Trace): Breach | undefined => {
  let fleet = world;
  for (const command of commands) {
    const result = tried(fleet, command, { machine, laws });
    if (result._tag === 'Broken') return result.breach;
    if (result._tag === 'Accepted') ({ fleet } = result);
  }
  return undefined;
};
