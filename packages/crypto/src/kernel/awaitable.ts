/**
 * Values that may be promises.
 *
 * @module
 */
import type { Awaitable } from './bytes.ts';

/** Tells whether a value is a promise. */
export const isPromise = <T>(value: Awaitable<T>): value is Promise<T> =>
  typeof value === 'object' &&
  value !== null &&
  'then' in value &&
  typeof value.then === 'function';

/** Continues with a value: at once, or when its promise resolves. */
export const chain = <A, B>(value: Awaitable<A>, next: (value: A) => Awaitable<B>): Awaitable<B> =>
  isPromise(value) ? value.then(next) : next(value);
