/**
 * The orders in which a set may be written down.
 *
 * @module
 */

/**
 * More than so many orders are not tried: then some scenes that are one are told apart, which costs
 * time and is no error.
 */
const ARRANGEMENTS_MAX = 24;
/** Four have 24 orders. */
const RUN_MAX = 4;

const permutations = <Item>(items: readonly Item[]): readonly (readonly Item[])[] => {
  if (items.length < 2) return [items];
  return items.flatMap((item, index) =>
    permutations(items.toSpliced(index, 1)).map((rest) => [item].concat(rest)),
  );
};

/** Runs of items that read the same. */
const runs = <Item>(
  items: readonly Item[],
  textOf: (item: Item) => string,
): readonly (readonly Item[])[] => {
  const byText = new Map<string, Item[]>();
  for (const item of items) {
    const text = textOf(item);
    byText.set(text, [...(byText.get(text) ?? []), item]);
  }
  return [...byText].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, run]) => run);
};

/**
 * Lists the orders of a set that its items' own texts leave open: one, unless some read the same.
 *
 * @param items - in any order
 * @param textOf - what an item says by itself
 */
export const arrangements = <Item>(
  items: readonly Item[],
  textOf: (item: Item) => string,
): readonly (readonly Item[])[] => {
  if (items.length < 2) return [items];
  let orders: readonly (readonly Item[])[] = [[]];
  for (const run of runs(items, textOf)) {
    const ways = run.length <= RUN_MAX ? permutations(run) : [run];
    const taken = orders.length * ways.length <= ARRANGEMENTS_MAX ? ways : [run];
    orders = orders.flatMap((order) => taken.map((way) => order.concat(way)));
  }
  return orders;
};
