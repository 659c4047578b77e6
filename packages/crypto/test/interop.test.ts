/**
 * Providers open each other's envelopes, nine ways, and give the same bytes from the same
 * randomness.
 *
 * @module
 */
import { describe, expect, it } from '@jest/globals';
import { createSnapshotCipher, openSnapshot, sealSnapshot } from '../src/index.ts';
import { providers } from './support/providers.ts';
import { expected, fixedRandom, input, keyring, pattern, right } from './support/world.ts';

const pairs = providers.flatMap(([sealer, makeSealer]) =>
  providers.map(([opener, makeOpener]) => ({ sealer, opener, makeSealer, makeOpener })),
);
const lengths = [1, 4095, 4096, 4097, 12_288];

describe.each(pairs)('sealed by $sealer, opened by $opener', ({ makeSealer, makeOpener }) => {
  it.each(lengths)('gives back %d bytes', async (bytes) => {
    const snapshot = pattern(bytes, 9);
    const ring = keyring();
    const sealed = right(
      await sealSnapshot(input(snapshot), {
        cipher: createSnapshotCipher(makeSealer()),
        keyring: ring,
      }),
    );
    const opened = await openSnapshot(
      { ...sealed, expected },
      { cipher: createSnapshotCipher(makeOpener()), keyring: ring },
    );
    expect(right(opened)).toEqual(snapshot);
  });
});

describe('the three providers', () => {
  it('seal the same bytes from the same randomness', async () => {
    const seal = async ([, make]: (typeof providers)[number]): Promise<unknown> =>
      right(
        await sealSnapshot(input(pattern(9000)), {
          cipher: createSnapshotCipher(make(fixedRandom())),
          keyring: keyring(),
        }),
      );
    const [first, ...others] = await Promise.all(providers.map(seal));
    for (const other of others) expect(other).toEqual(first);
  });
});
