/**
 * The rule book: every rule as data.
 *
 * @module
 */
import { own } from '../kernel/own.ts';
import { choices, modelRules } from './choices.ts';
import { facts } from './facts.ts';
import type { Rule, RuleText } from './rule.ts';
import type { RuleId } from './rule-id.ts';

const texts: Readonly<Record<RuleId, RuleText>> = { ...facts, ...choices, ...modelRules };

const findRule = (id: string): Rule | undefined => {
  const text = own<RuleText>(texts, id);
  return text && { id: id as RuleId, ...text };
};

/** Finds a rule by its id; `undefined` for any other text. */
export const ruleOf = findRule as {
  (id: RuleId): Rule;
  (id: string): Rule | undefined;
};

const groupOf = (id: RuleId): number => 'FUM'.indexOf(id.charAt(0));
const numberOf = (id: RuleId): number => Number(id.slice(2));

/** Every rule: facts, choices, the model's own; each group in order of number. */
export const ruleBook: readonly Rule[] = Object.freeze(
  (Object.keys(texts) as RuleId[])
    .toSorted((a, b) => groupOf(a) - groupOf(b) || numberOf(a) - numberOf(b))
    .map((id) => Object.freeze(ruleOf(id))),
);
