/**
 * One rule of the book.
 *
 * @module
 */
import type { RuleId } from './rule-id.ts';

/**
 * How certain a rule is: documented by AWS; documented in an earlier edition of its guide; in its
 * service model; observed; inferred from any of these; chosen here.
 */
export type Confidence =
  'documented' | 'formerly documented' | 'modelled' | 'observed' | 'inferred' | 'assumed';

/** The statement of a rule, in one sentence, and its source. */
export type RuleText = {
  readonly statement: string;
  readonly source: string;
  /** Where to read it, as https addresses; none for this model's own rules. */
  readonly urls: readonly string[];
  readonly confidence: Confidence;
};

/** A rule of the book. */
export type Rule = RuleText & { readonly id: RuleId };
