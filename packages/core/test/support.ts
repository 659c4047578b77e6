/**
 * What the tests of the machine share.
 *
 * @module
 */
import type { Parameters } from 'fast-check';
import { customRules, rules, type Fleet, type Rules, type RulesChanges } from '@hsm-lifecycle/core';

const given = Number(process.env['FC_SEED']);

/** How long properties may run: seconds, not minutes. The seed is FC_SEED when that is given; a failure prints it. */
export const bounded: Parameters<unknown> = {
  numRuns: 100,
  interruptAfterTimeLimit: 4000,
  ...(Number.isInteger(given) && process.env['FC_SEED'] !== undefined && { seed: given }),
};

/** For a transition's own law. */
export const onlyFast: Parameters<unknown> = { ...bounded, numRuns: 60 };

/** The default edition but for some members. */
export const rulesWith = (changes: Omit<RulesChanges, 'name'>, base: Rules = rules.aws2026): Rules => {
  const made = customRules(base, { name: 'of-this-test', ...changes });
  if (made._tag === 'Left') throw new Error(JSON.stringify(made.left));
  return made.right;
};

/** An estate as plain values, for comparing: trees that hold the same may differ inside. */
export const plain = (fleet: Fleet): unknown => ({
  ...fleet,
  holders: [...fleet.holders.entries()],
  agenda: [...fleet.agenda.entries()],
  aliases: [...fleet.aliases.entries()],
});

/** Tells what of a value is not frozen, by path; nothing when all of it is. */
export const unfrozen = (value: unknown, path = '$', seen: Set<unknown> = new Set()): readonly string[] => {
  if (typeof value !== 'object' || value === null || seen.has(value)) return [];
  seen.add(value);
  const within = Object.entries(value).flatMap(([key, each]) => unfrozen(each, `${path}.${key}`, seen));
  return Object.isFrozen(value) ? within : [path, ...within];
};
