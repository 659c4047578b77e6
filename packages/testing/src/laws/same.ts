/**
 * Whether two estates say the same, without writing either of them down.
 *
 * @module
 */
import type { Fleet } from '@hsm-lifecycle/core';

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const members = (value: object): ReadonlyMap<string, unknown> =>
  new Map(Object.entries(value).filter(([, member]) => member !== undefined));

/** Compares plain values; what is shared is not looked into, so it costs little where almost everything is. */
const same = (a: unknown, b: unknown): boolean => {
  if (Object.is(a, b)) return true;
  if (!isObject(a) || !isObject(b) || Array.isArray(a) !== Array.isArray(b)) return false;
  const [ours, theirs] = [members(a), members(b)];
  if (ours.size !== theirs.size) return false;
  for (const [name, member] of ours) if (!theirs.has(name) || !same(member, theirs.get(name))) return false;
  return true;
};

const parts = ({ now, rules, seed, quotas, regionQuotas, usage, lost, started }: Fleet) => ({
  now,
  rules,
  seed,
  quotas,
  regionQuotas,
  usage,
  lost,
  started,
});

const TREES = ['holders', 'agenda', 'aliases'] as const;

/** Tells whether two estates say the same, what is derived (agenda, usage) included. Much faster than `equalFleets` where one has grown from the other. */
export const sameFleets = (a: Fleet, b: Fleet): boolean =>
  a === b ||
  (same(parts(a), parts(b)) && TREES.every((tree) => a[tree] === b[tree] || same([...a[tree].entries()], [...b[tree].entries()])));
