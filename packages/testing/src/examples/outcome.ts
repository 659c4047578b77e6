/**
 * Reading an outcome where a test knows whether it is an acceptance or a refusal.
 *
 * @module
 */
import type { Change, Outcome } from '@hsm-lifecycle/core';

const textOf = (value: unknown): string => JSON.stringify(value);

/**
 * The change of an accepted outcome.
 *
 * @throws Error if the outcome is a refusal; the message contains it
 */
export const changeOf = <Refusal, State, Event>(
  outcome: Outcome<Refusal, State, Event>,
): Change<State, Event> => {
  if (outcome._tag === 'Right') return outcome.right;
  throw new Error(`refused: ${textOf(outcome.left)}`);
};

/**
 * The state after an accepted outcome.
 *
 * @throws Error if the outcome is a refusal; the message contains it
 * @example
 * after(createCluster(aNewCluster())).state; // => 'CREATE_IN_PROGRESS'
 */
export const after = <Refusal, State, Event>(outcome: Outcome<Refusal, State, Event>): State =>
  changeOf(outcome)[0];

/**
 * The events of an accepted outcome, oldest first.
 *
 * @throws Error if the outcome is a refusal; the message contains it
 */
export const eventsOf = <Refusal, State, Event>(
  outcome: Outcome<Refusal, State, Event>,
): readonly Event[] => changeOf(outcome)[1];

/**
 * The types of the events of an accepted outcome, oldest first.
 *
 * @throws Error if the outcome is a refusal; the message contains it
 */
export const typesOf = <Refusal, State, Event extends { readonly type: string }>(
  outcome: Outcome<Refusal, State, Event>,
): readonly Event['type'][] => eventsOf(outcome).map(({ type }) => type);

/**
 * The refusal of an outcome.
 *
 * @throws Error if the outcome was accepted; the message contains its events
 */
export const refusalFrom = <Refusal, State, Event>(
  outcome: Outcome<Refusal, State, Event>,
): Refusal => {
  if (outcome._tag === 'Left') return outcome.left;
  throw new Error(`accepted: ${textOf(outcome.right[1])}`);
};
