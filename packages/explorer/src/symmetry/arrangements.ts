/**
 * The orders in which a set's items may be written.
 *
 * @module
 */

/** The most orders tried. Beyond it, some equal states are told apart: slower, but not wrong. */
const ARRANGEMENTS_MAX = 24;
/** Four items have 24 orders. */
const GROUP_MAX = 4;

const permutations = <Item>(items: readonly Item[]): readonly (readonly Item[])[] => {
  if (items.length < 2) return [items];
  return items.flatMap((item, index) =>
    permutations(items.toSpliced(index, 1)).map((rest) => [item].concat(rest)),
  );
};

/** Groups the items that have the same text, sorted by text. */
const groups = <Item>(
  items: readonly Item[],
  textOf: (item: Item) => string,
): readonly (readonly Item[])[] => {
  const byText = new Map<string, Item[]>();
  for (const item of items) {
    const text = textOf(item);
    byText.set(text, [...(byText.get(text) ?? []), item]);
  }
  return [...byText].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
};

/**
 * Lists the orders of a set once it is sorted by the items' own texts: one, unless some texts are
 * the same.
 *
 * @param items - in any order
 * @param textOf - an item's text by itself
 */
export const arrangements = <Item>(
  items: readonly Item[],
  textOf: (item: Item) => string,
): readonly (readonly Item[])[] => {
  if (items.length < 2) return [items];
  let orders: readonly (readonly Item[])[] = [[]];
  for (const group of groups(items, textOf)) {
    const ways = group.length <= GROUP_MAX ? permutations(group) : [group];
    const taken = orders.length * ways.length <= ARRANGEMENTS_MAX ? ways : [group];
    orders = orders.flatMap((order) => taken.map((way) => order.concat(way)));
  }
  return orders;
};
