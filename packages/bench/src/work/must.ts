/**
 * What must not be refused in a bench.
 *
 * @module
 */

type Result<Value> =
  | { readonly _tag: 'Right'; readonly right: Value }
  | { readonly _tag: 'Left'; readonly left: unknown };

/** Takes what was accepted, or stops the bench. */
export const must = <Value>(outcome: Result<Value>): Value => {
  if (outcome._tag === 'Left') throw new Error(`refused: ${JSON.stringify(outcome.left)}`);
  return outcome.right;
};
