/**
 * The one door to sorted-btree: persistent sorted maps, so that changing one of 100,000 clusters
 * copies a handful of nodes.
 *
 * A raw tree can be changed in place and its `with` overwrites only when asked to; neither leaves
 * this file.
 *
 * @module
 */
import type sorted from 'sorted-btree';
import { EmptyBTree } from 'sorted-btree';

/** A key that trees can hold: text, or an instant and a text. */
export type TreeKey = string | readonly [instant: number, text: string];

/** A sorted map that never changes in place. */
export type ReadonlyTree<Key extends TreeKey, Value> = {
  readonly size: number;
  /** The value at a key. */
  get(key: Key): Value | undefined;
  /** Entries in order of key, from the given key on. */
  entries(lowest?: Key): IterableIterator<[Key, Value]>;
  /** Values in order of key. */
  values(): IterableIterator<Value>;
  /** The smallest key. */
  minKey(): Key | undefined;
};

/**
 * The class of trees, reached through a named export: tools disagree on what the default import of
 * a CommonJS module is. Node, esbuild and webpack give all its exports; Rollup, Vite 6 and 7, Bun
 * and Babel the one that is called `default`.
 */
const Tree = EmptyBTree.constructor as typeof sorted.default;

type Raw<Key, Value> = InstanceType<typeof Tree<Key, Value>>;

const textOrder = (a: string, b: string): number => {
  if (a === b) return 0;
  return a < b ? -1 : 1;
};

const order = (a: TreeKey, b: TreeKey): number => {
  if (typeof a === 'string' || typeof b === 'string') return textOrder(String(a), String(b));
  return a[0] - b[0] || textOrder(a[1], b[1]);
};

/** The tree that holds nothing. */
export const emptyTree = <Key extends TreeKey, Value>(): ReadonlyTree<Key, Value> => {
  const tree = new Tree<Key, Value>(undefined, order);
  tree.freeze();
  return tree;
};

/** One writing of a tree: a value to put at a key, or `undefined` to take the key away. */
export type TreeWriting<Key, Value> = readonly [key: Key, value: Value | undefined];

/**
 * Makes a tree with some keys written, leaving the given one as it was; it is the given one when
 * there is nothing to write. O(log n) for each.
 *
 * @param tree - made by {@link emptyTree} or by this function
 * @param writings - applied in order
 */
export const written = <Key extends TreeKey, Value>(
  tree: ReadonlyTree<Key, Value>,
  writings: readonly TreeWriting<Key, Value>[],
): ReadonlyTree<Key, Value> => {
  if (writings.length === 0) return tree;
  const copy = (tree as Raw<Key, Value>).clone();
  for (const [key, value] of writings) {
    if (value === undefined) copy.delete(key);
    else copy.set(key, value);
  }
  copy.freeze();
  return copy;
};
