/**
 * The nonce of a frame: seven zero bytes, the frame's number from 0, and 1 for the last frame (the
 * STREAM construction's idea).
 *
 * A payload key seals one payload only, so a counter never repeats a nonce. A frame that is moved
 * or repeated does not open, nor does a truncated payload.
 *
 * @module
 */
import type { Bytes } from '../kernel/bytes.ts';

/** Offsets of the frame's number and of the mark of the last frame. */
const [INDEX_AT, LAST_AT, NONCE_BYTES] = [7, 11, 12];

/** Writes the 12-byte nonce of frame `index`, from 0 to 2^32-1. */
export const frameNonce = (index: number, isLast: boolean): Bytes => {
  const nonce = new Uint8Array(NONCE_BYTES);
  new DataView(nonce.buffer).setUint32(INDEX_AT, index);
  nonce[LAST_AT] = isLast ? 1 : 0;
  return nonce;
};
