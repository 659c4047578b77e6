/**
 * Certificates that follow from a secret.
 *
 * @module
 */
import { hashText } from '../kernel/bytes.ts';
import { derivedCrypto, libraryKeys } from './derived-crypto.ts';
import type { DerivedPair } from './derived-pair.ts';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
} from './x509.ts';

/** Who a certificate is of, or by. */
export type Party = {
  /** A distinguished name, such as `CN=a`. */
  readonly name: string;
  readonly pair: DerivedPair;
};

/** What a certificate is made of. */
export type CertificateWith = {
  readonly subject: Party;
  readonly issuer: Party;
  /** How many certificates may follow it in a chain; undefined if it can sign none. */
  readonly pathLength: number | undefined;
};

/** Valid for any clock that somebody might try. */
const NOT_BEFORE = new Date(Date.UTC(2017, 0, 1));
const NOT_AFTER = new Date(Date.UTC(2049, 11, 31));

const SERIAL_HEX = 31;

/** A positive number that two certificates never share. */
const serialOf = ({ subject, issuer }: CertificateWith): string => {
  const hash = hashText(`serial ${issuer.name} ${issuer.pair.keyId} ${subject.pair.keyId}`);
  return `1${hash.slice(0, SERIAL_HEX)}`;
};

const SIGNS_CERTIFICATES: KeyUsageFlags = KeyUsageFlags.keyCertSign;
const SIGNS_DATA: KeyUsageFlags = KeyUsageFlags.digitalSignature;

/** Makes a certificate in PEM. */
export const madeCertificate = async (given: CertificateWith): Promise<string> => {
  const { subject, issuer, pathLength } = given;
  const isAuthority = pathLength !== undefined;
  const certificate = await X509CertificateGenerator.create(
    {
      serialNumber: serialOf(given),
      subject: subject.name,
      issuer: issuer.name,
      notBefore: NOT_BEFORE,
      notAfter: NOT_AFTER,
      publicKey: libraryKeys(subject.pair).publicKey,
      signingKey: libraryKeys(issuer.pair).privateKey,
      signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
      extensions: [
        new BasicConstraintsExtension(isAuthority, pathLength, true),
        new KeyUsagesExtension(isAuthority ? SIGNS_CERTIFICATES : SIGNS_DATA, true),
        new SubjectKeyIdentifierExtension(subject.pair.keyId, false),
        new AuthorityKeyIdentifierExtension(issuer.pair.keyId, false),
      ],
    },
    derivedCrypto,
  );
  return `${certificate.toString('pem')}\n`;
};
