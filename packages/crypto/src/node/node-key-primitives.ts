/**
 * What a local keyring computes with on Node: OpenSSL, several times faster than JavaScript.
 *
 * @module
 */
import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';
import { KEY_BYTES, WRAPPED_EBK_BYTES } from '../envelope/limits.ts';
import { refusal } from '../kernel/refusal.ts';
import type { KeyPrimitives } from '../keyring/key-primitives.ts';

const KEY_WRAP = 'id-aes256-wrap';
/** The default initial value of RFC 3394 §2.2.3.1. */
const INITIAL = new Uint8Array(8).fill(0xa6);

/** Key wrap gives everything at `update`; OpenSSL turns an empty input into an empty answer. */
const checked = (bytes: Uint8Array, length: number): Uint8Array => {
  if (bytes.length === length) return bytes;
  throw refusal({ _tag: 'ProviderFailed', provider: 'node', reason: 'length' });
};

/** HMAC and AES-256 key wrap of `node:crypto`, for `createMemoryKeyring`. */
export const nodeKeyPrimitives: KeyPrimitives = {
  hmacSha256: (key, message) => createHmac('sha256', key).update(message).digest(),
  wrapKey: (kek, key) =>
    checked(
      createCipheriv(KEY_WRAP, kek, INITIAL).update(checked(key, KEY_BYTES)),
      WRAPPED_EBK_BYTES,
    ),
  unwrapKey: (kek, wrapped) =>
    checked(
      createDecipheriv(KEY_WRAP, kek, INITIAL).update(checked(wrapped, WRAPPED_EBK_BYTES)),
      KEY_BYTES,
    ),
};
