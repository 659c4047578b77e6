/**
 * SP 800-108 counter mode and HMAC against CAVP, a published label-and-context set, and Wycheproof.
 *
 * @module
 */
import { describe, expect, it } from '@jest/globals';
import { bytesToHex, hexToBytes } from '@noble/ciphers/utils.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { fixedInput, hmacSha256, kdfCounterMode, type Prf } from '../src/provider.ts';
import { providers } from './support/providers.ts';
import { committed, orSkipped, wycheproof } from './support/vectors.ts';

type Cavp = {
  readonly prf: 'HMAC_SHA256' | 'HMAC_SHA384' | 'HMAC_SHA512';
  readonly lBits: number;
  readonly ki: string;
  readonly fixed: string;
  readonly ko: string;
};
type Aws = { readonly kind: string; readonly hash: 'sha256' | 'sha384'; readonly ikm: string; readonly info: string } & {
  readonly label?: string;
  readonly lBytes: number;
  readonly okm: string;
};
type Mac = { readonly key: string; readonly msg: string; readonly tag: string; readonly result: 'valid' | 'invalid' };

const cavp = committed<Cavp>('sp800-108-ctr-hmac.cavp', 120);
const aws = wycheproof<Aws>('sp800-108-ctr.aws-kdfctr', 15);
const macs = wycheproof<Mac>('hmac-sha256.wycheproof', 87);

const prfs: Record<string, Prf> = {
  HMAC_SHA256: hmacSha256,
  HMAC_SHA384: (key, message) => hmac(sha384, key, message),
  HMAC_SHA512: (key, message) => hmac(sha512, key, message),
  sha256: (key, message) => hmac(sha256, key, message),
  sha384: (key, message) => hmac(sha384, key, message),
};

const derive = (prf: string, ikm: string, output: { readonly fixed: Uint8Array; readonly bytes: number }): string =>
  bytesToHex(kdfCounterMode(prfs[prf] ?? hmacSha256, hexToBytes(ikm), output));

describe('kdfCounterMode', () => {
  it(`derives the ${cavp.count} CAVP keys, of one block and of two`, () => {
    const got = cavp.tests.map(({ prf, ki, fixed, lBits }) => derive(prf, ki, { fixed: hexToBytes(fixed), bytes: lBits / 8 }));
    expect(got).toEqual(cavp.tests.map(({ ko }) => ko));
  });

  it(orSkipped('derives keys from label and context', aws), () => {
    const tests = aws?.tests ?? [];
    const fixedOf = ({ label, info, lBytes }: Aws): Uint8Array =>
      label === undefined ? hexToBytes(info) : fixedInput(hexToBytes(label), hexToBytes(info), lBytes * 8);
    const got = tests.map((test) => derive(test.hash, test.ikm, { fixed: fixedOf(test), bytes: test.lBytes }));
    expect(got).toEqual(tests.map(({ okm }) => okm));
  });
});

describe.each(providers)('hmacSha256 of %s', (_, make) => {
  it(orSkipped('gives the Wycheproof codes', macs), async () => {
    const tests = macs?.tests ?? [];
    const provider = make();
    const got = await Promise.all(
      tests.map(async ({ key, msg }) => bytesToHex(await provider.hmacSha256(hexToBytes(key), hexToBytes(msg)))),
    );
    expect(got.map((mac, index) => mac === tests[index]?.tag)).toEqual(tests.map(({ result }) => result === 'valid'));
  });
});
