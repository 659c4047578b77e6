/**
 * A case of a contract suite. It needs no test runner.
 *
 * @module
 */
import type { Answer } from '../kernel/answer.ts';
import type { Store } from '../store/store.ts';

export type { ContractCase } from '@hsm-lifecycle/crypto/contract';

/** What a store must do; rejects if it does not. */
export type StoreCase = (store: Store) => Promise<void>;

/** Throws unless a condition holds. */
export const mustHold = (isKept: boolean, promise: string): void => {
  if (!isKept) throw new Error(`contract broken: ${promise}`);
};

/** The value of what must be Right. */
export const mustBeRight = async <Value>(answer: Answer<unknown, Value>): Promise<Value> => {
  const outcome = await answer;
  if (outcome._tag === 'Left')
    throw new Error(
      `contract broken: this is accepted; refused with ${JSON.stringify(outcome.left)}`,
    );
  return outcome.right;
};

/** The tag of what must be Left. */
export const tagOf = async (
  answer: Answer<{ readonly _tag: string }, unknown>,
): Promise<string> => {
  const outcome = await answer;
  return outcome._tag === 'Left' ? outcome.left._tag : 'accepted';
};

/** Compares two plain values as JSON. */
export const isAlike = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
