/**
 * SP 800-108 counter mode and HMAC against CAVP, a published label-and-context set, and Wycheproof.
 *
 * @module
 */
import { describe, expect, it } from '@jest/globals';
import { bytesToHex, hexToBytes } from '@noble/ciphers/utils.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { counterBlock, fixedInput, hmacSha256, kdfCounterMode, type Prf } from '../src/provider.ts';
import { providers } from './support/providers.ts';
import { committed, itOn, wycheproof } from './support/vectors.ts';

type Cavp = {
  readonly prf: 'HMAC_SHA256' | 'HMAC_SHA384' | 'HMAC_SHA512';
  readonly lBits: number;
  readonly ki: string;
  readonly fixed: string;
  readonly ko: string;
};
type Aws = {
  readonly kind: string;
  readonly hash: 'sha256' | 'sha384';
  readonly ikm: string;
  readonly info: string;
} & {
  readonly label?: string;
  readonly lBytes: number;
  readonly okm: string;
};
type Mac = {
  readonly key: string;
  readonly msg: string;
  readonly tag: string;
  readonly result: 'valid' | 'invalid';
};

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

const derive = (
  prf: string,
  ikm: string,
  output: { readonly fixed: Uint8Array; readonly bytes: number },
): string => bytesToHex(kdfCounterMode(prfs[prf] ?? hmacSha256, hexToBytes(ikm), output));

describe('kdfCounterMode', () => {
  it(`derives the ${cavp.count} CAVP keys, of one block and of two`, () => {
    const got = cavp.tests.map(({ prf, ki, fixed, lBits }) =>
      derive(prf, ki, { fixed: hexToBytes(fixed), bytes: lBits / 8 }),
    );
    expect(got).toEqual(cavp.tests.map(({ ko }) => ko));
  });

  itOn(aws, 'derives keys from label and context', (tests) => {
    const fixedOf = ({ label, info, lBytes }: Aws): Uint8Array =>
      label === undefined
        ? hexToBytes(info)
        : fixedInput(hexToBytes(label), hexToBytes(info), lBytes * 8);
    const got = tests.map((test) =>
      derive(test.hash, test.ikm, { fixed: fixedOf(test), bytes: test.lBytes }),
    );
    return [got, tests.map(({ okm }) => okm)];
  });
});

describe.each(providers)('hmacSha256 of %s', (_, make) => {
  const provider = make();

  it('derives the CAVP keys of SP 800-108 with HMAC-SHA256, block by block', async () => {
    const tests = cavp.tests.filter(({ prf }) => prf === 'HMAC_SHA256');
    const got = await Promise.all(
      tests.map(async ({ ki, fixed, lBits }) => {
        const blocks = Array.from({ length: Math.ceil(lBits / 256) }, (_each, index) =>
          counterBlock(index + 1, hexToBytes(fixed)),
        );
        const macsOf = await Promise.all(
          blocks.map(async (block) => provider.hmacSha256(hexToBytes(ki), block)),
        );
        return macsOf
          .map((mac) => bytesToHex(mac))
          .join('')
          .slice(0, lBits / 4);
      }),
    );
    expect(got).toHaveLength(40);
    expect(got).toEqual(tests.map(({ ko }) => ko));
  });

  itOn(macs, 'gives the Wycheproof codes', async (tests) => {
    const got = await Promise.all(
      tests.map(async ({ key, msg }) =>
        bytesToHex(await provider.hmacSha256(hexToBytes(key), hexToBytes(msg))),
      ),
    );
    return [
      got.map((mac, index) => mac === tests[index]?.tag),
      tests.map(({ result }) => result === 'valid'),
    ];
  });
});
