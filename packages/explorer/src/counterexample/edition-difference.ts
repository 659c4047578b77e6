/**
 * Rules told by what sets them apart from a released edition.
 *
 * @module
 */
import { editions, type Edition } from '@hsm-lifecycle/core';
import { canonicalJson } from '@hsm-lifecycle/core/codec';

/** A released edition, and the members in which rules differ from it; durations one by one. */
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

const against = (base: Edition, edition: Edition): Readonly<Record<string, unknown>> => {
  const { durations, ...changes } = differing(base, edition);
  return durations === undefined
    ? changes
    : { ...changes, durations: differing(base.durations, edition.durations) };
};

/** Tells rules by the edition that they differ from least. */
export const editionChanges = (edition: Edition): EditionDifference => {
  const told = Object.entries(editions).map(([base, its]): EditionDifference => ({
    base,
    changes: against(its, edition),
  }));
  const size = ({ changes }: EditionDifference): number => canonicalJson(changes).length;
  return told.reduce((least, it) => (size(it) < size(least) ? it : least));
};
