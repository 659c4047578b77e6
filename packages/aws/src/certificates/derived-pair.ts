/**
 * Pairs of keys that follow from a secret and a name: nothing is stored, and a restart gives the
 * same bytes.
 *
 * @module
 */
import type { Bytes } from '@hsm-lifecycle/crypto';
import { p256 } from '@noble/curves/nist.js';
import { hkdf } from '@noble/hashes/hkdf.js';
import { sha1 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { utf8Bytes } from '../kernel/bytes.ts';

/** An ECDSA pair on P-256. */
export type DerivedPair = {
  readonly secretKey: Bytes;
  /** The public key as a SubjectPublicKeyInfo. */
  readonly spki: Bytes;
  /** The identifier of the public key, as 40 hex digits (RFC 5280, section 4.2.1.2). */
  readonly keyId: string;
};

/** 128 bits more than the order has, so that all keys are equally likely. */
const SEED_BYTES = 48;

/** What goes before an uncompressed point of P-256 in a SubjectPublicKeyInfo. */
const SPKI_PREFIX = hexToBytes('3059301306072a8648ce3d020106082a8648ce3d030107034200');

/** Derives the pair of a name. */
export const derivedPair = (secret: Bytes, name: string): DerivedPair => {
  const seed = hkdf(sha256, secret, undefined, utf8Bytes(`certificate key ${name}`), SEED_BYTES);
  const secretKey = p256.utils.randomSecretKey(seed);
  const point = p256.getPublicKey(secretKey, false);
  const spki = new Uint8Array(SPKI_PREFIX.length + point.length);
  spki.set(SPKI_PREFIX);
  spki.set(point, SPKI_PREFIX.length);
  return { secretKey, spki, keyId: bytesToHex(sha1(point)) };
};
