/**
 * Plain AES-256-GCM, in pieces: without key derivation, header or errors. Each piece has its own
 * nonce, and a tag after it.
 *
 * @module
 */
import { createCipheriv, createDecipheriv } from 'node:crypto';
import { gcm } from '@noble/ciphers/aes.js';

/** Bytes of one piece: the same as the package's frames. */
export const PIECE_BYTES = 65_536;

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const TAG = { authTagLength: TAG_BYTES };
const KEY = new Uint8Array(KEY_BYTES).fill(1);

/** Seals and opens whole snapshots, piece by piece, into one array. */
export type BareGcm = {
  readonly name: string;
  readonly seal: (snapshot: Uint8Array) => Promise<Uint8Array>;
  readonly open: (sealed: Uint8Array) => Promise<Uint8Array>;
};

type Way = (nonce: Uint8Array, from: Uint8Array, to: Uint8Array) => Promise<void> | undefined;
type Ways = { readonly seal: Way; readonly open: Way };

const nonceOf = (piece: number): Uint8Array => {
  const nonce = new Uint8Array(NONCE_BYTES);
  new DataView(nonce.buffer).setUint32(NONCE_BYTES - 4, piece);
  return nonce;
};

const each = async (
  way: Way,
  from: Uint8Array,
  { taken, given }: { readonly taken: number; readonly given: number },
): Promise<Uint8Array> => {
  const pieces = Math.ceil(from.length / taken);
  const to = new Uint8Array(from.length + pieces * (given - taken));
  for (let piece = 0; piece < pieces; piece += 1) {
    const work = way(
      nonceOf(piece),
      from.subarray(piece * taken, (piece + 1) * taken),
      to.subarray(piece * given, (piece + 1) * given),
    );
    // Pieces are processed in order, like frames. Only promises are awaited.
    // oxlint-disable-next-line no-await-in-loop
    if (work !== undefined) await work;
  }
  return to;
};

const node: Ways = {
  seal: (nonce, from, to) => {
    const cipher = createCipheriv('aes-256-gcm', KEY, nonce, TAG);
    to.set(cipher.update(from));
    cipher.final();
    to.set(cipher.getAuthTag(), from.length);
    return undefined;
  },
  open: (nonce, from, to) => {
    const decipher = createDecipheriv('aes-256-gcm', KEY, nonce, TAG).setAuthTag(
      from.subarray(to.length),
    );
    to.set(decipher.update(from.subarray(0, to.length)));
    decipher.final();
    return undefined;
  },
};

const noble: Ways = {
  seal: (nonce, from, to) => {
    to.set(gcm(KEY, nonce).encrypt(from));
    return undefined;
  },
  open: (nonce, from, to) => {
    to.set(gcm(KEY, nonce).decrypt(from));
    return undefined;
  },
};

/** WebCrypto's types require memory that is not shared, and this never is; nothing is copied. */
const plain = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => {
  if (!(bytes.buffer instanceof ArrayBuffer)) throw new Error('shared memory');
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
};

const { subtle } = globalThis.crypto;
const imported = subtle.importKey('raw', KEY, 'AES-GCM', false, ['encrypt', 'decrypt']);
const gcmOf = (iv: Uint8Array) => ({ name: 'AES-GCM', iv: Uint8Array.from(iv) });

const webcrypto: Ways = {
  seal: async (nonce, from, to) =>
    to.set(new Uint8Array(await subtle.encrypt(gcmOf(nonce), await imported, plain(from)))),
  open: async (nonce, from, to) =>
    to.set(new Uint8Array(await subtle.decrypt(gcmOf(nonce), await imported, plain(from)))),
};

const bare = (name: string, { seal, open }: Ways): BareGcm => ({
  name,
  seal: (snapshot) => each(seal, snapshot, { taken: PIECE_BYTES, given: PIECE_BYTES + TAG_BYTES }),
  open: (sealed) => each(open, sealed, { taken: PIECE_BYTES + TAG_BYTES, given: PIECE_BYTES }),
});

/** The bare primitives, by the name of the provider that uses each. */
export const bareGcms: Readonly<Record<'node' | 'webcrypto' | 'noble', BareGcm>> = {
  node: bare('bare node:crypto', node),
  webcrypto: bare('bare WebCrypto', webcrypto),
  noble: bare('bare @noble/ciphers', noble),
};
