/**
 * A short name for a long text.
 *
 * @module
 */

/** Taken once: looking a global up at each character is what costs most where tests run in a context of their own (measured). */
const { imul } = Math;

/** 64 bits, in two halves; each a whole number below 2^32. */
export type Fingerprint = { readonly high: number; readonly low: number };

const SECOND_UNIT_BITS = 16;

/** The last steps of MurmurHash3: every bit of the whole has a say in each bit of the result. */
const finished = (state: number, length: number): number => {
  let mixed = state ^ length;
  mixed = imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
};

/**
 * Hashes a text to 64 bits: MurmurHash3 over its UTF-16 units, two at a time, in two lanes with constants of their own.
 *
 * @param text - of any length
 * @returns the same for the same text, on every machine
 */
export const fingerprint = (text: string): Fingerprint => {
  let a = 0x9e3779b9;
  let b = 0x7f4a7c15;
  const { length } = text;
  for (let index = 0; index < length; index += 2) {
    // Behind the end there is NaN, which counts as 0; the length is mixed in at the end.
    const unit = text.charCodeAt(index) | (text.charCodeAt(index + 1) << SECOND_UNIT_BITS);
    let k = imul(unit, 0xcc9e2d51);
    k = imul((k << 15) | (k >>> 17), 0x1b873593);
    a ^= k;
    a = (imul((a << 13) | (a >>> 19), 5) + 0xe6546b64) | 0;
    k = imul(unit, 0x239b961b);
    k = imul((k << 16) | (k >>> 16), 0xab0e9789);
    b ^= k;
    b = (imul((b << 15) | (b >>> 17), 5) + 0x561ccd1b) | 0;
  }
  return { high: finished(a, length), low: finished(b, length) };
};

const HALF = 2 ** 32;

/**
 * How likely it is that any two of so many different texts share a fingerprint: then one of them was taken for the other.
 *
 * @returns at most about this; a million texts, 1 in 37 million
 */
export const oddsOfConfusion = (texts: number): number => (texts * (texts - 1)) / 2 / HALF / HALF;

/** Hashes bytes likewise. */
export const fingerprintOfBytes = (bytes: Uint8Array): Fingerprint => {
  let a = 0x9e3779b9;
  let b = 0x7f4a7c15;
  for (const byte of bytes) {
    a = imul(a ^ byte, 0xcc9e2d51);
    a = (a << 13) | (a >>> 19);
    b = imul(b ^ byte, 0x239b961b);
    b = (b << 15) | (b >>> 17);
  }
  return { high: finished(a, bytes.length), low: finished(b, bytes.length) };
};
