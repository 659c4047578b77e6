/**
 * AES-256 key wrap against RFC 3394, CAVP and Wycheproof, and against `node:crypto`.
 *
 * @module
 */
import { createCipheriv } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { aeskw } from '@noble/ciphers/aes.js';
import { bytesToHex, hexToBytes } from '@noble/ciphers/utils.js';
import { assert, property, uint8Array } from 'fast-check';
import { deriveKey } from '../src/kernel/kdf.ts';
import { nobleKeyPrimitives } from '../src/index.ts';
import { ebkWrap } from '../src/keyring/pbk.ts';
import { nodeKeyPrimitives } from '../src/node.ts';
import { secret, withSecret } from '../src/provider.ts';
import { committed, itOn, wycheproof } from './support/vectors.ts';

type Cavp = {
  readonly dir: 'wrap' | 'unwrap';
  readonly kek: string;
  readonly pt?: string;
  readonly ct: string;
  readonly ok: boolean;
};
type Wycheproof = {
  readonly key: string;
  readonly msg: string;
  readonly ct: string;
  readonly result: string;
};

const cavp = committed<Cavp>('aes-256-kw.cavp', 200);
const published = wycheproof<Wycheproof>('aes-256-kw.wycheproof', 68);

const unwrap = (kek: string, wrapped: string): string => {
  try {
    return bytesToHex(aeskw(hexToBytes(kek)).decrypt(hexToBytes(wrapped)));
  } catch {
    return 'refused';
  }
};

const key32 = uint8Array({ minLength: 32, maxLength: 32 });

describe('the key wrap of the local keyrings', () => {
  it('gives the answer of RFC 3394 §4.6', () => {
    const kek = hexToBytes('000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f');
    const key = hexToBytes('00112233445566778899aabbccddeeff000102030405060708090a0b0c0d0e0f');
    const wrapped =
      '28c9f404c4b810f4cbccb35cfb87f8263f5786e2d80ed326cbc7f0e71a99f43bfb988b9b7a02dd21';
    expect(bytesToHex(aeskw(kek).encrypt(key))).toBe(wrapped);
  });

  it(`wraps and unwraps the ${cavp.count} CAVP vectors`, () => {
    expect(cavp.tests.map(({ kek, ct }) => unwrap(kek, ct))).toEqual(
      cavp.tests.map(({ ok, pt }) => (ok ? pt : 'refused')),
    );
    const valid = cavp.tests.filter(({ ok }) => ok);
    expect(
      valid.map(({ kek, pt }) => bytesToHex(aeskw(hexToBytes(kek)).encrypt(hexToBytes(pt ?? '')))),
    ).toEqual(valid.map(({ ct }) => ct));
  });

  itOn(published, 'unwraps the Wycheproof vectors', (all) => {
    const tests = all.filter(({ result }) => result !== 'acceptable');
    const got = tests.map(({ key, ct }) => unwrap(key, ct));
    return [got, tests.map(({ result, msg }) => (result === 'valid' ? msg : 'refused'))];
  });

  it.each([
    ['noble', nobleKeyPrimitives],
    ['node', nodeKeyPrimitives],
  ])('is AES key wrap under KDF(PBK, kek, binding), by %s', (_, primitives) => {
    const { wrap: wrapEbk } = ebkWrap(primitives);
    assert(
      property(key32, key32, key32, (pbk, ebk, binding) => {
        const kek = deriveKey(pbk, 'kek', { context: binding });
        const cipher = createCipheriv('id-aes256-wrap', kek, Buffer.alloc(8, 0xa6));
        const wrapped = Buffer.concat([cipher.update(ebk), cipher.final()]);
        expect(
          bytesToHex(wrapEbk(secret('pbk', pbk.slice()), secret('ebk', ebk.slice()), binding)),
        ).toBe(wrapped.toString('hex'));
      }),
    );
  });

  it(`unwraps by node the CAVP vectors of 40 bytes as by noble`, () => {
    const own = cavp.tests.filter(({ ct }) => ct.length === 80);
    expect(own.length).toBeGreaterThan(20);
    const by = ({ unwrapKey }: typeof nodeKeyPrimitives) =>
      own.map(({ kek, ct }) => {
        try {
          return bytesToHex(unwrapKey(hexToBytes(kek), hexToBytes(ct)));
        } catch {
          return 'refused';
        }
      });
    expect(by(nodeKeyPrimitives)).toEqual(own.map(({ ok, pt }) => (ok ? pt : 'refused')));
    expect(by(nobleKeyPrimitives)).toEqual(by(nodeKeyPrimitives));
  });

  it.each([0, 8, 16, 32, 39, 48])('unwraps by node nothing of %d bytes', (bytes) => {
    const kek = new Uint8Array(32).fill(1);
    expect(() => nodeKeyPrimitives.unwrapKey(kek, new Uint8Array(bytes))).toThrow(/./);
    expect(() => nodeKeyPrimitives.wrapKey(kek, new Uint8Array(bytes).subarray(0, 31))).toThrow(
      /./,
    );
  });

  it.each([
    ['noble', nobleKeyPrimitives],
    ['node', nodeKeyPrimitives],
  ])('unwraps what it wrapped, and nothing under another binding, by %s', (_, primitives) => {
    const { wrap: wrapEbk, unwrap: unwrapEbk } = ebkWrap(primitives);
    const [pbk, binding, other] = [
      secret('pbk', new Uint8Array(32).fill(1)),
      new Uint8Array(32).fill(2),
      new Uint8Array(32).fill(3),
    ];
    const wrapped = wrapEbk(pbk, secret('ebk', new Uint8Array(32).fill(4)), binding);
    expect(withSecret(unwrapEbk(pbk, wrapped, binding), bytesToHex)).toBe('04'.repeat(32));
    expect(() => unwrapEbk(pbk, wrapped, other)).toThrow(/./);
  });
});
