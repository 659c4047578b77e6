/**
 * Answers about the ledger's fleet, whose questions the drill has already checked.
 *
 * @module
 */
import { explain, InvariantViolation } from '@hsm-lifecycle/core';
import type { AnyRefusal } from '@hsm-lifecycle/core';
import type { Either } from '../kernel/either.ts';

/** Unwraps an answer. The fleet is never later than the ledger, so none is refused. */
export const answer = <Value>(outcome: Either<AnyRefusal, Value>): Value => {
  if (outcome._tag === 'Left') throw new InvariantViolation(explain(outcome.left));
  return outcome.right;
};
