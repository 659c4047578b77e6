/**
 * Values that may still be on their way.
 *
 * @module
 */
import type { Awaitable } from './bytes.ts';

/** Tells a promise from a value. */
export const isPromise = <T>(value: Awaitable<T>): value is Promise<T> =>
  typeof value === 'object' &&
  value !== null &&
  'then' in value &&
  typeof value.then === 'function';

/** Goes on with a value: now, or once it is there. */
export const chain = <A, B>(value: Awaitable<A>, next: (value: A) => Awaitable<B>): Awaitable<B> =>
  isPromise(value) ? value.then(next) : next(value);
