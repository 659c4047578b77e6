/**
 * Unwraps what a benchmark expects to be accepted.
 *
 * @module
 */

type Result<Value> =
  | { readonly _tag: 'Right'; readonly right: Value }
  | { readonly _tag: 'Left'; readonly left: unknown };

/** Returns the Right value, or stops the benchmark. */
export const must = <Value>(outcome: Result<Value>): Value => {
  if (outcome._tag === 'Left') throw new Error(`refused: ${JSON.stringify(outcome.left)}`);
  return outcome.right;
};
