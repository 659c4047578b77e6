/**
 * Bytes.
 *
 * @module
 */

/**
 * Tells whether two strings of bytes are the same. Not for secrets: it takes less time the sooner
 * they differ.
 */
export const isSameBytes = (a: Uint8Array, b: Uint8Array): boolean => {
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at += 1) if (a[at] !== b[at]) return false;
  return true;
};

/** Writes bytes as hexadecimal digits. */
export const hexDigits = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
