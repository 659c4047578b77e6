/**
 * The nonce of a frame: seven zero bytes, the frame's number from 0, and 1 for the last frame (the STREAM construction's idea).
 *
 * A payload key seals one payload only, so a counter never repeats a nonce; and a frame moved, repeated or cut off no longer opens.
 *
 * @module
 */
import { type Bytes, concat, uint } from '../kernel/bytes.ts';

/** Writes the 12-byte nonce of frame `index`, from 0 to 2^32-1. */
export const frameNonce = (index: number, isLast: boolean): Bytes =>
  concat(new Uint8Array(7), uint(index, 4), Uint8Array.of(isLast ? 1 : 0));
