/**
 * Detects a random number generator that repeats its values.
 *
 * Like the continuous test of FIPS 140-2 §4.9.2, but over the last 16 draws, so that it also
 * detects a short cycle.
 *
 * @module
 */
import type { Bytes, Sha256 } from '../kernel/bytes.ts';
import { refusal } from '../kernel/refusal.ts';
import type { RandomBytes } from './primitives.ts';

/** How many draws are remembered, by their hashes. */
const DRAWS_REMEMBERED = 16;

const MARK_BYTES = 6;

/** The first 48 bits of a hash, which fit a number: two draws share them by chance once in 2^48. */
const markOf = (hash: Bytes): number =>
  hash.subarray(0, MARK_BYTES).reduce((mark, byte) => mark * 256 + byte, 0);

/** Wraps a generator: a draw that equals one of the last 16 throws the refusal `KeyReused`. */
export const freshDraws = (random: RandomBytes, sha256: Sha256): RandomBytes => {
  const seen: number[] = [];
  return (bytes): Bytes => {
    const drawn = random(bytes);
    const mark = markOf(sha256(drawn));
    if (seen.includes(mark)) throw refusal({ _tag: 'KeyReused' });
    seen.push(mark);
    if (seen.length > DRAWS_REMEMBERED) seen.shift();
    return drawn;
  };
};
