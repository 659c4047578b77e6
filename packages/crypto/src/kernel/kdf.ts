/**
 * Key derivation in counter mode with HMAC (NIST SP 800-108r1 §4.1), 32-bit counter before the
 * fixed input.
 *
 * @module
 */
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { type Bytes, concat, copyBytes, utf8, wipe } from './bytes.ts';
import { pack, u32, u8 } from './pack.ts';

/** A pseudo-random function. */
export type Prf = (key: Bytes, message: Bytes) => Bytes;

/** HMAC-SHA256 (FIPS 198-1) by @noble/hashes. */
export const hmacSha256: Prf = (key, message) => hmac(sha256, key, message);

/** Every label and domain string of the envelope begins with this. */
const LABEL_PREFIX = 'sealed-hsm-backup/v1/';

/** What a hash of the envelope begins with: the domain's name, and a zero byte. */
export const domain = (name: 'core' | 'slot'): Bytes => utf8(`${LABEL_PREFIX}${name}\0`);

/** The purpose of a derived key. */
export type KeyLabel = 'pbk' | 'pbk-id' | 'kek' | 'payload-key' | 'commitment';

/** The number of the first and only block, the label, and a zero byte. */
const prefix = (name: KeyLabel): Bytes => pack(u32(1), utf8(LABEL_PREFIX + name), u8(0));

/** Encoded once: that takes longer than the rest of the message (measured). */
const prefixes: Readonly<Record<KeyLabel, Bytes>> = {
  pbk: prefix('pbk'),
  'pbk-id': prefix('pbk-id'),
  kek: prefix('kek'),
  'payload-key': prefix('payload-key'),
  commitment: prefix('commitment'),
};

const lengths: Readonly<Record<128 | 256, Bytes>> = { 128: pack(u32(128)), 256: pack(u32(256)) };

/**
 * Writes the fixed input: label, a zero byte, context, and the length of the output in bits as 32
 * bits.
 */
export const fixedInput = (label: Bytes, context: Bytes, bits: number): Bytes =>
  pack(label, u8(0), context, u32(bits));

/** Writes the message of one PRF call: the block's number, from 1, and the fixed input. */
export const counterBlock = (block: number, fixed: Bytes): Bytes => pack(u32(block), fixed);

/** Writes the one PRF message of a key of this envelope: at most 256 bits, so one block. */
export const keyMessage = (name: KeyLabel, context: Bytes, bits: 128 | 256 = 256): Bytes =>
  concat(prefixes[name], context, lengths[bits]);

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
  name: KeyLabel,
  output: { readonly context: Bytes; readonly bits?: 128 | 256; readonly prf?: Prf },
): Bytes => {
  const { context, bits = 256, prf = hmacSha256 } = output;
  const block = prf(key, keyMessage(name, context, bits));
  const derived = copyBytes(block.subarray(0, bits / 8));
  wipe(block);
  return derived;
};
