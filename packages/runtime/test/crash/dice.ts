/**
 * Numbers drawn from a seed.
 *
 * @module
 */
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** A number from 0 up to, but not including, 1. */
export type Dice = () => number;

/** Makes dice that give the same numbers for the same seed. */
export const dice = (seed: number): Dice => {
  const generator = xoroshiro128plus(seed);
  return () => uniformFloat64(generator);
};

/** One of the values; undefined if there are none. */
export const pick = <Value>(roll: Dice, values: readonly Value[]): Value | undefined =>
  values[Math.floor(roll() * values.length)];

/** A whole number from `least` to `most`. */
export const between = (roll: Dice, least: number, most: number): number =>
  least + Math.floor(roll() * (most - least + 1));
