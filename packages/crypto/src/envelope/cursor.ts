/**
 * Reads bytes from front to back, never past the end.
 *
 * @module
 */
import { type Bytes, copyBytes } from '../kernel/bytes.ts';

/**
 * A position in a byte string. Each function gives undefined, and does not move, if too few bytes
 * are left.
 */
export type Cursor = {
  readonly take: (bytes: number) => Bytes | undefined;
  /** As `take`, in fresh memory. */
  readonly copy: (bytes: number) => Bytes | undefined;
  /** A whole number, big-endian. Above 2^53-1 it is only near the number written. */
  readonly uint: (bytes: 1 | 2 | 4 | 8) => number | undefined;
  /** ASCII text, preceded by its length in one byte. */
  readonly text: () => string | undefined;
  /** How many bytes have been read. */
  readonly offset: () => number;
};

/** Bytes above 0x7f become characters that no field allows. */
const ascii = (bytes: Bytes, from: number, to: number): string => {
  let text = '';
  for (let at = from; at < to; at += 1) text += String.fromCodePoint(bytes[at] ?? 0);
  return text;
};

/** Puts a cursor at the start of `source`, which it reads in place. */
export const cursor = (source: Bytes): Cursor => {
  let at = 0;
  const skip = (bytes: number): boolean => {
    if (bytes < 0 || bytes > source.length - at) return false;
    at += bytes;
    return true;
  };
  return {
    take: (bytes) => (skip(bytes) ? source.subarray(at - bytes, at) : undefined),
    copy: (bytes) => (skip(bytes) ? copyBytes(source.subarray(at - bytes, at)) : undefined),
    uint: (bytes) => {
      if (!skip(bytes)) return undefined;
      let value = 0;
      for (let index = at - bytes; index < at; index += 1)
        value = value * 256 + (source[index] ?? 0);
      return value;
    },
    text: () => {
      const length = source[at];
      if (length === undefined || !skip(1 + length)) return undefined;
      return ascii(source, at - length, at);
    },
    offset: () => at,
  };
};
