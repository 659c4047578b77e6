/**
 * Rules told by what sets them apart from a released edition.
 *
 * @module
 */
import { rules as editions, type Rules } from '@hsm-lifecycle/core';
import { canonicalJson } from '@hsm-lifecycle/core/codec';

/** A released edition, and the members in which rules differ from it; durations one by one. */
export type RulesTold = {
  readonly edition: string;
  readonly changes: Readonly<Record<string, unknown>>;
};

const isSame = (a: unknown, b: unknown): boolean => canonicalJson([a]) === canonicalJson([b]);

const differing = (from: object, to: object): Readonly<Record<string, unknown>> => {
  const before = new Map<string, unknown>(Object.entries(from));
  return Object.fromEntries(
    Object.entries(to).filter(([name, value]) => !isSame(value, before.get(name))),
  );
};

const against = (edition: Rules, rules: Rules): Readonly<Record<string, unknown>> => {
  const { durations, ...changes } = differing(edition, rules);
  return durations === undefined
    ? changes
    : { ...changes, durations: differing(edition.durations, rules.durations) };
};

/** Tells rules by the edition that they differ from least. */
export const rulesTold = (rules: Rules): RulesTold => {
  const told = Object.entries(editions).map(([edition, its]): RulesTold => ({
    edition,
    changes: against(its, rules),
  }));
  const size = ({ changes }: RulesTold): number => canonicalJson(changes).length;
  return told.reduce((least, it) => (size(it) < size(least) ? it : least));
};
