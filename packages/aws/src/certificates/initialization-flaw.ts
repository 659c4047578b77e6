/**
 * Whether certificates can initialize a cluster.
 *
 * @see F-77, F-78; U-35
 * @module
 */
import { webcrypto } from 'node:crypto';
import type { Bytes } from '@hsm-lifecycle/crypto';
import { isLeft, left, right, type Either } from '../kernel/either.ts';
import { signatureFlaw } from './signature-flaw.ts';
import { BasicConstraintsExtension, X509Certificate } from './x509.ts';

/** What is to be checked. */
export type InitializationWith = {
  /** The public key of the signing request, as a SubjectPublicKeyInfo. */
  readonly requestKey: Bytes;
  readonly signedCert: string;
  readonly trustAnchor: string;
};

const CHAIN_MAX = 4;
const CHAIN_BYTES_MAX = 16 * 1024;

const BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----[\s\S]*?-----END \1-----/gu;

const certificatesIn = (pem: string): Either<undefined, readonly X509Certificate[]> => {
  try {
    const blocks = Array.from(pem.matchAll(BLOCK));
    return blocks.every(([, label]) => label === 'CERTIFICATE')
      ? right(blocks.map(([block]) => new X509Certificate(block)))
      : left(undefined);
  } catch {
    return left(undefined);
  }
};

const isSame = (a: ArrayBuffer, b: Bytes): boolean => {
  const bytes = new Uint8Array(a);
  return bytes.length === b.length && bytes.every((byte, index) => byte === b[index]);
};

const isSignedBy = async (it: X509Certificate, issuer: X509Certificate): Promise<boolean> => {
  try {
    return await it.verify({ publicKey: issuer.publicKey, signatureOnly: true }, webcrypto);
  } catch {
    return false;
  }
};

/** X.509 v3 extensions need Basic Constraints that say it is an authority. */
const authorityFlaw = (it: X509Certificate, name: string): string | undefined => {
  if (it.extensions.length === 0) return undefined;
  const constraints = it.getExtension(BasicConstraintsExtension);
  if (constraints === null) return `${name} has extensions, but no Basic Constraints.`;
  return constraints.ca ? undefined : `${name} is not that of a certificate authority.`;
};

const nameIn = (index: number, length: number): string =>
  length === 1 ? 'The TrustAnchor' : `Certificate ${index + 1} of the TrustAnchor`;

/** Each certificate of a chain signs the one before it; only the last signs itself. */
const chainFlaw = async (
  leaf: X509Certificate,
  chain: readonly X509Certificate[],
): Promise<string | undefined> => {
  let before = leaf;
  for (const [index, it] of chain.entries()) {
    const name = nameIn(index, chain.length);
    const flaw = signatureFlaw(it, name) ?? authorityFlaw(it, name);
    if (flaw !== undefined) return flaw;
    // One certificate after the other, so that the first flaw is told.
    // eslint-disable-next-line no-await-in-loop
    if (!(await isSignedBy(before, it)))
      return index === 0
        ? 'The SignedCert was not signed by the TrustAnchor.'
        : `${nameIn(index - 1, chain.length)} was not signed by the one after it.`;
    const isLast = index === chain.length - 1;
    // eslint-disable-next-line no-await-in-loop
    if ((await isSignedBy(it, it)) !== isLast)
      return isLast ? `${name} is not self-signed.` : `${name} is self-signed, but not the last.`;
    before = it;
  }
  return undefined;
};

/** The one certificate that was signed for the cluster. */
const leafIn = (signedCert: string): X509Certificate | undefined => {
  const certificates = certificatesIn(signedCert);
  return isLeft(certificates) || certificates.right.length > 1 ? undefined : certificates.right[0];
};

/** Why certificates cannot initialize a cluster; undefined if they can. */
export const initializationFlaw = async ({
  requestKey,
  signedCert,
  trustAnchor,
}: InitializationWith): Promise<string | undefined> => {
  const leaf = leafIn(signedCert);
  if (leaf === undefined) return 'The SignedCert is not one certificate in PEM.';
  const chain = certificatesIn(trustAnchor);
  if (isLeft(chain) || chain.right.length === 0)
    return 'The TrustAnchor is not a certificate in PEM.';
  if (chain.right.length > CHAIN_MAX || trustAnchor.length > CHAIN_BYTES_MAX)
    return `The TrustAnchor has more than ${CHAIN_MAX} certificates, or more than 16 kB.`;
  if (!isSame(leaf.publicKey.rawData, requestKey))
    return 'The SignedCert does not have the public key of the ClusterCsr.';
  return signatureFlaw(leaf, 'The SignedCert') ?? chainFlaw(leaf, chain.right);
};
