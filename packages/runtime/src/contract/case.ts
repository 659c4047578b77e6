/**
 * A case of a contract suite: a name for the test runner, and what to run. No runner is needed.
 *
 * @module
 */
import type { Answer } from '../kernel/answer.ts';

export type { ContractCase } from '@hsm-lifecycle/crypto/contract';

/** Rejects the case unless a condition holds. */
export const mustHold = (isKept: boolean, promise: string): void => {
  if (!isKept) throw new Error(`broken promise: ${promise}`);
};

/** Takes what must be Right. */
export const mustBeRight = async <Value>(answer: Answer<unknown, Value>): Promise<Value> => {
  const it = await answer;
  if (it._tag === 'Left')
    throw new Error(`broken promise: this is accepted; refused with ${JSON.stringify(it.left)}`);
  return it.right;
};

/** Takes the tag of what must be Left. */
export const tagOf = async (
  answer: Answer<{ readonly _tag: string }, unknown>,
): Promise<string> => {
  const it = await answer;
  return it._tag === 'Left' ? it.left._tag : 'accepted';
};

/** Tells whether two plain values are written alike. */
export const isAlike = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
