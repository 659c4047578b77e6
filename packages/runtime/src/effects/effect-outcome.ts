/**
 * How an effect ended.
 *
 * @module
 */
import { explain } from '@hsm-lifecycle/core';
import { cryptoSentences, type CryptoError } from '@hsm-lifecycle/crypto';
import { right, type Either } from '../kernel/either.ts';
import type { RecordRefusal } from '../store/refusals.ts';
import { storeSentences } from '../store/store-sentences.ts';

/** The effect failed for good, with a reason that clients may read. */
export type Failed = { readonly outcome: 'FAILED'; readonly reason: string };

/** Done, or failed for good. */
export type EffectOutcome = { readonly outcome: 'SUCCEEDED' } | Failed;

/** The effect failed for good. */
export const failed = (reason: string): Either<never, Failed> =>
  right({ outcome: 'FAILED', reason });

/** Tells a failure from whatever an effect made. */
export const isFailed = (made: object): made is Failed =>
  'outcome' in made && made.outcome === 'FAILED';

const books = [storeSentences, cryptoSentences];

/** Why an effect cannot be performed. */
export type EffectError = RecordRefusal | CryptoError;

/** An error that ends its effect, as a sentence for clients. */
export const failedBy = (error: EffectError): Either<never, Failed> =>
  failed(explain(error, { books }));
