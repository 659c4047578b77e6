/**
 * The certificates of an endpoint: made from its secret, remembered for a while.
 *
 * @module
 */
import type { Bytes } from '@hsm-lifecycle/crypto';
import type { Certificates } from '../service/context.ts';
import type { HardwareCertificates } from '../view/cluster-view.ts';
import { hardwareCertificates, signingRequestKey } from './hardware-certificates.ts';
import { initializationFlaw } from './initialization-flaw.ts';

/** Making them takes some 50 ms, so those of this many HSMs are kept. */
const KEPT_MAX = 1000;

/** Makes the certificates of an endpoint. */
export const derivedCertificates = (secret: Bytes): Certificates => {
  const kept = new Map<string, Promise<HardwareCertificates>>();
  return {
    hardware: (signingRequestId) => {
      const known = kept.get(signingRequestId);
      if (known !== undefined) return known;
      const made = hardwareCertificates(secret, signingRequestId);
      if (kept.size >= KEPT_MAX) kept.clear();
      kept.set(signingRequestId, made);
      return made;
    },
    flawOf: ({ signingRequestId, signedCert, trustAnchor }) =>
      initializationFlaw({
        requestKey: signingRequestKey(secret, signingRequestId),
        signedCert,
        trustAnchor,
      }),
  };
};
