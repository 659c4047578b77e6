/**
 * What cannot happen.
 *
 * @module
 */
import { InvariantViolation } from '@hsm-lifecycle/core';

/**
 * Throws: a worker gets what this thread has decoded before, so it can read it too.
 *
 * @throws InvariantViolation always
 */
export const invariantOf = (what: string): never => {
  throw new InvariantViolation(what);
};
