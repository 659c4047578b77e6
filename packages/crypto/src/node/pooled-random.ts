/**
 * Random bytes of OpenSSL, drawn in bulk.
 *
 * @module
 */
import { randomFillSync } from 'node:crypto';
import type { RandomBytes } from '../cipher/primitives.ts';

/** Sixteen draws of 32 bytes. */
const POOL_BYTES = 512;

/**
 * Makes a generator that draws 512 bytes at a time, since a call of OpenSSL's generator takes as
 * long as a key derivation, however few bytes it draws (measured).
 *
 * Bytes are overwritten in the pool as they are given out. Until then they lie in the memory of the
 * process, as does the state of OpenSSL's generator, from which they could be computed too.
 */
export const pooledRandom = (): RandomBytes => {
  const pool = new Uint8Array(POOL_BYTES);
  let at = POOL_BYTES;
  return (bytes) => {
    if (bytes > POOL_BYTES) return randomFillSync(new Uint8Array(bytes));
    if (at + bytes > POOL_BYTES) {
      randomFillSync(pool);
      at = 0;
    }
    const drawn = pool.slice(at, at + bytes);
    pool.fill(0, at, at + bytes);
    at += bytes;
    return drawn;
  };
};
