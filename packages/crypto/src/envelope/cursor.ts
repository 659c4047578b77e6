/**
 * Reads bytes from the front, and never beyond the end.
 *
 * @module
 */
import { type Bytes, copyBytes } from '../kernel/bytes.ts';

/**
 * A place in a byte string. Each reader answers undefined, and moves nothing, when too few bytes
 * are left.
 */
export type Cursor = {
  readonly take: (bytes: number) => Bytes | undefined;
  /** The same bytes in memory of their own. */
  readonly copy: (bytes: number) => Bytes | undefined;
  readonly uint: (bytes: 1 | 2 | 4 | 8) => bigint | undefined;
  /** ASCII text behind one byte of length. */
  readonly text: () => string | undefined;
  /** How many bytes have been read. */
  readonly offset: () => number;
};

/** Bytes above 0x7f become characters that fit no field. */
const ascii = (bytes: Bytes): string => String.fromCodePoint(...bytes);

/** Puts a cursor at the start of `source`, which it reads in place. */
export const cursor = (source: Bytes): Cursor => {
  let at = 0;
  const take = (bytes: number): Bytes | undefined => {
    if (bytes < 0 || bytes > source.length - at) return undefined;
    at += bytes;
    return source.subarray(at - bytes, at);
  };
  const uint = (bytes: 1 | 2 | 4 | 8): bigint | undefined =>
    take(bytes)?.reduce((value, byte) => value * 256n + BigInt(byte), 0n);
  const text = (): string | undefined => {
    const length = source[at];
    if (length === undefined || length > source.length - at - 1) return undefined;
    at += 1 + length;
    return ascii(source.subarray(at - length, at));
  };
  const copy = (bytes: number): Bytes | undefined => {
    const taken = take(bytes);
    return taken && copyBytes(taken);
  };
  return { take, copy, uint, text, offset: () => at };
};
