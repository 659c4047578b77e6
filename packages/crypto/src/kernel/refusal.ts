/**
 * Carries a refusal through code that can only throw: a provider's methods, and async iterables.
 *
 * @module
 */
import type { CryptoError } from './errors.ts';
import { explain } from './explain.ts';

/** An `Error` whose `refusal` is the data; its message is `explain(refusal)`. */
export type RefusalError = Error & { readonly refusal: CryptoError };

const ours = new WeakSet();

/** Makes the `Error` that carries a refusal. */
export const refusal = (error: CryptoError): RefusalError => {
  const thrown = Object.assign(new Error(explain(error)), { name: error._tag, refusal: error });
  ours.add(thrown);
  return thrown;
};

const isOurs = (thrown: unknown): thrown is RefusalError =>
  typeof thrown === 'object' && thrown !== null && ours.has(thrown);

/**
 * Reads the refusal off what was thrown.
 *
 * @param thrown - anything
 * @returns the data when this package made the error; undefined for everything else, look-alikes
 *   included
 */
export const cryptoErrorOf = (thrown: unknown): CryptoError | undefined =>
  isOurs(thrown) ? thrown.refusal : undefined;
