/**
 * One rule of the book.
 *
 * @module
 */
import type { RuleId } from './rule-id.ts';

/**
 * How sure a rule is: AWS says so; its service model does; seen of the service; read between the
 * lines; chosen here.
 */
export type Confidence = 'documented' | 'modelled' | 'observed' | 'inferred' | 'assumed';

/** What a rule says, in one sentence, and who says so. */
export type RuleText = {
  readonly statement: string;
  readonly source: string;
  readonly confidence: Confidence;
};

/** A rule of the book. */
export type Rule = RuleText & { readonly id: RuleId };
