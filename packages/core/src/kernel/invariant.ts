/**
 * Broken code, as opposed to refused input: thrown, and caught by nobody in these packages.
 *
 * @module
 */

/**
 * Says that the machine contradicts itself: a bug to be reported, never the answer to bad input.
 */
export class InvariantViolation extends Error {
  override readonly name = 'InvariantViolation';
}

/**
 * Throws {@link InvariantViolation} unless a condition holds that the code relies on.
 *
 * @param condition - what must be so
 * @param sentence - what is wrong when it is not
 */
export function invariant(condition: boolean, sentence: string): asserts condition {
  if (!condition) throw new InvariantViolation(sentence);
}
