/**
 * Reading an outcome where a test knows whether it is an acceptance or a refusal.
 *
 * @module
 */

/** An `Outcome`, a `Begun`, or the walk of `eachDue`. */
export type AnyOutcome<Refusal, Accepted> =
  | { readonly _tag: 'Left'; readonly left: Refusal }
  | { readonly _tag: 'Right'; readonly right: Accepted };

/**
 * What an outcome accepted: a change, or the walk of `eachDue`.
 *
 * @throws Error if the outcome is a refusal; the message contains it
 */
export const accepted = <Accepted>(outcome: AnyOutcome<unknown, Accepted>): Accepted => {
  if (outcome._tag === 'Right') return outcome.right;
  throw new Error(`refused: ${JSON.stringify(outcome.left)}`);
};

/**
 * The state after an accepted outcome.
 *
 * @throws Error if the outcome is a refusal; the message contains it
 * @example
 * after(createCluster(aNewCluster())).state; // => 'CREATE_IN_PROGRESS'
 */
export const after = <State>(
  outcome: AnyOutcome<unknown, readonly [state: State, events: unknown]>,
): State => accepted(outcome)[0];

/**
 * The events of an accepted outcome, oldest first.
 *
 * @throws Error if the outcome is a refusal; the message contains it
 */
export const eventsOf = <Event>(
  outcome: AnyOutcome<unknown, readonly [state: unknown, events: readonly Event[]]>,
): readonly Event[] => accepted(outcome)[1];

/**
 * The types of the events of an accepted outcome, oldest first.
 *
 * @throws Error if the outcome is a refusal; the message contains it
 */
export const typesOf = <Event extends { readonly type: string }>(
  outcome: AnyOutcome<unknown, readonly [state: unknown, events: readonly Event[]]>,
): readonly Event['type'][] => eventsOf(outcome).map(({ type }) => type);

/**
 * The refusal of an outcome.
 *
 * @throws Error if the outcome was accepted; the message contains its events
 */
export const refusalOf = <Refusal>(outcome: AnyOutcome<Refusal, unknown>): Refusal => {
  if (outcome._tag === 'Left') return outcome.left;
  const { right } = outcome;
  throw new Error(`accepted: ${JSON.stringify(Array.isArray(right) ? right[1] : right)}`);
};
