/**
 * AES-256-GCM of every provider against CAVP and Wycheproof.
 *
 * @module
 */
import { describe, expect, it } from '@jest/globals';
import { bytesToHex, hexToBytes } from '@noble/ciphers/utils.js';
import { guardPrimitives } from '../src/provider.ts';
import type { AsyncPrimitives } from '../src/index.ts';
import { providers } from './support/providers.ts';
import { committed, itOn, wycheproof } from './support/vectors.ts';

type Cavp = {
  readonly dir: 'enc' | 'dec';
  readonly key: string;
  readonly iv: string;
  readonly aad: string;
  readonly pt?: string;
} & {
  readonly ct: string;
  readonly tag: string;
  readonly ok: boolean;
};
type Wycheproof = {
  readonly tcId: number;
  readonly key: string;
  readonly iv: string;
  readonly aad: string;
} & {
  readonly msg: string;
  readonly ct: string;
  readonly tag: string;
  readonly result: 'valid' | 'invalid';
};

const cavp = committed<Cavp>('aes-256-gcm.cavp', 250);
const published = wycheproof<Wycheproof>('aes-256-gcm.wycheproof', 66);
const otherNonces = wycheproof<Wycheproof>('aes-256-gcm-iv-other.wycheproof', 39);

type Named = {
  readonly key: string;
  readonly iv: string;
  readonly aad: string;
  readonly data: string;
};

const call = async (
  provider: AsyncPrimitives,
  operation: 'gcmSeal' | 'gcmOpen',
  { key, iv, aad, data }: Named,
): Promise<string> => {
  try {
    const input = {
      key: hexToBytes(key),
      nonce: hexToBytes(iv),
      aad: hexToBytes(aad),
      data: hexToBytes(data),
    };
    return bytesToHex(await provider[operation](input));
  } catch {
    return 'refused';
  }
};

describe.each(providers)('%s', (_, make) => {
  const provider = guardPrimitives(make());

  it(`opens and seals the ${cavp.count} CAVP vectors`, async () => {
    const got = await Promise.all(
      cavp.tests.map((test) => call(provider, 'gcmOpen', { ...test, data: test.ct + test.tag })),
    );
    expect(got).toEqual(cavp.tests.map(({ ok, pt }) => (ok ? pt : 'refused')));
    const valid = cavp.tests.filter(({ ok }) => ok);
    const sealed = await Promise.all(
      valid.map((test) => call(provider, 'gcmSeal', { ...test, data: test.pt ?? '' })),
    );
    expect(sealed).toEqual(valid.map(({ ct, tag }) => ct + tag));
  });

  itOn(published, 'opens the Wycheproof vectors', async (tests) => {
    const got = await Promise.all(
      tests.map((test) => call(provider, 'gcmOpen', { ...test, data: test.ct + test.tag })),
    );
    return [got, tests.map(({ result, msg }) => (result === 'valid' ? msg : 'refused'))];
  });

  itOn(otherNonces, 'refuses every nonce that is not 12 bytes', async (tests) => {
    const got = await Promise.all(
      tests.map((test) => call(provider, 'gcmOpen', { ...test, data: test.ct + test.tag })),
    );
    return [got, tests.map(() => 'refused')];
  });
});
