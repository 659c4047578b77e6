/**
 * The invisible salamander: one ciphertext that authenticates under two keys. Bare GCM allows it;
 * the commitment refuses it.
 *
 * @module
 */
import { createCipheriv } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { openSnapshotSync } from '../src/index.ts';
import { nodePrimitives } from '../src/node.ts';
import { hashCore } from '../src/envelope/core-header.ts';
import { encodeRecord } from '../src/envelope/key-record.ts';
import { bindSlot, encodeSlot } from '../src/envelope/slot.ts';
import { parsePayload } from '../src/envelope/layout.ts';
import { deriveKey } from '../src/kernel/kdf.ts';
import { frameNonce } from '../src/cipher/frame-nonce.ts';
import { secret } from '../src/provider.ts';
import {
  BACKUP,
  expected,
  home,
  input,
  joined,
  left,
  pattern,
  planes,
  right,
  sealed,
} from './support/world.ts';

/** GF(2^128) of GCM: bit 0 is the most significant bit of byte 0 (NIST SP 800-38D §6.3). */
const POLY = 0xe1n << 120n;
const multiply = (x: bigint, y: bigint): bigint => {
  let [product, value] = [0n, y];
  for (let bit = 127n; bit >= 0n; bit -= 1n) {
    if ((x >> bit) & 1n) product ^= value;
    value = value & 1n ? (value >> 1n) ^ POLY : value >> 1n;
  }
  return product;
};
const ONE = 1n << 127n;
/** Every element but 0 is its own inverse to the power 2^128-2. */
const invert = (x: bigint): bigint => {
  let [result, square] = [ONE, x];
  for (let bit = 1; bit < 128; bit += 1) {
    square = multiply(square, square);
    result = multiply(result, square);
  }
  return result;
};

const toBig = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
const toBytes = (value: bigint): Uint8Array =>
  Buffer.from(value.toString(16).padStart(32, '0'), 'hex');
const block = (key: Uint8Array, plain: Uint8Array): bigint => {
  const cipher = createCipheriv('aes-256-ecb', key, null).setAutoPadding(false);
  return toBig(cipher.update(plain));
};

/**
 * Tag of a two-block ciphertext: E(J0) + len H + c2 H^2 + c1 H^3 + a2 H^4 + a1 H^5, for 32 bytes of
 * additional data.
 */
const terms = (
  key: Uint8Array,
  nonce: Uint8Array,
): { readonly mask: bigint; readonly powers: readonly bigint[] } => {
  const h = block(key, new Uint8Array(16));
  const powers = [ONE];
  for (let power = 1; power <= 5; power += 1) powers.push(multiply(powers[power - 1] ?? ONE, h));
  return { mask: block(key, joined(nonce, Uint8Array.of(0, 0, 0, 1))), powers };
};

const collide = (
  keys: readonly [Uint8Array, Uint8Array],
  nonce: Uint8Array,
  aad: Uint8Array,
): Uint8Array => {
  const [a1, a2] = [toBig(aad.subarray(0, 16)), toBig(aad.subarray(16))];
  const lengths = (256n << 64n) | 256n;
  const first = toBig(pattern(16, 4));
  const fixedPart = (key: Uint8Array): { readonly sum: bigint; readonly square: bigint } => {
    const { mask, powers } = terms(key, nonce);
    const at = (power: number): bigint => powers[power] ?? 0n;
    const sum =
      mask ^
      multiply(lengths, at(1)) ^
      multiply(first, at(3)) ^
      multiply(a2, at(4)) ^
      multiply(a1, at(5));
    return { sum, square: at(2) };
  };
  const [one, two] = [fixedPart(keys[0]), fixedPart(keys[1])];
  const second = multiply(one.sum ^ two.sum, invert(one.square ^ two.square));
  const tag = one.sum ^ multiply(second, one.square);
  return joined(toBytes(first), toBytes(second), toBytes(tag));
};

describe('an invisible salamander', () => {
  const world = planes();
  const real = sealed(world, input(pattern(32)));
  const parsed = right(parsePayload(real.payload));
  const coreHash = hashCore(parsed.core);
  const [ebkA, ebkB] = [pattern(32, 71), pattern(32, 72)];
  const keys = [
    deriveKey(ebkA, 'payload-key', { context: coreHash }),
    deriveKey(ebkB, 'payload-key', { context: coreHash }),
  ] as const;
  const nonce = frameNonce(0, true);
  const frame = collide(keys, nonce, coreHash);

  it('opens under two keys of bare AES-256-GCM, to two plaintexts', () => {
    const { gcmOpen } = nodePrimitives();
    const [a, b] = keys.map((key) => gcmOpen({ key, nonce, aad: coreHash, data: frame }));
    expect(a).toHaveLength(32);
    expect(b).toHaveLength(32);
    expect(a).not.toEqual(b);
  });

  it('opens under at most one EBK in an envelope, although both records are genuine', () => {
    const key = world.keyring.activeKey(home);
    const header = {
      wrapSuite: 1,
      generation: 0,
      holderRegion: home.region,
      holderBackupId: BACKUP,
      recipient: 'primary',
      epoch: 1,
      pbkId: key?.id ?? new Uint8Array(),
    } as const;
    const slot = encodeSlot(header);
    const context = { binding: bindSlot(coreHash, slot), slot: header };
    const commitment = deriveKey(ebkA, 'commitment', { context: coreHash });
    const payload = joined(parsed.core, commitment, frame);
    const openWith = (ebk: Uint8Array): ReturnType<typeof openSnapshotSync> => {
      if (key === undefined) throw new Error('there is an active key');
      const wrapped = right({
        _tag: 'Right',
        right: world.keyring.wrap(key, secret('ebk', ebk.slice()), context),
      });
      if (!(wrapped instanceof Uint8Array)) throw new Error('a memory keyring answers at once');
      return openSnapshotSync(
        { payload, record: encodeRecord({ slot, wrapped }), expected },
        world,
      );
    };
    expect(right(openWith(ebkA))).toHaveLength(32);
    expect(left(openWith(ebkB))).toEqual({ _tag: 'AuthenticationFailed' });
  });
});
