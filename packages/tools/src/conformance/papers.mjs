/**
 * A customer's certificate authority: what InitializeCluster takes.
 *
 * @module
 */
// The library needs it first.
// oxlint-disable-next-line import/no-unassigned-import
import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import {
  BasicConstraintsExtension,
  Pkcs10CertificateRequest,
  X509CertificateGenerator,
} from '@peculiar/x509';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

/** Signs a request with a new authority. */
export const signedByCustomer = async (csr) => {
  const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const anchor = await X509CertificateGenerator.createSelfSigned(
    {
      name: 'CN=customer',
      keys,
      signingAlgorithm: ALGORITHM,
      extensions: [new BasicConstraintsExtension(true, 0, true)],
    },
    webcrypto,
  );
  const signed = await X509CertificateGenerator.create(
    {
      subject: 'CN=cluster',
      issuer: 'CN=customer',
      publicKey: new Pkcs10CertificateRequest(csr).publicKey,
      signingKey: keys.privateKey,
      signingAlgorithm: ALGORITHM,
    },
    webcrypto,
  );
  return { SignedCert: signed.toString('pem'), TrustAnchor: anchor.toString('pem') };
};

/** The papers for a cluster; what no cluster has asked for, where it has no signing request. */
export const papersFor = async ({ ask, clusterId }) => {
  const { json } = await ask('DescribeClusters', { Filters: { clusterIds: [clusterId] } });
  const csr = json.Clusters?.[0]?.Certificates?.ClusterCsr;
  return csr === undefined ? { SignedCert: 'none', TrustAnchor: 'none' } : signedByCustomer(csr);
};
