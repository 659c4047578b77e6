/**
 * A refusal in English.
 *
 * @module
 */
import { ruleOf } from './rule-book.ts';
import type { AnyRefusal } from './any-refusal.ts';
import { sentences } from './sentences.ts';

/**
 * Explains a refusal: what is the case, what would make the command legal, and the rule with its
 * source.
 *
 * @param refusal - from any function of this package
 * @example
 * explain({ _tag: 'SameRegion', rule: 'U-15', region: 'eu-west-1' });
 * // => 'The backup is in eu-west-1 already. Choose another region. (U-15: A backup is copied to another region than its own; copies may be copied, and duplicates are allowed. Source: undocumented by AWS; our choice.)'
 */
export const explain = (refusal: AnyRefusal): string => {
  const [whatIs, whatHelps] = (
    sentences[refusal._tag] as (it: AnyRefusal) => readonly [string, string]
  )(refusal);
  const { id, statement, source } = ruleOf(refusal.rule);
  return `${whatIs} ${whatHelps} (${id}: ${statement} Source: ${source}.)`;
};
