/**
 * What a local keyring computes with.
 *
 * @module
 */
import { aeskw } from '@noble/ciphers/aes.js';
import type { Bytes } from '../kernel/bytes.ts';
import { hmacSha256, type Prf } from '../kernel/kdf.ts';

/** HMAC and AES-256 key wrap, synchronous. They must neither change nor keep their input. */
export type KeyPrimitives = {
  /** HMAC-SHA256 (FIPS 198-1): 32 bytes in memory of its own. */
  readonly hmacSha256: Prf;
  /** AES-256 key wrap (NIST SP 800-38F §6.2, KW) of 32 bytes: 40 bytes. */
  readonly wrapKey: (kek: Bytes, key: Bytes) => Bytes;
  /** Unwraps 40 bytes to 32. Throws, with any error, if they do not authenticate. */
  readonly unwrapKey: (kek: Bytes, wrapped: Bytes) => Bytes;
};

/** The default: @noble/hashes and @noble/ciphers, the same on every platform. */
export const nobleKeyPrimitives: KeyPrimitives = {
  hmacSha256,
  wrapKey: (kek, key) => aeskw(kek).encrypt(key),
  unwrapKey: (kek, wrapped) => aeskw(kek).decrypt(wrapped),
};
