/**
 * Asking laws about a history that is over, step by step.
 *
 * @module
 */
import type { EpochMillis } from '@hsm-lifecycle/core';
import type { FleetEvent } from '@hsm-lifecycle/core/fleet';
import type { Law, LawStep } from '@hsm-lifecycle/testing/laws';

/** Where in a history something is: how many steps and events came before, and when it was. */
export type Place = { readonly steps: number; readonly events: number; readonly at: EpochMillis };

/** What is known of one step. In a log nobody has written down what was commanded. */
export type RecordedStep = Omit<LawStep, 'command'> & {
  readonly command: LawStep['command'] | undefined;
};

/** What a law has to say of a history. */
export type Finding = {
  readonly law: string;
  readonly sentence: string;
  /** Of how many steps it was asked, and could tell. */
  readonly steps: number;
  /** The first step that breaks it. */
  readonly breach?: {
    readonly complaint: string;
    readonly place: Place;
    readonly events: readonly FleetEvent[];
  };
};

/** Thrown to a law that looks for the command where there is none. */
const NO_COMMAND = Symbol('no command');

/** A step of which the command can be asked for only if it is known. */
const seen = ({ command, ...rest }: RecordedStep): LawStep => {
  if (command !== undefined) return { ...rest, command };
  return {
    ...rest,
    get command(): never {
      // eslint-disable-next-line no-throw-literal, typescript/only-throw-error
      throw NO_COMMAND;
    },
  };
};

const messageOf = (cause: unknown): string =>
  cause instanceof Error ? cause.message : String(cause);

/** What a law says of a step: `undefined` when it cannot tell without the command. */
const verdictOf = ({ holds }: Law, step: LawStep): boolean | string | undefined => {
  try {
    return holds(step);
  } catch (cause) {
    return cause === NO_COMMAND ? undefined : messageOf(cause);
  }
};

type Hearing = { readonly law: Law; steps: number; breach: Finding['breach'] };

/** Asks laws about one step after another; a law that was broken once is not asked again. */
export type Check = {
  readonly ask: (step: RecordedStep) => void;
  readonly place: () => Place;
  readonly findings: () => readonly Finding[];
};

/** Begins to ask. */
export const newCheck = (laws: readonly Law[], startsAt: EpochMillis): Check => {
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

  const ask: Check['ask'] = (step) => {
    const { events, command } = step;
    place = { ...place, at: command?.data.at ?? events.at(-1)?.event.data.at ?? place.at };
    const it = seen(step);
    for (const hearing of hearings) hear(hearing, it);
    place = { ...place, steps: place.steps + 1, events: place.events + events.length };
  };

  const findings = (): readonly Finding[] =>
    hearings.map(({ law: { name: law, sentence }, steps, breach }) =>
      breach === undefined ? { law, sentence, steps } : { law, sentence, steps, breach },
    );

  return { ask, place: () => place, findings };
};
