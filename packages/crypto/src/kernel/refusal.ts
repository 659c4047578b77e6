/**
 * Carries an error of this package through code that can only throw: a provider's methods, and
 * async iterables.
 *
 * @module
 */
import type { CryptoError } from './errors.ts';
import { messageOf } from './sentences.ts';

/** An `Error` whose `refusal` is the data. Its message is what `explain` says of it. */
export type RefusalError = Error & { readonly refusal: CryptoError };

const ours = new WeakSet();

/** Makes the `Error` that carries an error of this package. */
export const refusal = (error: CryptoError): RefusalError => {
  const thrown = Object.assign(new Error(messageOf(error)), {
    name: error._tag,
    refusal: error,
  });
  ours.add(thrown);
  return thrown;
};

const isOurs = (thrown: unknown): thrown is RefusalError =>
  typeof thrown === 'object' && thrown !== null && ours.has(thrown);

/**
 * Takes the data out of an exception.
 *
 * @param thrown - anything that was caught
 * @returns undefined unless this package made the exception; look-alikes are not trusted
 */
export const cryptoErrorOf = (thrown: unknown): CryptoError | undefined =>
  isOurs(thrown) ? thrown.refusal : undefined;
