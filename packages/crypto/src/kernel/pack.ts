/**
 * Writes binary structures in one pass, into one piece of memory.
 *
 * @module
 */
import type { Bytes } from './bytes.ts';

/** A whole number up to 2^53-1, to be written big-endian. */
export type UInt = { readonly value: number; readonly size: 1 | 2 | 4 | 8 };

/** A number of one byte. */
export const u8 = (value: number): UInt => ({ value, size: 1 });
/** A number of two bytes. */
export const u16 = (value: number): UInt => ({ value, size: 2 });
/** A number of four bytes. */
export const u32 = (value: number): UInt => ({ value, size: 4 });
/** A number of eight bytes. */
export const u64 = (value: number): UInt => ({ value, size: 8 });

/** Bytes as they are; a number; or text: one byte with its length, then one byte a character. */
export type Part = Bytes | UInt | string;

const sizeOf = (part: Part): number => {
  if (typeof part === 'string') return 1 + part.length;
  return 'size' in part ? part.size : part.length;
};

/** Without BigInt, which takes longer than the rest of a header (measured). */
const writeUInt = (out: Bytes, at: number, { value, size }: UInt): void => {
  let rest = value;
  for (let index = at + size - 1; index >= at; index -= 1) {
    out[index] = rest % 256;
    rest = Math.floor(rest / 256);
  }
};

const writeText = (out: Bytes, at: number, text: string): void => {
  out[at] = text.length;
  for (let index = 0; index < text.length; index += 1) out[at + 1 + index] = text.charCodeAt(index);
};

const write = (out: Bytes, at: number, part: Part): void => {
  if (typeof part === 'string') writeText(out, at, part);
  else if ('size' in part) writeUInt(out, at, part);
  else out.set(part, at);
};

/** Writes parts one after another. Text must be ASCII, of at most 255 characters. */
export const pack = (...parts: readonly Part[]): Bytes => {
  const out = new Uint8Array(parts.reduce<number>((sum, part) => sum + sizeOf(part), 0));
  let at = 0;
  parts.forEach((part) => {
    write(out, at, part);
    at += sizeOf(part);
  });
  return out;
};
