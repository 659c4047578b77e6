/**
 * A provider: a name and four functions over raw bytes.
 *
 * `createSnapshotCipher` handles counters, nonces, lengths and errors, so a provider need not.
 *
 * @module
 */
import type { Awaitable, Bytes } from '../kernel/bytes.ts';

/** Draws random bytes; must be a cryptographically secure generator except in tests. */
export type RandomBytes = (bytes: number) => Bytes;

/**
 * The input of AES-256-GCM: `key` 32 bytes, `nonce` 12 bytes, `aad` any, `data` the plaintext, or
 * ciphertext and 16-byte tag.
 */
export type GcmInput = {
  readonly key: Bytes;
  readonly nonce: Bytes;
  readonly aad: Bytes;
  readonly data: Bytes;
  /**
   * Memory for the answer, of exactly its length. A provider that writes there and returns it saves
   * a copy; it may be ignored. Only synchronous primitives get it, since a late answer must not be
   * written.
   */
  readonly into?: Bytes;
};

/**
 * The primitives of a provider. They may return promises, and must neither change nor keep their
 * input.
 */
export type AsyncPrimitives = {
  /** Shown in errors and measurements. */
  readonly name: string;
  readonly random: RandomBytes;
  /** HMAC-SHA256 (FIPS 198-1): 32 bytes. */
  readonly hmacSha256: (key: Bytes, message: Bytes) => Awaitable<Bytes>;
  /** SHA-256 (FIPS 180-4) of short messages: 32 bytes. That of @noble/hashes if left out. */
  readonly sha256?: (message: Bytes) => Bytes;
  /** AES-256-GCM (NIST SP 800-38D) encryption: the ciphertext, followed by the 16-byte tag. */
  readonly gcmSeal: (input: GcmInput) => Awaitable<Bytes>;
  /**
   * AES-256-GCM decryption: the plaintext. Throws or rejects, with any error, if the tag is wrong.
   */
  readonly gcmOpen: (input: GcmInput) => Awaitable<Bytes>;
};

/** Primitives that never return a promise. `sync` declares it at run time. */
export type SyncPrimitives = Pick<AsyncPrimitives, 'name' | 'random' | 'sha256'> & {
  readonly sync: true;
  readonly hmacSha256: (key: Bytes, message: Bytes) => Bytes;
  readonly gcmSeal: (input: GcmInput) => Bytes;
  readonly gcmOpen: (input: GcmInput) => Bytes;
};
