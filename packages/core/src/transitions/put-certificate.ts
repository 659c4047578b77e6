/**
 * Storing a certificate.
 *
 * @module
 */
import type { Outcome } from '../kernel/change.ts';
import { found } from '../kernel/list.ts';
import type { CertificatesNotSupported, TooManyCertificates } from '../rules/contents-refusals.ts';
import { notAnInstant } from '../rules/not-an-instant.ts';
import { refused } from '../rules/refused.ts';
import type { Cluster } from '../model/cluster.ts';
import type { ClusterEvent } from '../model/event.ts';
import { happened } from '../time/advance.ts';
import type { Certificate } from '../model/contents.ts';
import { isInstant, type EpochMillis } from '../model/instant.ts';
import { writing, type WritingRefusal } from '../guards/writing.ts';
import type { NotWellFormed } from '../rules/model-refusals.ts';
import { formed } from '../guards/formed.ts';
import { inputFields } from '../guards/input-fields.ts';
import { optionalForm, type FormsOf } from '../model/form.ts';

/** The input of `putCertificate`. */
export type PutCertificate = {
  /** When, in milliseconds since the epoch. */
  readonly at: EpochMillis;
  readonly certificateId: string;
  readonly subject?: string;
  readonly expiresAt?: EpochMillis;
};

/** Why `putCertificate` may refuse. */
export type PutCertificateRefusal =
  NotWellFormed | WritingRefusal | CertificatesNotSupported | TooManyCertificates;

/** HSMs of hsm2m types store certificates, others none (F-132). */
const storesCertificates = ({ hsmType }: Cluster): boolean => /^p?hsm2m\./u.test(hsmType);

/** The form of each field of `PutCertificate`, except `at`. */
export const putCertificateForms: FormsOf<Omit<PutCertificate, 'at'>> = {
  certificateId: inputFields.name,
  subject: optionalForm(inputFields.freeText),
  expiresAt: inputFields.expiresAt,
};

const wellFormed = formed<PutCertificate>(putCertificateForms);

/**
 * Stores a certificate on the HSMs, replacing one with the same id.
 *
 * @param cluster - of an hsm2m type, activated, with an ACTIVE HSM, holding at most 59 other
 *   certificates
 * @param input - `certificateId`; `expiresAt` and `at` in milliseconds since the epoch
 * @returns Right: the certificate, last; events: what was due, `CertificatePut`. Left:
 *   `NotWellFormed`, `NotAnInstant`, `TimeRanBackwards`, `NotYetActivated`, `NoPeer`,
 *   `LimitedWrite`, `CertificatesNotSupported`, `NotAnInstant` again for `expiresAt`, or
 *   `TooManyCertificates`, checked in that order.
 * @see F-132
 */
export const putCertificate = (
  cluster: Cluster,
  input: PutCertificate,
): Outcome<PutCertificateRefusal, Cluster, ClusterEvent> =>
  wellFormed(input, () =>
    writing(cluster, input.at, ({ now, material }) => {
      const { at, certificateId, subject, expiresAt } = input;
      if (!storesCertificates(now))
        return refused({
          _tag: 'CertificatesNotSupported',
          rule: 'F-132',
          hsmType: now.hsmType,
        });
      if (expiresAt !== undefined && !isInstant(expiresAt))
        return refused(notAnInstant(expiresAt, 'expiresAt'));
      const isNew =
        found(material.certificates, (it) => it.certificateId === certificateId) === undefined;
      const limit = now.edition.certificatesMax;
      if (isNew && material.certificates.length >= limit)
        return refused({ _tag: 'TooManyCertificates', rule: 'F-132', limit });
      const certificate: Certificate = Object.freeze({
        certificateId,
        subject,
        putAt: at,
        expiresAt,
      });
      return happened(now, { type: 'CertificatePut', data: { at, certificate } });
    }),
  );
