/**
 * A rule, with a link to where it is written.
 *
 * @module
 */
import type { JSX } from 'preact';
import type { RuleNote } from '../story/story.ts';

/** Links a rule's id to its source; plain text where the source has no address. */
export const RuleLink = ({
  id,
  rules,
}: {
  readonly id: string;
  readonly rules: Readonly<Record<string, RuleNote>>;
}): JSX.Element => {
  const rule = Object.hasOwn(rules, id) ? rules[id] : undefined;
  const title = rule === undefined ? id : `${rule.statement} (${rule.source})`;
  return rule?.url === undefined ? (
    <abbr class="rule" title={title}>
      {id}
    </abbr>
  ) : (
    <a class="rule" href={rule.url} title={title} rel="noreferrer">
      {id}
    </a>
  );
};
