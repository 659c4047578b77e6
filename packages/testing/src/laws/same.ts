/**
 * Equality of fleets and of plain values, without serializing them.
 *
 * @module
 */
import type { Fleet } from '@hsm-lifecycle/core/fleet';

type Plain = Readonly<Record<string, unknown>>;

const isPlain = (value: unknown): value is Plain => typeof value === 'object' && value !== null;

const sameMembers = (a: Plain, b: Plain): boolean => {
  for (const name of Object.keys(a))
    if (a[name] !== b[name] && !same(a[name], b[name])) return false;
  for (const name of Object.keys(b))
    if (a[name] === undefined && b[name] !== undefined) return false;
  return true;
};

/**
 * Compares plain values deeply. It does not look into shared values, so it is fast where most are.
 * A member that is `undefined` counts as absent.
 */
export const same = (a: unknown, b: unknown): boolean => {
  if (Object.is(a, b)) return true;
  return isPlain(a) && isPlain(b) && Array.isArray(a) === Array.isArray(b) && sameMembers(a, b);
};

/** An account without clusters and HSMs in a region counts as absent. */
const used = (usage: Fleet['usage']): Plain =>
  Object.fromEntries([...usage.entries()].filter(([, { clusters, hsms }]) => clusters + hsms > 0));

const parts = ({ asOf, edition, seed, quotas, regionQuotas, usage, lost, started }: Fleet) => ({
  asOf,
  edition,
  seed,
  quotas,
  regionQuotas,
  usage: used(usage),
  lost,
  started,
});

const TREES = ['holders', 'agenda', 'aliases', 'forgotten'] as const;

/**
 * Compares two fleets, derived parts (agenda, usage) included. Much faster than `equalFleets` where
 * one fleet came from the other.
 */
export const sameFleets = (a: Fleet, b: Fleet): boolean =>
  a === b ||
  (same(parts(a), parts(b)) &&
    TREES.every(
      (tree) => a[tree] === b[tree] || same([...a[tree].entries()], [...b[tree].entries()]),
    ));
