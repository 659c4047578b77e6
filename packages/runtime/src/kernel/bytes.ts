/**
 * Byte strings.
 *
 * @module
 */

/** Compares two byte strings. Not for secrets: the time depends on the first difference. */
export const isSameBytes = (a: Uint8Array, b: Uint8Array): boolean => {
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at += 1) if (a[at] !== b[at]) return false;
  return true;
};

/** Writes bytes as hexadecimal digits. */
export const hexDigits = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
