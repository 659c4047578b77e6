/**
 * Which signatures and keys the service takes.
 *
 * @see F-77
 * @module
 */
import { isJsonObject } from '../kernel/plain.ts';
import type { X509Certificate } from './x509.ts';

const RSA_BITS: ReadonlySet<unknown> = new Set([2048, 3072, 4096]);
const CURVES: ReadonlySet<unknown> = new Set(['P-256', 'P-384', 'P-521']);
const HASHES: ReadonlySet<unknown> = new Set(['SHA-256', 'SHA-384', 'SHA-512']);

/** Signatures with SHA-224 by RSA and by ECDSA: the service takes them, WebCrypto does not. */
const SHA_224: ReadonlySet<unknown> = new Set(['1.2.840.113549.1.1.14', '1.2.840.10045.4.3.1']);

/** The library's types know less of an algorithm than it says. */
const factsOf = (algorithm: unknown): Readonly<Record<string, unknown>> =>
  isJsonObject(algorithm) ? algorithm : {};

const keyFlaw = ({ publicKey }: X509Certificate, name: string): string | undefined => {
  const { modulusLength, namedCurve } = factsOf(publicKey.algorithm);
  const isSupported = RSA_BITS.has(modulusLength) || CURVES.has(namedCurve);
  return isSupported
    ? undefined
    : `${name} has a key that is neither RSA of 2048, 3072 or 4096 bits, ` +
        'nor on P-256, P-384 or P-521.';
};

/** Why the key or the signature of a certificate is not taken; undefined if they are. */
export const signatureFlaw = (it: X509Certificate, name: string): string | undefined => {
  const { name: algorithm, hash: hashed } = factsOf(it.signatureAlgorithm);
  const hash = factsOf(hashed)['name'] ?? hashed;
  if (hash === 'SHA-224' || SHA_224.has(algorithm))
    return `${name} is signed with SHA-224, which this model cannot verify. Use SHA-256.`;
  if (!HASHES.has(hash)) return `${name} is not signed with SHA-256, SHA-384 or SHA-512.`;
  return keyFlaw(it, name);
};
