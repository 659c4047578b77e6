/**
 * The one door to fp-ts: its `Either`, and the four functions of it that the machine needs.
 *
 * The types are fp-ts's own, so an outcome goes into `pipe` and `chain` as it is. The functions are
 * not: Node can load only the CommonJS build, of which bundlers then keep everything.
 *
 * @module
 */
import type { Either, Left, Right } from 'fp-ts/lib/Either.js';

export type { Either, Left, Right };

/** Makes a `Left`: a refusal. */
export const left = <E = never, A = never>(value: E): Either<E, A> => ({
  _tag: 'Left',
  left: value,
});

/** Makes a `Right`: what was asked for. */
export const right = <A = never, E = never>(value: A): Either<E, A> => ({
  _tag: 'Right',
  right: value,
});

/** Tells whether it is a `Left`. */
export const isLeft = <E>(either: Either<E, unknown>): either is Left<E> => either._tag === 'Left';

/** Tells whether it is a `Right`. */
export const isRight = <A>(either: Either<unknown, A>): either is Right<A> =>
  either._tag === 'Right';
