/**
 * Bytes.
 *
 * @module
 */

/** Tells whether two strings of bytes are the same. Not for secrets: it takes less time the sooner they differ. */
export const isSameBytes = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, index) => byte === b[index]);

/** Writes bytes as hexadecimal digits. */
export const hexOf = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
