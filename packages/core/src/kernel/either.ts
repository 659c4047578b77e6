/**
 * `Either`: the types of fp-ts, and the four functions that core needs.
 *
 * The types are fp-ts's own, so an outcome fits `pipe` and `chain`. The functions are not: Node can
 * load only the CommonJS build of fp-ts, which bundlers cannot tree-shake.
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

/** Makes a `Right`: a result. */
export const right = <A = never, E = never>(value: A): Either<E, A> => ({
  _tag: 'Right',
  right: value,
});

/** Tells whether an `Either` is a `Left`. */
export const isLeft = <E>(either: Either<E, unknown>): either is Left<E> => either._tag === 'Left';

/** Tells whether an `Either` is a `Right`. */
export const isRight = <A>(either: Either<unknown, A>): either is Right<A> =>
  either._tag === 'Right';
