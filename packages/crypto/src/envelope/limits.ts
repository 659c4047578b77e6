/**
 * The limits of envelope version 1.
 *
 * @module
 */

/**
 * The first eight bytes. The high bit and the line ends detect transfers in text mode, as PNG's
 * signature does.
 */
export const MAGIC: Uint8Array = Uint8Array.of(0x89, 0x48, 0x53, 0x42, 0x0d, 0x0a, 0x1a, 0x0a);

/** The version of the core header. */
export const VERSION = 1;

/** AES-256-GCM frames, SP 800-108 HMAC-SHA256, committed. There is no other suite. */
export const SUITE = 1;

/** The version of the slot header. */
export const SLOT_VERSION = 1;

/**
 * How the EBK is wrapped: 1 = context-bound AES-256 key wrap; 2 = ML-KEM-768 with X25519, then
 * AES-256 key wrap (reserved: no keyring of this package makes it yet); 127 = a blob that only its
 * keyring understands.
 */
export type WrapSuite = 1 | 2 | 127;

/** The recipient of the slot that sealing and rewrapping write. */
export const PRIMARY_RECIPIENT = 'primary';

/**
 * Plaintext bytes of one frame. 64 KiB is the default; 256 KiB suits providers with a high cost per
 * call, such as WebCrypto.
 */
export type FrameBytes = 4096 | 16384 | 65536 | 262144 | 1048576;

/** The default plaintext bytes of one frame. */
export const FRAME_BYTES: FrameBytes = 65536;

/** Bytes of an AES-256 key, and of every derived key. */
export const KEY_BYTES = 32;
/** Bytes of the salt. */
export const SALT_BYTES = 32;
/** Bytes of the commitment. */
export const COMMITMENT_BYTES = 32;
/** Bytes of a GCM nonce (NIST SP 800-38D §8.2.1, deterministic construction). */
export const NONCE_BYTES = 12;
/** Bytes of a GCM tag. */
export const TAG_BYTES = 16;
/** Bytes of a PBK id. */
export const PBK_ID_BYTES = 16;
/** Bytes of a wrapped EBK of wrap suite 1: the key and one semiblock (NIST SP 800-38F §6.2). */
export const WRAPPED_EBK_BYTES = 40;
/** Bytes of a wrapped EBK of wrap suite 2: a ciphertext of 1,120 bytes, then 40 of key wrap. */
export const WRAPPED_EBK_BYTES_HYBRID = 1160;
/** The most bytes that an opaque wrapped EBK may have: the most that AWS KMS gives for one. */
export const WRAPPED_EBK_BYTES_MAX = 6144;
/** The most slots of a key record. */
export const SLOTS_MAX = 16;
/** The most bytes of a name or id. */
export const FIELD_BYTES_MAX = 64;
/** The most bytes of a snapshot, and the default limit. */
export const PLAINTEXT_BYTES_MAX: number = 256 * 1024 * 1024;
/** The most frames of one envelope; GCM's own limits for one key are far higher. */
export const FRAMES_MAX: number = 2 ** 20;
/** The most bytes of core header and commitment together. */
export const HEADER_BYTES_MAX: number = 60 + 4 * (1 + FIELD_BYTES_MAX) + COMMITMENT_BYTES;
/** The most bytes of one slot. */
const SLOT_BYTES_MAX: number =
  6 + 3 * (1 + FIELD_BYTES_MAX) + 4 + PBK_ID_BYTES + 2 + WRAPPED_EBK_BYTES_MAX;
/** The most bytes of a key record. */
export const RECORD_BYTES_MAX: number = 1 + SLOTS_MAX * SLOT_BYTES_MAX;
