/**
 * The redundant layers, each tested alone: tests of the whole would not notice if one were missing.
 *
 * @module
 */
import { describe, expect, it } from '@jest/globals';
import { bytesToHex } from '@noble/ciphers/utils.js';
import { sha256 } from '@noble/hashes/sha2.js';
import {
  createSnapshotCipher,
  type GcmInput,
  noblePrimitives,
  openSnapshotSync,
  type PayloadKeys,
  sealSnapshotSync,
} from '../src/index.ts';
import { encodeCore, hashCore } from '../src/envelope/core-header.ts';
import { bindSlot, encodeSlot } from '../src/envelope/slot.ts';
import { parsePayload } from '../src/envelope/layout.ts';
import { frameNonce } from '../src/cipher/frame-nonce.ts';
import { counterBlock, fixedInput } from '../src/provider.ts';
import { deriveKey, keyMessage } from '../src/kernel/kdf.ts';
import { secret } from '../src/provider.ts';
import {
  BACKUP,
  expected,
  flipped,
  home,
  input,
  joined,
  keyring,
  left,
  pattern,
  planes,
  right,
} from './support/world.ts';

const noble = noblePrimitives();

/** A cipher that records the input of its primitives. */
const spied = (): {
  readonly cipher: ReturnType<typeof planes>['cipher'];
  readonly sealedWith: GcmInput[];
  readonly macs: { key: string; message: string }[];
} => {
  const sealedWith: GcmInput[] = [];
  const macs: { key: string; message: string }[] = [];
  const cipher = createSnapshotCipher({
    ...noble,
    hmacSha256: (key, message) => {
      macs.push({ key: bytesToHex(key), message: bytesToHex(message) });
      return noble.hmacSha256(key, message);
    },
    gcmSeal: (each) => {
      sealedWith.push({
        key: each.key.slice(),
        nonce: each.nonce.slice(),
        aad: each.aad.slice(),
        data: each.data.slice(),
      });
      return noble.gcmSeal(each);
    },
  });
  return { cipher, sealedWith, macs };
};

const keysFor = (ebk: Uint8Array, coreHash: Uint8Array): PayloadKeys => {
  const keys = createSnapshotCipher(noble).derive(secret('ebk', ebk.slice()), coreHash);
  if (keys instanceof Promise) throw new Error('noble answers at once');
  return keys;
};

const sealFrame = (keys: PayloadKeys, isLast: boolean): string => {
  const frame = keys.sealer(4096).seal(pattern(4096), isLast);
  if (frame instanceof Promise) throw new Error('noble answers at once');
  return bytesToHex(frame);
};

describe('a frame', () => {
  const { cipher, sealedWith } = spied();
  const backup = right(
    sealSnapshotSync(input(pattern(2 * 4096 + 1)), { cipher, keyring: keyring() }),
  );
  const { core } = right(parsePayload(backup.payload));

  it('carries H as additional data', () => {
    expect(sealedWith.map(({ aad }) => bytesToHex(aad))).toEqual(
      Array.from({ length: 3 }, () => bytesToHex(hashCore(core))),
    );
  });

  it('has a nonce made of its number and a mark if it is the last', () => {
    expect(sealedWith.map(({ nonce }) => bytesToHex(nonce))).toEqual([
      '000000000000000000000000',
      '000000000000000000000100',
      '000000000000000000000201',
    ]);
    expect(bytesToHex(frameNonce(0xfffffffe, true))).toBe('00000000000000fffffffe01');
  });

  it('differs, tag and ciphertext, when it is the last', () => {
    const [ebk, coreHash] = [pattern(32, 1), pattern(32, 2)];
    const [open, last] = [
      sealFrame(keysFor(ebk, coreHash), false),
      sealFrame(keysFor(ebk, coreHash), true),
    ];
    expect(open.slice(-32)).not.toBe(last.slice(-32));
    expect(open.slice(0, 32)).not.toBe(last.slice(0, 32));
  });

  it('is bound to H by its additional data alone, even under the same key', () => {
    const frame = sealedWith[0];
    if (frame === undefined) throw new Error('three frames were sealed');
    expect(() =>
      noble.gcmOpen({ ...frame, data: noble.gcmSeal(frame), aad: flipped(frame.aad, 0) }),
    ).toThrow(/./);
  });
});

describe('the keys of a payload', () => {
  it('are derived by SP 800-108 with the labels of the envelope over H', () => {
    const { cipher, macs } = spied();
    const backup = right(sealSnapshotSync(input(), { cipher, keyring: keyring() }));
    const coreHash = hashCore(right(parsePayload(backup.payload)).core);
    const messageOf = (label: string): string =>
      bytesToHex(
        counterBlock(
          1,
          fixedInput(new TextEncoder().encode(`sealed-hsm-backup/v1/${label}`), coreHash, 256),
        ),
      );
    expect(macs.map(({ message }) => message)).toEqual([
      messageOf('commitment'),
      messageOf('payload-key'),
    ]);
    expect(new Set(macs.map(({ key }) => key)).size).toBe(1);
  });

  it('differ when one bit of H differs', () => {
    const [ebk, coreHash] = [pattern(32, 1), pattern(32, 2)];
    const all = [coreHash, ...Array.from({ length: 256 }, (_, bit) => flipped(coreHash, bit))];
    expect(new Set(all.map((hash) => bytesToHex(keysFor(ebk, hash).commitment))).size).toBe(257);
    expect(
      new Set(all.map((hash) => bytesToHex(deriveKey(ebk, 'payload-key', { context: hash })))).size,
    ).toBe(257);
    expect(sealFrame(keysFor(ebk, coreHash), true)).not.toBe(
      sealFrame(keysFor(ebk, flipped(coreHash, 0)), true),
    );
  });

  it('differ from one another', () => {
    const labels = ['pbk', 'pbk-id', 'kek', 'payload-key', 'commitment'] as const;
    const messages = labels.map((label) => bytesToHex(keyMessage(label, pattern(32))));
    expect(new Set(messages).size).toBe(5);
    expect(bytesToHex(keyMessage('kek', new Uint8Array(), 128))).toBe(
      `00000001${bytesToHex(new TextEncoder().encode('sealed-hsm-backup/v1/kek'))}0000000080`,
    );
  });
});

describe('H', () => {
  it('is the hash of every bit of the core header, under its own domain', () => {
    const { header: _, core } = {
      header: 0,
      core: right(parsePayload(right(sealSnapshotSync(input(), planes())).payload)).core,
    };
    const domain = new TextEncoder().encode('sealed-hsm-backup/v1/core');
    expect(hashCore(core)).toEqual(sha256(joined(domain, Uint8Array.of(0), core)));
    const hashes = Array.from({ length: core.length * 8 }, (_each, bit) =>
      bytesToHex(hashCore(flipped(core, bit))),
    );
    expect(new Set([...hashes, bytesToHex(hashCore(core))]).size).toBe(core.length * 8 + 1);
  });
});

describe('the KEK', () => {
  const slot = encodeSlot({
    wrapSuite: 1,
    generation: 0,
    holderRegion: home.region,
    holderBackupId: BACKUP,
    recipient: 'primary',
    epoch: 1,
    pbkId: pattern(16),
  });
  const coreHash = pattern(32, 2);

  it('differs with every bit of H and of the slot header', () => {
    const domain = new TextEncoder().encode('sealed-hsm-backup/v1/slot');
    expect(bindSlot(coreHash, slot)).toEqual(
      sha256(joined(domain, Uint8Array.of(0), coreHash, slot)),
    );
    const bindings = [
      bindSlot(coreHash, slot),
      ...Array.from({ length: 256 }, (_, bit) => bindSlot(flipped(coreHash, bit), slot)),
      ...Array.from({ length: slot.length * 8 }, (_, bit) =>
        bindSlot(coreHash, flipped(slot, bit)),
      ),
    ];
    const keks = new Set(
      bindings.map((binding) => bytesToHex(deriveKey(pattern(32), 'kek', { context: binding }))),
    );
    expect(keks.size).toBe(bindings.length);
  });

  it('is derived with the binding of exactly this record', () => {
    const ring = keyring();
    const bindings: string[] = [];
    const spy = {
      ...ring,
      wrap: (...[key, ebk, context]: Parameters<typeof ring.wrap>) => (
        bindings.push(bytesToHex(context.binding)),
        ring.wrap(key, ebk, context)
      ),
    };
    const backup = right(sealSnapshotSync(input(), { ...planes(), keyring: spy }));
    const own = bindSlot(
      hashCore(right(parsePayload(backup.payload)).core),
      backup.record.subarray(1, -42),
    );
    expect(bindings).toEqual([bytesToHex(own)]);
  });
});

describe('the form', () => {
  it('is checked before any key is used', () => {
    const ring = keyring();
    const world = { ...planes(), keyring: ring };
    const backup = right(sealSnapshotSync(input(), world));
    const untouchable = {
      ...ring,
      findKey: () => {
        throw new Error('a key was asked for');
      },
    };
    const open = (payload: Uint8Array): unknown =>
      left(openSnapshotSync({ ...backup, payload, expected }, { ...world, keyring: untouchable }));
    expect(open(joined(backup.payload, Uint8Array.of(0)))).toEqual({
      _tag: 'EnvelopeMalformed',
      code: 'length',
    });
    expect(open(backup.payload.subarray(0, -1))).toEqual({
      _tag: 'EnvelopeMalformed',
      code: 'length',
    });
    expect(open(flipped(backup.payload, 8 * 11))).toEqual({
      _tag: 'EnvelopeMalformed',
      code: 'flags',
    });
    expect(open(backup.payload)).toEqual({
      _tag: 'ProviderFailed',
      provider: 'memory',
      reason: 'threw',
    });
  });

  it('has headers whose every byte is accounted for', () => {
    const core = encodeCore({
      ...input(),
      frameBytes: 65536,
      originRegion: home.region,
      plaintextBytes: 100,
      salt: pattern(32),
    });
    const texts = [home.region, 'hsm1.medium', input().clusterId, BACKUP];
    expect(core.length).toBe(60 + texts.reduce((sum, text) => sum + 1 + text.length, 0));
    expect(bytesToHex(core.subarray(0, 28))).toBe(
      '894853420d0a1a0a010110000000015d3ef798000000000000000064',
    );
  });
});
