/**
 * Invariants: they fail for bugs, never for bad input. Nothing in these packages catches them.
 *
 * @module
 */

/**
 * A broken invariant: a bug to report, never the response to bad input.
 */
export class InvariantViolation extends Error {
  override readonly name = 'InvariantViolation';
}

/**
 * Throws {@link InvariantViolation} unless a condition holds.
 *
 * @param condition - what must hold
 * @param sentence - the error message
 */
export function invariant(condition: boolean, sentence: string): asserts condition {
  if (!condition) throw new InvariantViolation(sentence);
}
