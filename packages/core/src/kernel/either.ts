/**
 * The one door to fp-ts: the part of `Either` that the machine needs.
 *
 * @module
 */
export { isLeft, isRight, left, right, type Either, type Left, type Right } from 'fp-ts/lib/Either.js';
