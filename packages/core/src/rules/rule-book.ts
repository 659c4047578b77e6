/**
 * The rule book: every rule as data.
 *
 * @module
 */
import { choices, modelRules } from './choices.ts';
import { facts } from './facts.ts';
import type { Rule, RuleText } from './rule.ts';
import type { RuleId } from './rule-id.ts';

const texts: Readonly<Record<RuleId, RuleText>> = { ...facts, ...choices, ...modelRules };

/** Finds a rule by its id. */
export const ruleOf = (id: RuleId): Rule => ({ id, ...texts[id] });

/** Every rule: facts, choices, the model's own; each group in order of number. */
export const ruleBook: readonly Rule[] = Object.freeze(
  (Object.keys(texts) as RuleId[]).map((id) => Object.freeze(ruleOf(id))),
);
