/**
 * The payload plane: derives the keys of one backup, and seals and opens its frames. Nonces are
 * internal.
 *
 * @module
 */
import type { Awaitable, Bytes } from '../kernel/bytes.ts';
import type { SecretHandle } from '../kernel/secret.ts';

/** Seals the frames of one payload, in order, and counts them. */
export type FrameSealer = {
  /**
   * Gives ciphertext and tag. Throws a refusal after the last frame, and for a frame of the wrong
   * length.
   *
   * @param into - memory for the result; may be ignored, see `GcmInput`
   */
  readonly seal: (plain: Bytes, isLast: boolean, into?: Bytes) => Awaitable<Bytes>;
};

/** Opens the frames of one payload, in order, and counts them. */
export type FrameOpener = {
  /**
   * Gives the plaintext of an authentic frame. Throws for any other, and at every call after that.
   *
   * @param into - memory for the result; may be ignored, and may hold anything after an exception
   */
  readonly open: (frame: Bytes, isLast: boolean, into?: Bytes) => Awaitable<Bytes>;
};

/** The keys derived from one EBK for one core header. */
export type PayloadKeys = {
  /** 32 bytes, public: binds the payload to this EBK and this header. */
  readonly commitment: Bytes;
  /**
   * Starts sealing frames of `frameBytes`. At most once: a second call throws the refusal
   * `KeyReused`.
   */
  readonly sealer: (frameBytes: number) => FrameSealer;
  /** Starts opening frames. */
  readonly opener: () => FrameOpener;
  /** Wipes the payload key. */
  readonly dispose: () => void;
};

/** A payload plane: local, fast, without policy. It may return promises. */
export type SnapshotCipher = {
  readonly suite: 1;
  readonly name: string;
  /** SHA-256, for the hashes of headers. That of @noble/hashes if left out. */
  readonly sha256?: (message: Bytes) => Bytes;
  /** Draws a fresh 32-byte salt. */
  readonly generateSalt: () => Awaitable<Bytes>;
  /** Draws a fresh 32-byte EBK. */
  readonly generateEbk: () => Awaitable<SecretHandle>;
  /** Derives payload key and commitment (NIST SP 800-108r1) for the core hash H, 32 bytes. */
  readonly derive: (ebk: SecretHandle, coreHash: Bytes) => Awaitable<PayloadKeys>;
};

/** A payload plane that never returns a promise. */
export type SyncSnapshotCipher = SnapshotCipher & { readonly sync: true };
