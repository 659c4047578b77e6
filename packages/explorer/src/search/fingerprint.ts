/**
 * 64-bit fingerprints of states.
 *
 * @module
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';

/** 64 bits in two halves, each an integer below 2^32. */
export type Fingerprint = { readonly high: number; readonly low: number };

/** The offset of the second half. */
const HALF_BYTES = 4;

/** Takes the first 64 bits of the SHA-256 of some bytes. */
export const fingerprintOfBytes = (bytes: Uint8Array): Fingerprint => {
  const { buffer, byteOffset, byteLength } = sha256(bytes);
  const digest = new DataView(buffer, byteOffset, byteLength);
  return { high: digest.getUint32(0), low: digest.getUint32(HALF_BYTES) };
};

/** Takes the fingerprint of a text's UTF-8 bytes. */
export const fingerprint = (text: string): Fingerprint => fingerprintOfBytes(utf8ToBytes(text));

const HALF = 2 ** 32;

/**
 * The probability that any two of so many different states share a fingerprint.
 *
 * @returns an upper bound by the birthday problem; for a million states, 1 in 37 million
 */
export const collisionProbability = (states: number): number =>
  (states * (states - 1)) / 2 / HALF / HALF;
