/**
 * How an effect ended.
 *
 * @module
 */
import { explain } from '@hsm-lifecycle/core';
import { cryptoSentences, type CryptoError } from '@hsm-lifecycle/crypto';
import type { Answer } from '../kernel/answer.ts';
import { left, right, type Either } from '../kernel/either.ts';
import type { PutError, WriteError } from '../ports/snapshot-store.ts';
import type { StorageFailed } from '../ports/storage-failed.ts';
import { storeSentences } from '../ports/store-sentences.ts';

/** Done; or failed for good, with a reason that clients may read. */
export type EffectOutcome =
  { readonly outcome: 'SUCCEEDED' } | { readonly outcome: 'FAILED'; readonly reason: string };

/** Left: the store did not work, so the outcome is unknown and the effect must be tried again. */
export type EffectAnswer = Answer<StorageFailed, EffectOutcome>;

/** The effect is done. */
export const done: Either<never, EffectOutcome> = right({ outcome: 'SUCCEEDED' });

/** The effect failed for good. */
export const failed = (reason: string): Either<never, EffectOutcome> =>
  right({ outcome: 'FAILED', reason });

const books = [storeSentences, cryptoSentences];

/**
 * What an error means for its effect. A closed store says nothing about the effect, which is tried
 * again after the next start; any other error ends it.
 */
export const effectFailure = (
  error: PutError | WriteError | CryptoError,
): Either<StorageFailed, EffectOutcome> =>
  error._tag === 'StorageFailed' && error.reason === 'CLOSED'
    ? left(error)
    : failed(explain(error, { books }));
