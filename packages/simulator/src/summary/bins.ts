/**
 * Log-linear bins of whole numbers: exact below 64, then 32 bins an octave, so that a value is
 * known to 3 %. The borders are whole numbers, so nothing is rounded.
 *
 * @module
 */

const PER_OCTAVE = 32;
const PER_OCTAVE_BITS = 5;
const WORD = 2 ** 32;
const WORD_BITS = 32;

/** How often a whole number can be halved: the floor of its binary logarithm. */
const exponentOf = (value: number): number => {
  const high = Math.floor(value / WORD);
  const top = high > 0 ? high : value;
  return WORD_BITS - 1 - Math.clz32(top) + (high > 0 ? WORD_BITS : 0);
};

/**
 * The bin of a value.
 *
 * @param value - a whole number from 0 to 2^53
 */
export const binOf = (value: number): number => {
  if (value < PER_OCTAVE) return value;
  const shift = exponentOf(value) - PER_OCTAVE_BITS;
  return shift * PER_OCTAVE + Math.floor(value / 2 ** shift);
};

/** The least value in a bin. The next bin's is one more than the greatest. */
export const edgeOf = (bin: number): number => {
  if (bin < 2 * PER_OCTAVE) return bin;
  const shift = Math.floor(bin / PER_OCTAVE) - 1;
  return (bin - shift * PER_OCTAVE) * 2 ** shift;
};
