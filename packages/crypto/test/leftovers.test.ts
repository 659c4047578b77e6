/**
 * What a snapshot leaves behind in memory that is no longer used.
 *
 * @module
 */
import { describe, expect, it } from '@jest/globals';
import {
  type AsyncPrimitives,
  type Bytes,
  createSnapshotCipher,
  noblePrimitives,
  openSnapshot,
  sealSnapshotStream,
} from '../src/index.ts';
import { expected, input, pattern, planes, right, sealed } from './support/world.ts';

const snapshot = pattern(9000);

/** A provider that records, by reference, its input and its output. */
const spied = (change: (noble: AsyncPrimitives, seen: Bytes[]) => Partial<AsyncPrimitives>) => {
  const seen: Bytes[] = [];
  const { sync: _, ...noble } = noblePrimitives();
  return { cipher: createSnapshotCipher({ ...noble, ...change(noble, seen) }), seen };
};

const expectWiped = (seen: readonly Bytes[]): void => {
  expect(seen.length).toBeGreaterThan(0);
  for (const bytes of seen) expect(bytes).toEqual(new Uint8Array(bytes.length));
};

describe('opening', () => {
  const world = planes();
  const backup = sealed(world, input(snapshot));

  it('wipes the plaintext that a provider returned in its own memory', async () => {
    const { cipher, seen } = spied(({ gcmOpen }, those) => ({
      gcmOpen: async (each) => {
        const plain = await gcmOpen(each);
        those.push(plain);
        return plain;
      },
    }));
    expect(right(await openSnapshot({ ...backup, expected }, { ...world, cipher }))).toEqual(
      snapshot,
    );
    expectWiped(seen);
  });

  it('wipes nothing that a provider gave as a view of the snapshot', async () => {
    const noble = noblePrimitives();
    const inPlace = createSnapshotCipher({
      ...noble,
      gcmOpen: (each) => {
        const plain = noble.gcmOpen(each);
        each.into?.set(plain);
        return each.into?.subarray() ?? plain;
      },
    });
    expect(
      right(await openSnapshot({ ...backup, expected }, { ...world, cipher: inPlace })),
    ).toEqual(snapshot);
  });
});

describe('sealing a stream', () => {
  it('wipes the frame that it could not seal', async () => {
    const { keyring } = planes();
    const noble = noblePrimitives();
    const seen: Bytes[] = [];
    const cipher = createSnapshotCipher({
      ...noble,
      gcmSeal: ({ data }) => {
        seen.push(data);
        throw new Error('broken');
      },
    });
    const { snapshot: bytes, ...facts } = input(snapshot);
    const { payload } = right(
      await sealSnapshotStream(
        { ...facts, source: [bytes], snapshotBytes: bytes.length },
        { cipher, keyring },
      ),
    );
    await expect(async () => {
      for await (const chunk of payload) expect(chunk.length).toBeGreaterThan(0);
    }).rejects.toThrow('broke its contract');
    expectWiped(seen);
    expect(bytes).toEqual(pattern(9000));
  });
});
