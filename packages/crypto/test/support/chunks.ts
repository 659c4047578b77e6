/**
 * Chunks for the tests of streams.
 *
 * @module
 */
import type { Bytes } from '../../src/index.ts';

/** Gives bytes in chunks of one size. */
export async function* chunked(bytes: Bytes, size: number): AsyncGenerator<Bytes> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
