/**
 * How an edition differs from a released one.
 *
 * @module
 */
import { editions, type Edition } from '@hsm-lifecycle/core';
import { canonicalJson } from '@hsm-lifecycle/core/codec';

/** A released edition by name, and the members that differ from it; durations one by one. */
export type EditionDifference = {
  readonly base: string;
  readonly changes: Readonly<Record<string, unknown>>;
};

const isSame = (a: unknown, b: unknown): boolean => canonicalJson([a]) === canonicalJson([b]);

const differing = (from: object, to: object): Readonly<Record<string, unknown>> => {
  const before = new Map<string, unknown>(Object.entries(from));
  return Object.fromEntries(
    Object.entries(to).filter(([name, value]) => !isSame(value, before.get(name))),
  );
};

const changesFrom = (base: Edition, edition: Edition): Readonly<Record<string, unknown>> => {
  const { durations, ...changes } = differing(base, edition);
  return durations === undefined
    ? changes
    : { ...changes, durations: differing(base.durations, edition.durations) };
};

/** Finds the released edition that differs least, and how. */
export const editionDifference = (edition: Edition): EditionDifference => {
  const differences = Object.entries(editions).map(([base, released]): EditionDifference => ({
    base,
    changes: changesFrom(released, edition),
  }));
  const size = ({ changes }: EditionDifference): number => canonicalJson(changes).length;
  return differences.reduce((least, it) => (size(it) < size(least) ? it : least));
};
