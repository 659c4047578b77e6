/**
 * The result of judging one expectation.
 *
 * @module
 */
import type { Either } from '../kernel/either.ts';
import type { DrillVerdict } from '../ledger/ledger.ts';
import type { UnresolvedReference } from '../ledger/references.ts';

/** Whether the expectation holds, what was expected, and what was found. */
export type Judgement = Pick<DrillVerdict, 'passed' | 'expected' | 'found'> & {
  readonly data?: unknown;
};

/** A judgement. Left: a reference that cannot be resolved. */
export type JudgementOutcome = Either<UnresolvedReference, Judgement>;
