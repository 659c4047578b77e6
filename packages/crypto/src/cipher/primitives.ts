/**
 * What the author of a provider writes: four functions over raw bytes, and a name.
 *
 * `createSnapshotCipher` owns counters, nonces, lengths and refusals, so a provider never decides
 * about any of them.
 *
 * @module
 */
import type { Awaitable, Bytes } from '../kernel/bytes.ts';

/** Draws random bytes; must be a cryptographically secure generator except in tests. */
export type RandomBytes = (bytes: number) => Bytes;

/**
 * What AES-256-GCM works on: `key` 32 bytes, `nonce` 12 bytes, `aad` any, `data` the plaintext, or
 * ciphertext and 16-byte tag.
 */
export type GcmInput = {
  readonly key: Bytes;
  readonly nonce: Bytes;
  readonly aad: Bytes;
  readonly data: Bytes;
  /**
   * Where the answer is wanted, and exactly as long as it is: who writes it there and answers with
   * it saves a copy. It may be left alone. Synchronous primitives only get it: what comes late must
   * find nothing to write to.
   */
  readonly into?: Bytes;
};

/**
 * The primitives of a provider. They may answer with promises, and must not change or keep what
 * they are given.
 */
export type AsyncPrimitives = {
  /** Shown in refusals and measurements. */
  readonly name: string;
  readonly random: RandomBytes;
  /** HMAC-SHA256 (FIPS 198-1): 32 bytes. */
  readonly hmacSha256: (key: Bytes, message: Bytes) => Awaitable<Bytes>;
  /** AES-256-GCM (NIST SP 800-38D) encryption: the ciphertext with the 16-byte tag behind it. */
  readonly gcmSeal: (input: GcmInput) => Awaitable<Bytes>;
  /**
   * AES-256-GCM decryption: the plaintext; throws or rejects, with any error, when the tag is
   * wrong.
   */
  readonly gcmOpen: (input: GcmInput) => Awaitable<Bytes>;
};

/** Primitives that never answer with a promise. `sync` says so at run time. */
export type SyncPrimitives = Pick<AsyncPrimitives, 'name' | 'random'> & {
  readonly sync: true;
  readonly hmacSha256: (key: Bytes, message: Bytes) => Bytes;
  readonly gcmSeal: (input: GcmInput) => Bytes;
  readonly gcmOpen: (input: GcmInput) => Bytes;
};
