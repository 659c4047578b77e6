/**
 * What an outcome holds, where a test knows which way it went.
 *
 * @module
 */

/** What was refused or accepted: an `Outcome`, a `Begun`, or the walk of `eachDue`. */
export type AnyOutcome<Refusal, Accepted> =
  | { readonly _tag: 'Left'; readonly left: Refusal }
  | { readonly _tag: 'Right'; readonly right: Accepted };

/**
 * Takes out what was accepted: a change, or the walk of `eachDue`.
 *
 * @throws Error when the outcome is a refusal; the message holds it
 */
export const accepted = <Accepted>(outcome: AnyOutcome<unknown, Accepted>): Accepted => {
  if (outcome._tag === 'Right') return outcome.right;
  throw new Error(`refused: ${JSON.stringify(outcome.left)}`);
};

/**
 * Takes the state out of an outcome.
 *
 * @throws Error when the outcome is a refusal
 */
export const after = <State>(
  outcome: AnyOutcome<unknown, readonly [state: State, events: unknown]>,
): State => accepted(outcome)[0];

/**
 * Takes the events out of an outcome, oldest first.
 *
 * @throws Error when the outcome is a refusal
 */
export const eventsOf = <Event>(
  outcome: AnyOutcome<unknown, readonly [state: unknown, events: readonly Event[]]>,
): readonly Event[] => accepted(outcome)[1];

/**
 * Takes the types of the events out of an outcome, oldest first.
 *
 * @throws Error when the outcome is a refusal
 */
export const typesOf = <Event extends { readonly type: string }>(
  outcome: AnyOutcome<unknown, readonly [state: unknown, events: readonly Event[]]>,
): readonly Event['type'][] => eventsOf(outcome).map(({ type }) => type);

/**
 * Takes the refusal out of an outcome.
 *
 * @throws Error when the outcome was accepted; the message holds the events
 */
export const refusalOf = <Refusal>(outcome: AnyOutcome<Refusal, unknown>): Refusal => {
  if (outcome._tag === 'Left') return outcome.left;
  const { right } = outcome;
  throw new Error(`accepted: ${JSON.stringify(Array.isArray(right) ? right[1] : right)}`);
};
