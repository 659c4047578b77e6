import { describe, expect, it } from '@jest/globals';
import { assert, pre, property, string } from 'fast-check';
import { isRight, left } from 'fp-ts/lib/Either.js';
import { putCertificate, type Cluster } from '@hsm-lifecycle/core';
import { accepted, after, clusterWith } from '@hsm-lifecycle/testing';
import { itKeepsTime, itWritesOnlyOnPeers } from '../shared.ts';
import { onlyFast } from '../support.ts';

const before = clusterWith();
const putting = (cluster: Cluster, certificateId: string) =>
  putCertificate(cluster, { at: cluster.asOf, certificateId });
const withCertificates = (count: number): Cluster => {
  let filled = before;
  for (let n = 0; n < count; n += 1) filled = after(putting(filled, `c${n}`));
  return filled;
};

describe('putCertificate', () => {
  it('stores a certificate on the HSMs (F-132)', () => {
    const at = before.asOf;
    const input = { certificateId: 'c1', subject: 'CN=app', expiresAt: at + 1 };
    const [state, events] = accepted(putCertificate(before, { at, ...input }));
    expect(events).toEqual([
      { type: 'CertificatePut', data: { at, certificate: { ...input, putAt: at } } },
    ]);
    expect(state.material?.certificates).toEqual([{ ...input, putAt: at }]);
  });

  it('replaces a certificate with the same id', () => {
    const two = withCertificates(2);
    expect(
      after(putCertificate(two, { at: two.asOf, certificateId: 'c0', subject: 'CN=new' })).material
        ?.certificates,
    ).toMatchObject([{ certificateId: 'c1' }, { certificateId: 'c0', subject: 'CN=new' }]);
  });

  it.each(['hsm1.medium', 'hsm3.large'])('refuses %s, which stores none (F-132)', (hsmType) => {
    expect(putting({ ...before, hsmType }, 'c1')).toEqual(
      left({ _tag: 'CertificatesNotSupported', rule: 'F-132', hsmType }),
    );
  });

  it.each(['hsm2m.medium', 'phsm2m.medium'])('accepts %s (F-132)', (hsmType) => {
    expect(isRight(putting({ ...before, hsmType }, 'c1'))).toBe(true);
  });

  itKeepsTime(
    () => before,
    (holder, at) => putCertificate(holder, { at, certificateId: 'c1' }),
  );
  itWritesOnlyOnPeers((cluster, at) => putCertificate(cluster, { at, certificateId: 'c1' }));

  it.each([-1, 0.5, Number.NaN])(
    'refuses %d as a certificate’s expiresAt, which is not an instant (M-2)',
    (expiresAt) => {
      expect(putCertificate(before, { at: before.asOf, certificateId: 'c1', expiresAt })).toEqual(
        left({ _tag: 'NotAnInstant', rule: 'M-2', at: expiresAt, field: 'expiresAt' }),
      );
    },
  );

  it('accepts the 60th and refuses the 61st (F-132)', () => {
    const full = after(putting(withCertificates(59), 'the-60th'));
    expect(full.material?.certificates).toHaveLength(60);
    expect(putting(full, 'the-61st')).toEqual(
      left({ _tag: 'TooManyCertificates', rule: 'F-132', limit: 60 }),
    );
    expect(isRight(putting(full, 'the-60th'))).toBe(true);
  });

  it('always holds one certificate per id', () => {
    assert(
      property(string({ minLength: 1 }), (certificateId) => {
        const outcome = putting(after(putting(before, certificateId)), certificateId);
        pre(isRight(outcome));
        expect(outcome.right[0].material?.certificates).toHaveLength(1);
      }),
      onlyFast,
    );
  });
});
