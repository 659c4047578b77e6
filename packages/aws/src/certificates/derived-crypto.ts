/**
 * As much of WebCrypto as making certificates takes, over keys that are derived: WebCrypto's own
 * signatures differ each time, these are deterministic (RFC 6979).
 *
 * @module
 */
import { p256 } from '@noble/curves/nist.js';
import { webcrypto } from 'node:crypto';
import type { DerivedPair } from './derived-pair.ts';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

/** A pair as the library takes it. */
export type LibraryKeys = {
  readonly publicKey: webcrypto.CryptoKey;
  readonly privateKey: webcrypto.CryptoKey;
};

const pairs = new WeakMap<webcrypto.CryptoKey, DerivedPair>();

const keyOf = (pair: DerivedPair, type: 'public' | 'private'): webcrypto.CryptoKey => {
  const key: webcrypto.CryptoKey = {
    type,
    algorithm: ALGORITHM,
    extractable: type === 'public',
    usages: type === 'public' ? ['verify'] : ['sign'],
  };
  pairs.set(key, pair);
  return key;
};

/** A derived pair as keys that {@link derivedCrypto} knows. */
export const libraryKeys = (pair: DerivedPair): LibraryKeys => ({
  publicKey: keyOf(pair, 'public'),
  privateKey: keyOf(pair, 'private'),
});

const pairOf = (key: webcrypto.CryptoKey): DerivedPair => {
  const pair = pairs.get(key);
  if (pair === undefined) throw new Error('not a derived key');
  return pair;
};

const bytesOf = (data: ArrayBuffer | ArrayBufferView): Uint8Array =>
  ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);

const own: Pick<webcrypto.SubtleCrypto, 'digest'> & {
  readonly exportKey: (format: string, key: webcrypto.CryptoKey) => Promise<Uint8Array>;
  readonly sign: (
    algorithm: unknown,
    key: webcrypto.CryptoKey,
    data: ArrayBuffer | ArrayBufferView,
  ) => Promise<Uint8Array>;
} = {
  digest: (algorithm, data) => webcrypto.subtle.digest(algorithm, data),
  exportKey: async (_, key) => pairOf(key).spki.slice(),
  sign: async (_, key, data) => p256.sign(bytesOf(data), pairOf(key).secretKey),
};

/** What the library's generators take for a `Crypto`. */
// The generators use these three functions only.
// eslint-disable-next-line typescript/no-unsafe-type-assertion
export const derivedCrypto: webcrypto.Crypto = { subtle: own } as unknown as webcrypto.Crypto;
