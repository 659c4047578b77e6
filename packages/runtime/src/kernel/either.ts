/**
 * What this package uses of fp-ts, and a test of values from outside.
 *
 * @module
 */
export { isLeft, isRight, left, right } from 'fp-ts/lib/Either.js';
export type { Either } from 'fp-ts/lib/Either.js';

/** Tells whether what a host's function gave is an `Either`: in JavaScript it may be anything. */
export const isEither = (given: unknown): boolean =>
  typeof given === 'object' &&
  given !== null &&
  '_tag' in given &&
  (given._tag === 'Left' || given._tag === 'Right');
