/**
 * The only module that imports sorted-btree: persistent sorted maps, so that changing one of
 * 100,000 clusters copies only a few nodes.
 *
 * A raw tree is mutable, and its `with` overwrites only on request, so raw trees never leave this
 * file.
 *
 * @module
 */
import type sorted from 'sorted-btree';
import { EmptyBTree } from 'sorted-btree';

/** A key of a tree: text, or an instant and a text. */
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
 * The tree class, reached through a named export, since tools disagree on the default import of a
 * CommonJS module: Node, esbuild and webpack give all its exports; Rollup, Vite 6 and 7, Bun and
 * Babel only the one named `default`.
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

/** The empty tree. */
export const emptyTree = <Key extends TreeKey, Value>(): ReadonlyTree<Key, Value> => {
  const tree = new Tree<Key, Value>(undefined, order);
  tree.freeze();
  return tree;
};

/** One write to a tree: the value for a key, or `undefined` to remove the key. */
export type TreeWriting<Key, Value> = readonly [key: Key, value: Value | undefined];

/**
 * Makes a changed tree and leaves the given one unchanged; returns the given one if there is
 * nothing to write. O(log n) per write.
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
