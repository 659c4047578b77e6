/**
 * A short name for a long text.
 *
 * @module
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';

/** 64 bits, in two halves; each a whole number below 2^32. */
export type Fingerprint = { readonly high: number; readonly low: number };

/** Where the second half begins. */
const HALF_BYTES = 4;

/**
 * Names bytes by the first 64 bits of their SHA-256.
 *
 * @returns the same for the same bytes, on every machine
 */
export const fingerprintOfBytes = (bytes: Uint8Array): Fingerprint => {
  const { buffer, byteOffset, byteLength } = sha256(bytes);
  const digest = new DataView(buffer, byteOffset, byteLength);
  return { high: digest.getUint32(0), low: digest.getUint32(HALF_BYTES) };
};

/** Names a text by its UTF-8 bytes. */
export const fingerprint = (text: string): Fingerprint => fingerprintOfBytes(utf8ToBytes(text));

const HALF = 2 ** 32;

/**
 * How likely it is that any two of so many different texts share a fingerprint: then one of them
 * was taken for the other.
 *
 * @returns at most about this; a million texts, 1 in 37 million
 */
export const collisionProbability = (texts: number): number => (texts * (texts - 1)) / 2 / HALF / HALF;
