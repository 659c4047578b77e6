/**
 * Random draws, from fast-check or from a seed.
 *
 * @module
 */
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Draws an integer from 0 up to, but not including, a limit. */
export type Draw = (below: number) => number;

/** Makes draws from a seed, an integer. The same seed always draws the same numbers. */
export const drawFrom = (seed: number): Draw => {
  const generator = xoroshiro128plus(seed);
  return (below) => uniformInt(generator, 0, below - 1);
};

/** Draws one of some items; `undefined` if there is none. */
export const drawAnyOf = <Item>(draw: Draw, items: readonly Item[]): Item | undefined =>
  items[draw(Math.max(1, items.length))];

/** Draws one of a non-empty list. */
export const drawOneOf = <Item>(draw: Draw, items: readonly [Item, ...Item[]]): Item =>
  drawAnyOf(draw, items) ?? items[0];

const PER_MILLE = 1000;

/** `true` with a probability from 0 to 1. */
export const chance = (draw: Draw, share: number): boolean => draw(PER_MILLE) < share * PER_MILLE;

/** An item that is drawn in proportion to its weight. */
export type Weighted<Item> = readonly [weight: number, item: Item];

/** Draws one of some weighted items. */
export const drawWeighted = <Item>(
  draw: Draw,
  items: readonly [Weighted<Item>, ...Weighted<Item>[]],
): Item => {
  let rest = draw(items.reduce((sum, [weight]) => sum + weight, 0));
  for (const [weight, item] of items) {
    if (rest < weight) return item;
    rest -= weight;
  }
  return items[0][1];
};
