/**
 * Byte strings, and the operations on them.
 *
 * @module
 */
import {
  bytesToHex,
  concatBytes,
  equalBytes,
  hexToBytes,
  utf8ToBytes,
} from '@noble/ciphers/utils.js';
import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js';

/** Bytes in memory. */
export type Bytes = Uint8Array;

/** A value, or a promise of it: what a provider may return. */
export type Awaitable<T> = T | Promise<T>;

/**
 * Copies bytes into fresh memory. Not `slice`: on a Node `Buffer` it gives a view of the same
 * memory.
 */
export const copyBytes = (bytes: Bytes): Bytes => new Uint8Array(bytes);

/** Joins byte strings. */
export const concat = (...parts: readonly Bytes[]): Bytes => concatBytes(...parts);

/** Compares two byte strings. Looks at every byte if the lengths are equal. */
export const isEqual = (a: Bytes, b: Bytes): boolean => equalBytes(a, b);

/** Writes bytes as lower-case hexadecimal digits. */
export const toHex = (bytes: Bytes): string => bytesToHex(bytes);

/** Reads hexadecimal digits. Throws a plain `Error` for anything else. */
export const fromHex = (hex: string): Bytes => hexToBytes(hex);

/** Writes text as UTF-8. */
export const utf8 = (text: string): Bytes => utf8ToBytes(text);

/** Hashes public bytes with SHA-256 (FIPS 180-4). */
export const sha256 = (bytes: Bytes): Bytes => nobleSha256(bytes);

/**
 * Writes a whole number up to 2^53-1, big-endian. Without BigInt, which takes longer than the rest
 * of a header (measured).
 */
export const uint = (value: number, bytes: 1 | 2 | 4 | 8): Bytes => {
  const out = new Uint8Array(bytes);
  for (let at = bytes - 1, rest = value; at >= 0; at -= 1, rest = Math.floor(rest / 256))
    out[at] = rest % 256;
  return out;
};

/** Writes one byte with the length of an ASCII field, then the field. */
export const lengthPrefixed = (field: string): Bytes => {
  const bytes = utf8(field);
  return concat(uint(bytes.length, 1), bytes);
};

/** Overwrites bytes with zeros. */
export const wipe = (bytes: Bytes): void => {
  bytes.fill(0);
};
