/**
 * Key derivation in counter mode with HMAC (NIST SP 800-108r1 §4.1), 32-bit counter before the
 * fixed input.
 *
 * @module
 */
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { type Bytes, concat, uint, utf8, wipe } from './bytes.ts';

/** A pseudo-random function. */
export type Prf = (key: Bytes, message: Bytes) => Bytes;

/** HMAC-SHA256 (FIPS 198-1) by @noble/hashes. */
export const hmacSha256: Prf = (key, message) => hmac(sha256, key, message);

/** Every label and domain string of the envelope begins with this. */
export const LABEL_PREFIX = 'sealed-hsm-backup/v1/';

/** The purpose of a derived key. */
export type KeyLabel = 'pbk' | 'pbk-id' | 'kek' | 'payload-key' | 'commitment';

/**
 * Writes the fixed input: label, a zero byte, context, and the length of the output in bits as 32
 * bits.
 */
export const fixedInput = (label: Bytes, context: Bytes, bits: number): Bytes =>
  concat(label, uint(0, 1), context, uint(bits, 4));

/** Writes the message of one PRF call: the block's number, from 1, and the fixed input. */
export const counterBlock = (block: number, fixed: Bytes): Bytes => concat(uint(block, 4), fixed);

/** Writes the one PRF message of a key of this envelope: at most 256 bits, so one block. */
export const keyMessage = (label: KeyLabel, context: Bytes, bits: 128 | 256 = 256): Bytes =>
  counterBlock(1, fixedInput(utf8(LABEL_PREFIX + label), context, bits));

/**
 * Derives a key of any length.
 *
 * @param prf - HMAC with any hash
 * @param key - the key-derivation key
 * @param output - `fixed`, the fixed input (see `fixedInput`); `bytes`, how many bytes to derive
 */
export const kdfCounterMode = (
  prf: Prf,
  key: Bytes,
  output: { readonly fixed: Bytes; readonly bytes: number },
): Bytes => {
  const out = new Uint8Array(output.bytes);
  for (let block = 1, at = 0; at < out.length; block += 1) {
    const piece = prf(key, counterBlock(block, output.fixed));
    out.set(piece.subarray(0, out.length - at), at);
    at += piece.length;
    wipe(piece);
  }
  return out;
};

/**
 * Derives one of the envelope's keys: 32 bytes, or 16 for a PBK id.
 *
 * @param output - `prf`, HMAC-SHA256; that of @noble/hashes if left out
 */
export const deriveKey = (
  key: Bytes,
  label: KeyLabel,
  output: { readonly context: Bytes; readonly bits?: 128 | 256; readonly prf?: Prf },
): Bytes => {
  const { context, bits = 256, prf = hmacSha256 } = output;
  return kdfCounterMode(prf, key, {
    fixed: fixedInput(utf8(LABEL_PREFIX + label), context, bits),
    bytes: bits / 8,
  });
};
