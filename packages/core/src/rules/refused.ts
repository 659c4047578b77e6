/**
 * Refusals: plain data with the rule and everything needed to explain or recover.
 *
 * @module
 */
import type { Left } from '../kernel/either.ts';
import type { RuleId } from './rule-id.ts';

/** A refusal: its tag, its rule, and the facts. */
export type Refused<Tag extends string, Rule extends RuleId, Facts = unknown> = {
  readonly _tag: Tag;
  readonly rule: Rule;
} & Facts;

/** Makes a refusal. Infers the narrowest type, so that a guard's `left` needs no annotation. */
export const refused = <const Refusal extends Refused<string, RuleId>>(
  refusal: Refusal,
): Left<Refusal> => ({
  _tag: 'Left',
  left: refusal,
});
