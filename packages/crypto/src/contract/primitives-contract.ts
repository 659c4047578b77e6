/**
 * The contract of a provider's primitives.
 *
 * @module
 */
import { guardPrimitives } from '../cipher/guard.ts';
import { noblePrimitives } from '../cipher/noble.ts';
import type { AsyncPrimitives, GcmInput } from '../cipher/primitives.ts';
import { type Bytes, copyBytes, fromHex, isEqual, toHex } from '../kernel/bytes.ts';
import { type ContractCase, ensure, fails } from './case.ts';
import { gcmAnswers, hmacAnswers } from './known-answers.ts';
import { roundTripCases } from './round-trip-contract.ts';

const pattern = (bytes: number, seed: number): Bytes =>
  Uint8Array.from({ length: bytes }, (_, index) => (index * 31 + seed) % 256);

const sample = (dataBytes: number): GcmInput => ({
  key: pattern(32, 1),
  nonce: pattern(12, 2),
  aad: pattern(32, 3),
  data: pattern(dataBytes, 4),
});

const but = (input: GcmInput, change: Partial<GcmInput>): GcmInput => ({ ...input, ...change });

const flipped = (bytes: Bytes, bit: number): Bytes =>
  bytes.map((byte, index) => (index === Math.floor(bit / 8) ? byte ^ (1 << (bit % 8)) : byte));

const knownAnswers = (provider: AsyncPrimitives): readonly ContractCase[] => [
  ...gcmAnswers.map(({ key, nonce, aad, plain, sealed }, index) => ({
    name: `gives known answer ${index + 1} of AES-256-GCM`,
    run: async (): Promise<void> => {
      const input = { key: fromHex(key), nonce: fromHex(nonce), aad: fromHex(aad) };
      ensure(
        toHex(await provider.gcmSeal({ ...input, data: fromHex(plain) })) === sealed,
        'gcmSeal gives ciphertext and tag',
      );
      ensure(
        toHex(await provider.gcmOpen({ ...input, data: fromHex(sealed) })) === plain,
        'gcmOpen gives the plaintext',
      );
    },
  })),
  ...hmacAnswers.map(({ key, message, mac }, index) => ({
    name: `gives known answer ${index + 1} of HMAC-SHA256`,
    run: async (): Promise<void> => {
      ensure(
        toHex(await provider.hmacSha256(fromHex(key), fromHex(message))) === mac,
        'hmacSha256 gives the MAC',
      );
    },
  })),
];

/** Lengths around the blocks of AES and GHASH, and one of a full frame. */
const LENGTHS = [0, 1, 15, 16, 17, 31, 32, 33, 4096];

const agreement = (provider: AsyncPrimitives): ContractCase => ({
  name: 'seals and opens like the default provider, at lengths around a block',
  run: async () => {
    const noble = noblePrimitives();
    for (const length of LENGTHS) {
      const input = sample(length);
      const sealed = noble.gcmSeal(input);
      // One after another, so that the first fault is the one reported.
      // eslint-disable-next-line no-await-in-loop
      ensure(isEqual(await provider.gcmSeal(input), sealed), `gcmSeal agrees at ${length} bytes`);
      // eslint-disable-next-line no-await-in-loop
      const opened = await provider.gcmOpen({ ...input, data: sealed });
      ensure(isEqual(opened, input.data), `gcmOpen agrees at ${length} bytes`);
    }
  },
});

const alterations = (sealed: GcmInput): readonly GcmInput[] => [
  ...Array.from({ length: sealed.data.length * 8 }, (_, bit) =>
    but(sealed, { data: flipped(sealed.data, bit) }),
  ),
  ...[0, 95].map((bit) => but(sealed, { nonce: flipped(sealed.nonce, bit) })),
  ...[0, 255].map((bit) => but(sealed, { aad: flipped(sealed.aad, bit) })),
  ...[0, 255].map((bit) => but(sealed, { key: flipped(sealed.key, bit) })),
  { ...sealed, data: sealed.data.subarray(0, -1) },
  { ...sealed, data: sealed.data.subarray(0, 16) },
];

const refusals = (provider: AsyncPrimitives): ContractCase => ({
  name: 'refuses any changed bit of ciphertext or tag, and any other key, nonce or additional data',
  run: async () => {
    const input = sample(20);
    const sealed = { ...input, data: await provider.gcmSeal(input) };
    const outcomes = await Promise.all(
      alterations(sealed).map((altered) => fails(() => provider.gcmOpen(altered))),
    );
    ensure(outcomes.every(Boolean), 'gcmOpen throws if the tag is wrong');
  },
});

const lengths = (provider: AsyncPrimitives): ContractCase => ({
  name: 'never gets keys that are not 32 bytes, nonces that are not 12, or truncated tags',
  run: async () => {
    const input = sample(20);
    const data = await provider.gcmSeal(input);
    const odd = [
      ...[0, 11, 13, 16].map((bytes) => but({ ...input, data }, { nonce: pattern(bytes, 2) })),
      ...[0, 16, 24, 31, 33].map((bytes) => but({ ...input, data }, { key: pattern(bytes, 1) })),
      ...[0, 4, 15].map((bytes) => but(input, { data: data.subarray(0, bytes) })),
    ];
    const opened = await Promise.all(odd.map((each) => fails(() => provider.gcmOpen(each))));
    ensure(opened.every(Boolean), 'gcmOpen works only with the lengths 32, 12 and 16');
    const unsealed = odd.filter(({ key, nonce }) => key.length !== 32 || nonce.length !== 12);
    const sealed = await Promise.all(unsealed.map((each) => fails(() => provider.gcmSeal(each))));
    ensure(sealed.every(Boolean), 'gcmSeal works only with the lengths 32 and 12');
  },
});

const untouched = (provider: AsyncPrimitives): ContractCase => ({
  name: 'does not change its input, and returns fresh memory',
  run: async () => {
    const input = sample(48);
    const sealed = await provider.gcmSeal(input);
    const before = copyBytes(sealed);
    const opened = await provider.gcmOpen({ ...input, data: sealed });
    ensure(isEqual(sealed, before), 'gcmOpen does not change the ciphertext');
    ensure(
      opened.buffer !== sealed.buffer || opened.byteOffset >= sealed.byteOffset + sealed.byteLength,
      'gcmOpen returns fresh memory',
    );
    const { key, nonce, aad, data } = sample(48);
    ensure(isEqual(key, input.key) && isEqual(nonce, input.nonce), 'key and nonce do not change');
    ensure(
      isEqual(aad, input.aad) && isEqual(data, input.data),
      'additional data and plaintext do not change',
    );
  },
});

/** The bytes before and after the middle 64 of 128. */
const beside = (bytes: Bytes): Bytes => bytes.filter((_, index) => index < 32 || index >= 96);

const place = (provider: AsyncPrimitives): ContractCase => ({
  name: 'writes its answer to exactly the place in `into`, or leaves that place alone',
  run: async () => {
    const input = sample(48);
    const data = await provider.gcmSeal(input);
    const around = pattern(128, 9);
    const into = (bytes: number): Bytes => around.subarray(32, 32 + bytes);
    ensure(
      isEqual(await provider.gcmSeal({ ...input, into: into(64) }), data),
      'gcmSeal returns the same with `into`',
    );
    ensure(
      isEqual(await provider.gcmOpen({ ...input, data, into: into(48) }), input.data),
      'gcmOpen returns the same with `into`',
    );
    const altered = { ...input, data: flipped(data, 0), into: into(48) };
    ensure(
      await fails(() => provider.gcmOpen(altered)),
      'gcmOpen throws if the tag is wrong, with `into` too',
    );
    ensure(
      isEqual(beside(around), beside(pattern(128, 9))),
      'nothing is written outside the place',
    );
  },
});

const randomness = (provider: AsyncPrimitives): ContractCase => ({
  name: 'draws as many random bytes as requested, and different ones each time',
  run: async () => {
    const draws = Array.from({ length: 64 }, () => toHex(provider.random(32)));
    ensure(provider.random(7).length === 7, 'random gives the requested length');
    ensure(new Set(draws).size === draws.length, 'random gives different bytes each time');
  },
});

/**
 * Lists what a provider must do, as cases.
 *
 * @param primitives - with real randomness, not a test's
 * @example
 * for (const { name, run } of snapshotCipherContract(nodePrimitives())) it(name, run);
 */
export const snapshotCipherContract = (primitives: AsyncPrimitives): readonly ContractCase[] => {
  const provider = guardPrimitives(primitives);
  const single = [agreement, refusals, lengths, untouched, place, randomness].map((make) =>
    make(provider),
  );
  return [...knownAnswers(provider), ...single, ...roundTripCases(primitives)];
};
