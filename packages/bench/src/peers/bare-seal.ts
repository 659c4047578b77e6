/**
 * What sealing and opening cannot do without, on `node:crypto`: three derivations, one key wrap,
 * and AES-256-GCM in pieces. Without header, records, checks or errors.
 *
 * @module
 */
import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';
import { PIECE_BYTES } from './bare-gcm.ts';

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_WRAP = 'id-aes256-wrap';
const TAG = { authTagLength: TAG_BYTES };
const KEY = new Uint8Array(KEY_BYTES).fill(1);
const AAD = new Uint8Array(KEY_BYTES).fill(2);
const INITIAL = new Uint8Array(8).fill(0xa6);
/** As long as the package's: a counter, a label, a hash and a length. */
const MESSAGE = new Uint8Array(74).fill(3);
const WRAPPED = createCipheriv(KEY_WRAP, KEY, INITIAL).update(KEY);

/** The payload key, the commitment, and the key that wraps. */
const derive = (): void => {
  for (let key = 0; key < 3; key += 1) createHmac('sha256', KEY).update(MESSAGE).digest();
};

/** Seals a snapshot as one would without a format. */
export const bareSeal = (snapshot: Uint8Array): Uint8Array => {
  derive();
  createCipheriv(KEY_WRAP, KEY, INITIAL).update(KEY);
  const pieces = Math.ceil(snapshot.length / PIECE_BYTES);
  const sealed = new Uint8Array(snapshot.length + pieces * TAG_BYTES);
  for (let from = 0, to = 0; from < snapshot.length; from += PIECE_BYTES) {
    const piece = snapshot.subarray(from, from + PIECE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', KEY, new Uint8Array(NONCE_BYTES), TAG).setAAD(AAD);
    sealed.set(cipher.update(piece), to);
    cipher.final();
    sealed.set(cipher.getAuthTag(), to + piece.length);
    to += piece.length + TAG_BYTES;
  }
  return sealed;
};

/** Opens what `bareSeal` has sealed. */
export const bareOpen = (sealed: Uint8Array): Uint8Array => {
  derive();
  createDecipheriv(KEY_WRAP, KEY, INITIAL).update(WRAPPED);
  const pieces = Math.ceil(sealed.length / (PIECE_BYTES + TAG_BYTES));
  const snapshot = new Uint8Array(sealed.length - pieces * TAG_BYTES);
  for (let from = 0, to = 0; from < sealed.length; from += PIECE_BYTES + TAG_BYTES) {
    const piece = sealed.subarray(from, from + PIECE_BYTES + TAG_BYTES);
    const decipher = createDecipheriv('aes-256-gcm', KEY, new Uint8Array(NONCE_BYTES), TAG)
      .setAAD(AAD)
      .setAuthTag(piece.subarray(-TAG_BYTES));
    snapshot.set(decipher.update(piece.subarray(0, -TAG_BYTES)), to);
    decipher.final();
    to += piece.length - TAG_BYTES;
  }
  return snapshot;
};
