/**
 * Bytes and texts.
 *
 * @module
 */
import type { Bytes } from '@hsm-lifecycle/crypto';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** The UTF-8 bytes of a text. */
export const utf8Bytes = (text: string): Bytes => encoder.encode(text);

/** The text of UTF-8 bytes; what is not UTF-8 becomes U+FFFD. */
export const utf8Text = (bytes: Bytes): string => decoder.decode(bytes);

/** The SHA-256 hash of a text, as 64 hex digits. */
export const hashText = (text: string): string => bytesToHex(sha256(utf8Bytes(text)));
