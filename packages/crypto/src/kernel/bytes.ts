/**
 * Byte strings, and the operations on them.
 *
 * @module
 */
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/ciphers/utils.js';
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
export const concat = (...parts: readonly Bytes[]): Bytes => {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  parts.forEach((part) => {
    out.set(part, at);
    at += part.length;
  });
  return out;
};

/** Compares two byte strings. Looks at every byte if the lengths are equal. */
export const isEqual = (a: Bytes, b: Bytes): boolean => {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let at = 0; at < a.length; at += 1) difference |= (a[at] ?? 0) ^ (b[at] ?? 0);
  return difference === 0;
};

/** Writes bytes as lower-case hexadecimal digits. */
export const toHex = (bytes: Bytes): string => bytesToHex(bytes);

/** Reads hexadecimal digits. Throws a plain `Error` for anything else. */
export const fromHex = (hex: string): Bytes => hexToBytes(hex);

/** Writes text as UTF-8. */
export const utf8 = (text: string): Bytes => utf8ToBytes(text);

/** SHA-256 (FIPS 180-4): 32 bytes. */
export type Sha256 = (message: Bytes) => Bytes;

/** SHA-256 by @noble/hashes. */
export const sha256: Sha256 = (message) => nobleSha256(message);

/** Overwrites bytes with zeros. */
export const wipe = (bytes: Bytes): void => {
  bytes.fill(0);
};
