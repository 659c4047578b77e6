/**
 * What a judge says.
 *
 * @module
 */
import type { Either } from 'fp-ts/lib/Either.js';
import type { Verdict } from '../run/ledger.ts';
import type { Unfound } from '../run/reference.ts';

/** Whether it is so, what was expected, what was found. */
export type Judgement = Pick<Verdict, 'passed' | 'expected' | 'found'> & {
  readonly data?: unknown;
};

/** A judgement, or the reference that means nothing. */
export type Judged = Either<Unfound, Judgement>;
