/**
 * Equality of fleets.
 *
 * @module
 */
import { equal } from '../kernel/equal.ts';
import type { ReadonlyTree, TreeKey } from '../kernel/tree.ts';
import type { Fleet } from './fleet.ts';

const sameEntries = <Key extends TreeKey, Value>(
  a: ReadonlyTree<Key, Value>,
  b: ReadonlyTree<Key, Value>,
): boolean => {
  if (a === b) return true;
  if (a.size !== b.size) return false;
  const others = b.entries();
  for (const entry of a.entries()) if (!equal(entry, others.next().value)) return false;
  return true;
};

/** A fleet without its trees; usage and agenda follow from the holders. */
const facts = ({
  asOf,
  edition,
  seed,
  quotas,
  regionQuotas,
  lost,
  lostZones,
  zonesWithoutHsms,
  started,
}: Fleet) => ({
  asOf,
  edition,
  seed,
  quotas,
  regionQuotas,
  lost,
  lostZones,
  zonesWithoutHsms,
  started,
});

/**
 * Tells whether two fleets are equal: whether `fleetToJson` gives the same text for both.
 *
 * Never compare fleets by structure: equal trees may differ inside, depending on the order in which
 * they were written.
 */
export const equalFleets = (a: Fleet, b: Fleet): boolean =>
  a === b ||
  (equal(facts(a), facts(b)) &&
    sameEntries(a.holders, b.holders) &&
    sameEntries(a.aliases, b.aliases) &&
    sameEntries(a.forgotten, b.forgotten));
