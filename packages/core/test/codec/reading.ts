/**
 * Helpers of the codecs' tests.
 *
 * @module
 */
import type { UnreadableEvent, UnreadableText } from '@hsm-lifecycle/core/codec';

type Either<Left, Right> =
  | { readonly _tag: 'Left'; readonly left: Left }
  | { readonly _tag: 'Right'; readonly right: Right };

/** What was read; fails the test when nothing was. */
export const read = <Right>(outcome: Either<unknown, Right>): Right => {
  if (outcome._tag === 'Left') throw new Error(`refused: ${JSON.stringify(outcome.left)}`);
  return outcome.right;
};

/**
 * Where and why input was refused, as `path: expected, not actual`; fails the test when it was
 * read.
 */
export const refusal = (outcome: Either<UnreadableText | UnreadableEvent, unknown>): string => {
  if (outcome._tag === 'Right') throw new Error('it was read');
  if (outcome.left._tag !== 'MalformedInput') return outcome.left._tag;
  const { path, expected, actual } = outcome.left;
  return `${path}: ${expected}, not ${actual}`;
};

/** Whether a value and all within it are frozen. */
export const isDeeplyFrozen = (value: unknown): boolean =>
  typeof value !== 'object' ||
  value === null ||
  (Object.isFrozen(value) && Object.values(value).every(isDeeplyFrozen));
