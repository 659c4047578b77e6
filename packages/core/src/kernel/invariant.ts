/**
 * For broken code, as opposed to refused input. Nothing in these packages catches it.
 *
 * @module
 */

/**
 * The machine contradicts itself: a bug to report, never the answer to bad input.
 */
export class InvariantViolation extends Error {
  override readonly name = 'InvariantViolation';
}

/**
 * Throws {@link InvariantViolation} unless a condition holds.
 *
 * @param condition - what must hold
 * @param sentence - what is wrong if it does not
 */
export function invariant(condition: boolean, sentence: string): asserts condition {
  if (!condition) throw new InvariantViolation(sentence);
}
