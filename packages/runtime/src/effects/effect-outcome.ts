/**
 * How an effect ended.
 *
 * @module
 */
import { explain, type CryptoError } from '@hsm-lifecycle/crypto';
import type { Answer } from '../kernel/answer.ts';
import { left, right, type Either } from '../kernel/either.ts';
import type { PutError, WriteError } from '../ports/snapshot-store.ts';
import type { StorageFailed } from '../ports/storage-failed.ts';

/** Done; or failed for good, and why, as a client may read it. */
export type EffectOutcome =
  { readonly outcome: 'SUCCEEDED' } | { readonly outcome: 'FAILED'; readonly reason: string };

/** Left: the store did not work, so nothing is known, and the effect must be tried again. */
export type EffectAnswer = Answer<StorageFailed, EffectOutcome>;

/** It is done. */
export const done: Either<never, EffectOutcome> = right({ outcome: 'SUCCEEDED' });

/** It failed for good. */
export const failed = (reason: string): Either<never, EffectOutcome> =>
  right({ outcome: 'FAILED', reason });

const sentence = (error: Exclude<PutError | WriteError, StorageFailed>): string => {
  switch (error._tag) {
    case 'RecordExists':
      return `${error.holderId} has a key record already, of generation ${error.generation}.`;
    case 'RecordDestroyed':
      return `The key record of ${error.holderId} was destroyed.`;
    case 'RecordMissing':
      return `There is nothing that ${error.holderId} could have a key record for.`;
    case 'SeenBefore':
      return `A ${error.what} came twice; check the random number generator before sealing anything more.`;
  }
};

/**
 * A closed store must be tried again after the next start; any other failure of one write is the
 * end of the operation.
 */
export const effectFailure = (
  error: PutError | WriteError | CryptoError,
): Either<StorageFailed, EffectOutcome> => {
  if (error._tag === 'StorageFailed')
    return error.reason === 'CLOSED'
      ? left(error)
      : failed(`The store is ${error.reason}: ${error.detail}`);
  return error._tag === 'RecordExists' ||
    error._tag === 'RecordDestroyed' ||
    error._tag === 'RecordMissing' ||
    error._tag === 'SeenBefore'
    ? failed(sentence(error))
    : failed(explain(error));
};
