/**
 * The WebCrypto provider: the browser's or Node's own AES, asynchronous. Use frames of 256 KiB with
 * it.
 *
 * @module
 */
import type { Bytes } from '../kernel/bytes.ts';
import { createSnapshotCipher } from './create-snapshot-cipher.ts';
import { platformRandom } from './noble.ts';
import type { AsyncPrimitives, GcmInput, RandomBytes } from './primitives.ts';
import type { SnapshotCipher } from './snapshot-cipher.ts';

/** WebCrypto refuses shared memory; only that is copied. */
const plain = (bytes: Bytes): Uint8Array<ArrayBuffer> =>
  bytes.buffer instanceof ArrayBuffer
    ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    : Uint8Array.from(bytes);

/** Looked up on use, so that a page without WebCrypto can load the package. */
const subtle = (): typeof globalThis.crypto.subtle => globalThis.crypto.subtle;

type GcmKey = Awaited<ReturnType<typeof globalThis.crypto.subtle.importKey>>;

const importGcm = (key: Bytes): Promise<GcmKey> =>
  subtle().importKey('raw', plain(key), 'AES-GCM', false, ['encrypt', 'decrypt']);

/** Caches imported keys by identity: a payload key is the same array for all its frames. */
const gcmKeys = (): ((key: Bytes) => Promise<GcmKey>) => {
  const imported = new WeakMap<Bytes, Promise<GcmKey>>();
  return (key) => {
    const known = imported.get(key) ?? importGcm(key);
    imported.set(key, known);
    return known;
  };
};

const gcmOptions = ({ nonce, aad }: GcmInput) => ({
  name: 'AES-GCM',
  iv: plain(nonce),
  additionalData: plain(aad),
  tagLength: 128,
});

/** The primitives of the WebCrypto provider. */
export const webcryptoPrimitives = (random: RandomBytes = platformRandom): AsyncPrimitives => {
  const keyOf = gcmKeys();
  return {
    name: 'webcrypto',
    random,
    hmacSha256: async (key, message) => {
      const hmac = await subtle().importKey(
        'raw',
        plain(key),
        { name: 'HMAC', hash: 'SHA-256' },
        false,
        ['sign'],
      );
      return new Uint8Array(await subtle().sign('HMAC', hmac, plain(message)));
    },
    gcmSeal: async (input) =>
      new Uint8Array(
        await subtle().encrypt(gcmOptions(input), await keyOf(input.key), plain(input.data)),
      ),
    gcmOpen: async (input) =>
      new Uint8Array(
        await subtle().decrypt(gcmOptions(input), await keyOf(input.key), plain(input.data)),
      ),
  };
};

/** Makes a payload plane over WebCrypto. */
export const webcryptoCipher = (random?: RandomBytes): SnapshotCipher =>
  createSnapshotCipher(webcryptoPrimitives(random));
