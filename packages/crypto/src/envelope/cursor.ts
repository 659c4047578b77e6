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
  readonly uint: (bytes: 1 | 2 | 4 | 8) => bigint | undefined;
  /** ASCII text, preceded by its length in one byte. */
  readonly text: () => string | undefined;
  /** How many bytes have been read. */
  readonly offset: () => number;
};

/** Bytes above 0x7f become characters that no field allows. */
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
