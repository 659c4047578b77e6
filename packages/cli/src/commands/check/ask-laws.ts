/**
 * Checking laws against a recorded history, step by step.
 *
 * @module
 */
import type { EpochMillis } from '@hsm-lifecycle/core';
import type { FleetEvent } from '@hsm-lifecycle/core/fleet';
import type { Law, LawStep } from '@hsm-lifecycle/testing/laws';
import { errorMessage } from '../../files/file-errors.ts';

/** A place in a history: how many steps and events came before it, and its instant. */
export type Place = { readonly steps: number; readonly events: number; readonly at: EpochMillis };

/** One step of a history. Logs do not record commands. */
export type RecordedStep = Omit<LawStep, 'command'> & {
  readonly command: LawStep['command'] | undefined;
};

/** The result of one law. */
export type Finding = {
  readonly law: string;
  readonly sentence: string;
  /** How many steps it could judge. */
  readonly steps: number;
  /** The first step that breaks it. */
  readonly breach?: {
    readonly complaint: string;
    readonly place: Place;
    readonly events: readonly FleetEvent[];
  };
};

/** Thrown when a law reads the command of a step that has none. */
const NO_COMMAND = Symbol('no command');

/** A step whose command throws when it is read, if it is not known. */
const lawStep = ({ command, ...rest }: RecordedStep): LawStep => {
  if (command !== undefined) return { ...rest, command };
  return {
    ...rest,
    get command(): never {
      // eslint-disable-next-line no-throw-literal, typescript/only-throw-error
      throw NO_COMMAND;
    },
  };
};

/** The answer of a law about a step; `undefined` if it needs a command that is not known. */
const verdictOf = ({ holds }: Law, step: LawStep): boolean | string | undefined => {
  try {
    return holds(step);
  } catch (cause) {
    return cause === NO_COMMAND ? undefined : errorMessage(cause);
  }
};

type Hearing = { readonly law: Law; steps: number; breach: Finding['breach'] };

/** Checks laws against one step after another; a broken law is not checked again. */
export type LawCheck = {
  readonly ask: (step: RecordedStep) => void;
  readonly place: () => Place;
  readonly findings: () => readonly Finding[];
};

/** Starts a check. */
export const newLawCheck = (laws: readonly Law[], startsAt: EpochMillis): LawCheck => {
  const hearings = laws.map((law): Hearing => ({ law, steps: 0, breach: undefined }));
  let place: Place = { steps: 0, events: 0, at: startsAt };

  const hear = (hearing: Hearing, step: LawStep): void => {
    if (hearing.breach !== undefined) return;
    const verdict = verdictOf(hearing.law, step);
    if (verdict === undefined) return;
    hearing.steps += 1;
    if (verdict === true) return;
    hearing.breach = {
      complaint: verdict === false ? hearing.law.sentence : verdict,
      place,
      events: step.events,
    };
  };

  const ask: LawCheck['ask'] = (step) => {
    const { events, command } = step;
    place = { ...place, at: command?.data.at ?? events.at(-1)?.event.data.at ?? place.at };
    const it = lawStep(step);
    for (const hearing of hearings) hear(hearing, it);
    place = { ...place, steps: place.steps + 1, events: place.events + events.length };
  };

  const findings = (): readonly Finding[] =>
    hearings.map(({ law: { name: law, sentence }, steps, breach }) =>
      breach === undefined ? { law, sentence, steps } : { law, sentence, steps, breach },
    );

  return { ask, place: () => place, findings };
};
