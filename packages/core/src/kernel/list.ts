/**
 * Frozen arrays at the speed of plain ones.
 *
 * V8 runs `find`, `filter`, `slice` and `with` on a frozen array 27 to 90 times slower than on a
 * plain one (measured on Node 20). Spreading a frozen array costs the same as a plain one, so these
 * spread first.
 *
 * @module
 */

/**
 * A plain copy to loop over: copying and looping takes a third of the time of looping over the
 * frozen array (measured).
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

/** Returns the items that match, in a new frozen array. */
export const kept = <Item>(
  items: readonly Item[],
  matches: (item: Item) => boolean,
): readonly Item[] => Object.freeze([...items].filter(matches));

/** Adds one item at the end, in a new frozen array. */
export const appended = <Item>(items: readonly Item[], item: Item): readonly Item[] =>
  Object.freeze([...items, item]);

/** Maps each item, in a new frozen array; returns the array itself if no item changed. */
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

/** The empty array. */
export const none: readonly never[] = Object.freeze([]);

/**
 * Replaces the first item that matches, in a new frozen array; returns the array itself if none
 * does. Stops at the match, since comparing ids with a common prefix is slow.
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

/** Like {@link replaced}, but the last item that matches. */
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

/** Removes the first item that matches, in a new frozen array. */
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
