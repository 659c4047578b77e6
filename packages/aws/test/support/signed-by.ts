/**
 * A customer's authority without openssl, for tests that are about other things.
 */
import { webcrypto } from 'node:crypto';
import {
  BasicConstraintsExtension,
  Pkcs10CertificateRequest,
  X509CertificateGenerator,
} from '../../src/certificates/x509.ts';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

/** Signs a request: what InitializeCluster takes. */
export const signedByCustomer = async (
  csr: string,
): Promise<{ readonly SignedCert: string; readonly TrustAnchor: string }> => {
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
  return {
    SignedCert: signed.toString('pem'),
    TrustAnchor: anchor.toString('pem'),
  };
};
