/**
 * Certificates: openssl verifies those of HSMs, and the service checks those of customers.
 */
import { beforeAll, describe, expect, it } from '@jest/globals';
import { alice, described, done, refused, withHsm } from './support/calls.ts';
import { endpoint, type Endpoint } from './support/endpoint.ts';
import {
  hasOpenssl,
  makeAuthority,
  signRequest,
  withOpenssl,
  type Customer,
} from './support/customer.ts';
import { rootCertificate } from '../src/certificates/hardware-certificates.ts';

const SECRET = new Uint8Array(32).fill(7);

if (!hasOpenssl) process.stdout.write('certificates: skipped, there is no openssl\n');
// eslint-disable-next-line jest/no-disabled-tests
const suite = hasOpenssl ? describe : describe.skip;

type Papers = NonNullable<Awaited<ReturnType<typeof described>>['Certificates']>;

const papersOf = async (side: Endpoint, clusterId: string): Promise<Papers> =>
  (await described(side, clusterId)).Certificates ?? {};

/** Initializes a new cluster with what openssl makes of its request; the refusal, if it is one. */
const initializing = async (
  customer: Customer,
  files: { readonly signed: string; readonly anchor: readonly string[] },
  at: { readonly endpoint: Endpoint; readonly clusterId: string },
): Promise<string> => {
  const outcome = await at.endpoint.cloudHsm.call(
    'InitializeCluster',
    {
      ClusterId: at.clusterId,
      SignedCert: customer.read(`${files.signed}.crt`),
      TrustAnchor: files.anchor.map((name) => customer.read(`${name}.crt`)).join(''),
    },
    alice,
  );
  return outcome._tag === 'Left' ? outcome.left.message : String(outcome.right.State);
};

suite('the certificates of an HSM', () => {
  let side: Endpoint;
  let clusterId = '';
  beforeAll(async () => {
    side = await endpoint();
    clusterId = await withHsm(side);
  });

  it('lead to both roots, as the user guide verifies them (F-74)', async () => {
    const papers = await papersOf(side, clusterId);
    await withOpenssl(async ({ openssl, write }) => {
      write('hsm.crt', papers.HsmCertificate ?? '');
      const roots = [
        await rootCertificate(SECRET, 'aws'),
        await rootCertificate(SECRET, 'manufacturer'),
      ];
      const hardwares = [papers.AwsHardwareCertificate, papers.ManufacturerHardwareCertificate];
      for (const [index, hardware] of hardwares.entries()) {
        const root = roots[index] ?? '';
        write('root.crt', root);
        write('hardware.crt', hardware ?? '');
        write('chain.crt', `${hardware ?? ''}${root}`);
        expect(openssl('verify', '-x509_strict', '-CAfile', 'root.crt', 'hardware.crt')).toContain(
          'OK',
        );
        expect(openssl('verify', '-x509_strict', '-CAfile', 'chain.crt', 'hsm.crt')).toContain(
          'OK',
        );
      }
      write('cluster.csr', papers.ClusterCsr ?? '');
      expect(openssl('req', '-in', 'cluster.csr', '-noout', '-verify')).toBe('');
      expect(openssl('req', '-in', 'cluster.csr', '-noout', '-pubkey')).toBe(
        openssl('x509', '-in', 'hsm.crt', '-noout', '-pubkey'),
      );
    });
  });

  it('are the same bytes at each start, and others for another secret', async () => {
    const again = await endpoint();
    const same = await withHsm(again);
    expect(same).toBe(clusterId);
    expect(await papersOf(again, same)).toEqual(await papersOf(side, clusterId));
    const other = await endpoint({ secret: new Uint8Array(32).fill(8) });
    expect((await papersOf(other, await withHsm(other))).ClusterCsr).not.toBe(
      (await papersOf(side, clusterId)).ClusterCsr,
    );
  });
});

suite('InitializeCluster', () => {
  const PSS = ['-sigopt', 'rsa_padding_mode:pss', '-sigopt', 'rsa_pss_saltlen:-1'];
  const curve = (name: string): readonly string[] => [
    'ec',
    '-pkeyopt',
    `ec_paramgen_curve:${name}`,
  ];

  it.each([
    { kind: 'RSA 2048', key: ['rsa:2048'], hash: 'sha256', more: [] },
    { kind: 'RSA 3072', key: ['rsa:3072'], hash: 'sha384', more: [] },
    { kind: 'RSA 4096', key: ['rsa:4096'], hash: 'sha512', more: [] },
    { kind: 'RSA-PSS', key: ['rsa:2048'], hash: 'sha256', more: PSS },
    { kind: 'P-256', key: curve('P-256'), hash: 'sha256', more: [] },
    { kind: 'P-384', key: curve('P-384'), hash: 'sha384', more: [] },
    { kind: 'P-521', key: curve('P-521'), hash: 'sha512', more: [] },
  ])('takes an authority with $kind (F-77)', async ({ key, hash, more }) => {
    const side = await endpoint();
    const clusterId = await withHsm(side);
    await withOpenssl(async (customer) => {
      customer.write('cluster.csr', (await papersOf(side, clusterId)).ClusterCsr ?? '');
      makeAuthority(customer, 'ca', { key, hash });
      signRequest(customer, 'signed', { authority: 'ca', hash, more });
      const outcome = await initializing(
        customer,
        { signed: 'signed', anchor: ['ca'] },
        { endpoint: side, clusterId },
      );
      expect(outcome).toBe('INITIALIZE_IN_PROGRESS');
      side.pass(5);
      const after = await described(side, clusterId);
      expect(after).toMatchObject({
        State: 'INITIALIZED',
        Certificates: { ClusterCertificate: customer.read('signed.crt') },
      });
      expect(after.Certificates?.ClusterCsr).toBeUndefined();
    });
  });

  it('takes a chain of up to four, ordered from the one that signed (F-77)', async () => {
    const side = await endpoint();
    const clusterId = await withHsm(side);
    await withOpenssl(async (customer) => {
      const { openssl } = customer;
      customer.write('cluster.csr', (await papersOf(side, clusterId)).ClusterCsr ?? '');
      customer.write('ext', 'basicConstraints=critical,CA:TRUE\n');
      makeAuthority(customer, 'ca0');
      for (let n = 1; n <= 4; n += 1) {
        openssl(
          'req',
          '-nodes',
          '-newkey',
          'rsa:2048',
          '-subj',
          `/CN=ca${n}`,
          '-keyout',
          `ca${n}.key`,
          '-out',
          `ca${n}.csr`,
        );
        openssl(
          'x509',
          '-req',
          '-in',
          `ca${n}.csr`,
          '-CA',
          `ca${n - 1}.crt`,
          '-CAkey',
          `ca${n - 1}.key`,
          '-set_serial',
          `${n}`,
          '-extfile',
          'ext',
          '-out',
          `ca${n}.crt`,
        );
      }
      signRequest(customer, 'deep', { authority: 'ca4' });
      signRequest(customer, 'signed', { authority: 'ca3' });
      const at = { endpoint: side, clusterId };
      const attempt = (signed: string, ...anchor: string[]): Promise<string> =>
        initializing(customer, { signed, anchor }, at);
      expect(await attempt('deep', 'ca4', 'ca3', 'ca2', 'ca1', 'ca0')).toMatch(
        /more than 4 certificates/u,
      );
      expect(await attempt('signed', 'ca3', 'ca2', 'ca1')).toMatch(/not self-signed/u);
      expect(await attempt('signed', 'ca3', 'ca1', 'ca0')).toMatch(
        /1 of the TrustAnchor was not signed/u,
      );
      expect(await attempt('signed', 'ca0')).toMatch(/not signed by the TrustAnchor/u);
      expect(await attempt('signed', 'ca3', 'ca2', 'ca1', 'ca0')).toBe('INITIALIZE_IN_PROGRESS');
    });
  });

  it('refuses SHA-1, SHA-224, another key, and an anchor that only has the same name (F-77)', async () => {
    const side = await endpoint();
    const clusterId = await withHsm(side);
    await withOpenssl(async (customer) => {
      const { openssl } = customer;
      const csr = (await papersOf(side, clusterId)).ClusterCsr ?? '';
      customer.write('cluster.csr', csr);
      makeAuthority(customer, 'ca', { subject: '/CN=same' });
      makeAuthority(customer, 'twin', { subject: '/CN=same' });
      makeAuthority(customer, 'weak', { key: ['rsa:1024'] });
      for (const hash of ['sha1', 'sha224']) signRequest(customer, hash, { authority: 'ca', hash });
      signRequest(customer, 'weakly', { authority: 'weak' });
      signRequest(customer, 'signed', { authority: 'ca' });
      openssl(
        'req',
        '-nodes',
        '-newkey',
        'rsa:2048',
        '-subj',
        '/CN=x',
        '-keyout',
        'x.key',
        '-out',
        'cluster.csr',
      );
      signRequest(customer, 'other', { authority: 'ca' });
      const at = { endpoint: side, clusterId };
      const attempt = (signed: string, anchor: string): Promise<string> =>
        initializing(customer, { signed, anchor: [anchor] }, at);
      expect(await attempt('sha1', 'ca')).toMatch(/not signed with SHA-256/u);
      expect(await attempt('sha224', 'ca')).toMatch(/SHA-224, which this model cannot verify/u);
      expect(await attempt('weakly', 'weak')).toMatch(/neither RSA of 2048/u);
      expect(await attempt('other', 'ca')).toMatch(/public key of the ClusterCsr/u);
      expect(await attempt('signed', 'twin')).toMatch(/not signed by the TrustAnchor/u);
      expect(
        await refused(side, 'InitializeCluster', {
          ClusterId: clusterId,
          SignedCert: 'x',
          TrustAnchor: 'y',
        }),
      ).toMatchObject({ code: 'CloudHsmInvalidRequestException', rule: 'F-77' });
      expect(await attempt('signed', 'ca')).toBe('INITIALIZE_IN_PROGRESS');
      await done(side, 'DescribeClusters', {});
    });
  });
});
