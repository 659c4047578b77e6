/**
 * Streams of random numbers, each found by its path.
 *
 * A stream's state is the SHA-256 of its path, so streams are made when they are needed, in any
 * order and on any machine, and are the same everywhere. Seeds of 32 bits would collide: they did
 * twice in 160,000 streams.
 *
 * @module
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';

/** Gives the next uniform number, greater than 0 and less than 1. */
export type Stream = () => number;

const WORD_BYTES = 4;
const WORDS = 4;
const HIGH_BITS_DROPPED = 5;
const LOW_BITS_DROPPED = 6;
const LOW = 2 ** 26;
const ALL = 2 ** 53;

/**
 * Makes the stream of a path, from its beginning.
 *
 * @param path - the parts of the path; no two lists of parts name the same stream
 */
export const streamOf = (path: readonly (string | number)[]): Stream => {
  const hash = sha256(utf8ToBytes(JSON.stringify(path)));
  const view = new DataView(hash.buffer, hash.byteOffset);
  const random = xoroshiro128plusFromState(
    Array.from({ length: WORDS }, (_, word) => view.getInt32(word * WORD_BYTES)),
  );
  return () => {
    const high = random.next() >>> HIGH_BITS_DROPPED;
    const low = random.next() >>> LOW_BITS_DROPPED;
    // Half a step off, so that neither 0 nor 1 occurs: both are infinite for some quantile.
    return (high * LOW + low + 1 / 2) / ALL;
  };
};
