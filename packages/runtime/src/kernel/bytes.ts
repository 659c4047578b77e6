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

/**
 * A view of bytes, also of a `Uint8Array` of another realm, such as a worker's or a test's.
 * Undefined for anything else.
 */
export const ownBytes = (given: unknown): Uint8Array | undefined => {
  if (given instanceof Uint8Array) return given;
  const isBytes =
    ArrayBuffer.isView(given) && Object.prototype.toString.call(given) === '[object Uint8Array]';
  return isBytes ? new Uint8Array(given.buffer, given.byteOffset, given.byteLength) : undefined;
};

/** Writes bytes as hexadecimal digits. */
export const hexDigits = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
