/**
 * What an outcome holds, where a test knows which way it went.
 *
 * @module
 */
import type { Change, Outcome } from '@hsm-lifecycle/core';

const told = (value: unknown): string => JSON.stringify(value);

/**
 * Takes the change out of an outcome.
 *
 * @throws Error when the outcome is a refusal; the message holds it
 */
export const changeOf = <Refusal, State, Event>(
  outcome: Outcome<Refusal, State, Event>,
): Change<State, Event> => {
  if (outcome._tag === 'Right') return outcome.right;
  throw new Error(`refused: ${told(outcome.left)}`);
};

/**
 * Takes the state out of an outcome.
 *
 * @throws Error when the outcome is a refusal
 */
export const after = <Refusal, State, Event>(outcome: Outcome<Refusal, State, Event>): State =>
  changeOf(outcome)[0];

/**
 * Takes the events out of an outcome, oldest first.
 *
 * @throws Error when the outcome is a refusal
 */
export const eventsOf = <Refusal, State, Event>(
  outcome: Outcome<Refusal, State, Event>,
): readonly Event[] => changeOf(outcome)[1];

/**
 * Takes the types of the events out of an outcome, oldest first.
 *
 * @throws Error when the outcome is a refusal
 */
export const typesOf = <Refusal, State, Event extends { readonly type: string }>(
  outcome: Outcome<Refusal, State, Event>,
): readonly Event['type'][] => eventsOf(outcome).map(({ type }) => type);

/**
 * Takes the refusal out of an outcome.
 *
 * @throws Error when the outcome is a change
 */
export const refusalFrom = <Refusal, State, Event>(
  outcome: Outcome<Refusal, State, Event>,
): Refusal => {
  if (outcome._tag === 'Left') return outcome.left;
  throw new Error(`accepted: ${told(outcome.right[1])}`);
};
