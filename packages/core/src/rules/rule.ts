/**
 * One rule of the book.
 *
 * @module
 */
import type { RuleId } from './rule-id.ts';

/**
 * How certain a rule is: documented by AWS; in its service model; observed; inferred from the
 * documentation; chosen here.
 */
export type Confidence = 'documented' | 'modelled' | 'observed' | 'inferred' | 'assumed';

/** The statement of a rule, in one sentence, and its source. */
export type RuleText = {
  readonly statement: string;
  readonly source: string;
  readonly confidence: Confidence;
};

/** A rule of the book. */
export type Rule = RuleText & { readonly id: RuleId };
