/**
 * Four readings and writings of frozen arrays that stay as fast as on plain ones.
 *
 * V8 runs `find`, `filter`, `slice` and `with` on a frozen array 27 to 90 times slower than on a
 * plain one (measured on Node 20), while spreading a frozen array costs what spreading a plain one
 * costs. So these spread first.
 *
 * @module
 */

/**
 * A plain copy, for a loop of one's own: copying and looping costs a third of looping over the
 * frozen array.
 */
export const plainCopy = <Item>(items: readonly Item[]): Item[] => [...items];

/** Finds the first item that matches. */
export const found = <Item>(
  items: readonly Item[],
  matches: (item: Item) => boolean,
): Item | undefined => [...items].find(matches);

/** Finds the last item that matches. */
export const foundLast = <Item>(
  items: readonly Item[],
  matches: (item: Item) => boolean,
): Item | undefined => {
  const plain = [...items];
  for (let index = plain.length - 1; index >= 0; index -= 1) {
    const item = plain[index];
    if (item !== undefined && matches(item)) return item;
  }
  return undefined;
};

/** Keeps the items that match, in a new frozen array. */
export const kept = <Item>(
  items: readonly Item[],
  matches: (item: Item) => boolean,
): readonly Item[] => Object.freeze([...items].filter(matches));

/** Adds one item at the end, in a new frozen array. */
export const appended = <Item>(items: readonly Item[], item: Item): readonly Item[] =>
  Object.freeze([...items, item]);

/** Maps each item, in a new frozen array; the array itself when no item changed. */
export const mapped = <Item>(
  items: readonly Item[],
  change: (item: Item) => Item,
): readonly Item[] => {
  const plain = [...items];
  let touched = false;
  for (let index = 0; index < plain.length; index += 1) {
    const item = plain[index] as Item;
    const after = change(item);
    if (after === item) continue;
    plain[index] = after;
    touched = true;
  }
  return touched ? Object.freeze(plain) : items;
};

/** The array of nothing. */
export const none: readonly never[] = Object.freeze([]);

/**
 * Puts another item in the place of the first that matches, in a new frozen array; the array itself
 * when none does. Stops looking there: comparing ids that begin alike is slow.
 */
export const replaced = <Item>(
  items: readonly Item[],
  matches: (item: Item) => boolean,
  change: (item: Item) => Item,
): readonly Item[] => {
  const plain = [...items];
  const index = plain.findIndex(matches);
  if (index < 0) return items;
  plain[index] = change(plain[index] as Item);
  return Object.freeze(plain);
};

/** The same, from the end. */
export const replacedLast = <Item>(
  items: readonly Item[],
  matches: (item: Item) => boolean,
  change: (item: Item) => Item,
): readonly Item[] => {
  const plain = [...items];
  const index = plain.findLastIndex(matches);
  if (index < 0) return items;
  plain[index] = change(plain[index] as Item);
  return Object.freeze(plain);
};

/** Takes the first item out that matches, in a new frozen array. */
export const without = <Item>(
  items: readonly Item[],
  matches: (item: Item) => boolean,
): readonly Item[] => {
  const plain = [...items];
  const index = plain.findIndex(matches);
  if (index < 0) return items;
  plain.splice(index, 1);
  return Object.freeze(plain);
};
