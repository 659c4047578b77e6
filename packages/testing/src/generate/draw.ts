/**
 * Drawing lots, from whatever source of chance there is.
 *
 * @module
 */

/** Draws a whole number from 0 to just below a limit. */
export type Draw = (below: number) => number;

/** mulberry32: small, and good enough to wander about. The same seed draws the same numbers for ever. */
export const drawFrom = (seed: number): Draw => {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
};

/** Draws one of some items; `undefined` when there is none. */
export const anyOf = <Item>(draw: Draw, items: readonly Item[]): Item | undefined => items[draw(Math.max(1, items.length))];

/** Draws one of items of which there is at least one. */
export const oneOf = <Item>(draw: Draw, items: readonly [Item, ...Item[]]): Item => anyOf(draw, items) ?? items[0];

const PER_MILLE = 1000;

/** Decides by lot: `true` in a share of cases from 0 to 1. */
export const chance = (draw: Draw, share: number): boolean => draw(PER_MILLE) < share * PER_MILLE;

/** Something that is drawn in proportion to its weight. */
export type Weighted<Item> = readonly [weight: number, item: Item];

/** Draws one of some weighted items. */
export const weighted = <Item>(draw: Draw, items: readonly [Weighted<Item>, ...Weighted<Item>[]]): Item => {
  let rest = draw(items.reduce((sum, [weight]) => sum + weight, 0));
  for (const [weight, item] of items) {
    if (rest < weight) return item;
    rest -= weight;
  }
  return items[0][1];
};
