/**
 * The certificates of HSMs: a function of a secret and the id of a signing request.
 *
 * @see F-73, F-74; "Verify the identity and authenticity of your cluster's HSM", User Guide
 * @module
 */
import type { Bytes } from '@hsm-lifecycle/crypto';
import type { HardwareCertificates } from '../view/cluster-view.ts';
import { derivedCrypto, libraryKeys } from './derived-crypto.ts';
import { derivedPair } from './derived-pair.ts';
import { madeCertificate, type Party } from './made-certificate.ts';
import { Pkcs10CertificateRequestGenerator } from './x509.ts';

/** Every name says that this is not the real thing. */
const ORGANIZATION = 'O=hsm-lifecycle (not AWS)';

/** The roots, one for AWS and one for the manufacturer of the hardware. */
export type RootName = 'aws' | 'manufacturer';

const rootParty = (secret: Bytes, root: RootName): Party => ({
  name: `CN=model of the ${root} root,${ORGANIZATION}`,
  pair: derivedPair(secret, `root ${root}`),
});

/** The certificate of a root, in PEM. */
export const rootCertificate = (secret: Bytes, root: RootName): Promise<string> => {
  const party = rootParty(secret, root);
  return madeCertificate({ subject: party, issuer: party, pathLength: 2 });
};

/** The pair whose public key an HSM's signing request has. */
const clusterPair = (secret: Bytes, signingRequestId: string): Party => ({
  name: `CN=HSM:${signingRequestId.slice('csr-'.length)}:PARTN:1,${ORGANIZATION}`,
  pair: derivedPair(secret, `cluster ${signingRequestId}`),
});

/** The public key of a signing request, as a SubjectPublicKeyInfo. */
export const signingRequestKey = (secret: Bytes, signingRequestId: string): Bytes =>
  clusterPair(secret, signingRequestId).pair.spki;

/**
 * Makes the certificates of the HSM that made a signing request.
 *
 * One hardware key has two certificates of one subject, by AWS's and by the manufacturer's root: so
 * either leads from the HSM's certificate to a root, and the key of that is the signing request's.
 */
export const hardwareCertificates = async (
  secret: Bytes,
  signingRequestId: string,
): Promise<HardwareCertificates> => {
  const cluster = clusterPair(secret, signingRequestId);
  const hardware: Party = {
    name: `CN=model of HSM ${signingRequestId.slice('csr-'.length)},${ORGANIZATION}`,
    pair: derivedPair(secret, `hardware ${signingRequestId}`),
  };
  const byRoot = (root: RootName): Promise<string> =>
    madeCertificate({ subject: hardware, issuer: rootParty(secret, root), pathLength: 1 });
  const request = await Pkcs10CertificateRequestGenerator.create(
    {
      name: cluster.name,
      keys: libraryKeys(cluster.pair),
      signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
    },
    derivedCrypto,
  );
  return {
    ClusterCsr: `${request.toString('pem')}\n`,
    HsmCertificate: await madeCertificate({
      subject: cluster,
      issuer: hardware,
      pathLength: undefined,
    }),
    AwsHardwareCertificate: await byRoot('aws'),
    ManufacturerHardwareCertificate: await byRoot('manufacturer'),
  };
};
