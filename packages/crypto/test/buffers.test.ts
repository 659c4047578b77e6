/**
 * Buffers that change while work is in progress: the provider's and the caller's.
 *
 * @module
 */
import { describe, expect, it } from '@jest/globals';
import {
  type Bytes,
  createSnapshotCipher,
  type GcmInput,
  noblePrimitives,
  openSnapshot,
  openSnapshotStream,
  openSnapshotSync,
  sealSnapshot,
  sealSnapshotSync,
  webcryptoCipher,
} from '../src/index.ts';
import { providers } from './support/providers.ts';
import { rogue } from './support/rogue.ts';
import {
  expected,
  flipped,
  input,
  joined,
  keyring,
  pattern,
  planes,
  right,
  sealed,
} from './support/world.ts';

const noble = noblePrimitives();
const backup = sealed(planes());

describe('a provider that reuses one buffer for its answers', () => {
  const reuse = (length: number): ((bytes: Bytes) => Bytes) => {
    const own = new Uint8Array(length);
    return (bytes) => {
      own.set(bytes);
      return own.subarray(0, bytes.length);
    };
  };
  const [mac, draw, frame] = [reuse(32), reuse(32), reuse(5000)];
  const thrifty = rogue({
    random: (bytes) => draw(noble.random(bytes)),
    hmacSha256: (key, message) => mac(noble.hmacSha256(key, message)),
    gcmSeal: (each) => frame(noble.gcmSeal(each)),
    gcmOpen: (each) => frame(noble.gcmOpen(each)),
  });
  const snapshot = pattern(9000);

  it('seals and opens correctly, and never publishes a key as a commitment', async () => {
    const world = { cipher: createSnapshotCipher(thrifty), keyring: keyring() };
    const made = right(await sealSnapshot(input(snapshot), world));
    expect(right(openSnapshotSync({ ...made, expected }, planes()))).toEqual(snapshot);
    expect(right(await openSnapshot({ ...made, expected }, world))).toEqual(snapshot);
    const stream = right(
      await openSnapshotStream({ source: [made.payload], record: made.record, expected }, world),
    );
    const frames: Bytes[] = [];
    for await (const each of stream.frames) frames.push(each);
    expect(joined(...frames)).toEqual(snapshot);
  });
});

describe('the place where an answer is wanted', () => {
  const asked = (): {
    readonly places: (Bytes | undefined)[];
    readonly functions: Pick<typeof noble, 'gcmSeal' | 'gcmOpen'>;
  } => {
    const places: (Bytes | undefined)[] = [];
    const functions = {
      gcmSeal: (each: GcmInput) => (places.push(each.into), noble.gcmSeal(each)),
      gcmOpen: (each: GcmInput) => (places.push(each.into), noble.gcmOpen(each)),
    };
    return { places, functions };
  };

  it('is in the payload or snapshot itself, for a synchronous provider', () => {
    const { places, functions } = asked();
    const world = { cipher: createSnapshotCipher({ ...noble, ...functions }), keyring: keyring() };
    const made = right(sealSnapshotSync(input(pattern(5000)), world));
    const opened = right(openSnapshotSync({ ...made, expected }, world));
    expect(opened).toEqual(pattern(5000));
    expect(places.map((each) => each?.buffer)).toEqual(
      [made.payload, made.payload, opened, opened].map(({ buffer }) => buffer),
    );
    expect(places.map((each) => each?.length)).toEqual([4112, 920, 4096, 904]);
  });

  it('is wiped if a provider wrote there before it checked the tag', async () => {
    const places: Bytes[] = [];
    const hasty = (each: GcmInput): Bytes => {
      if (each.into === undefined) throw new Error('a synchronous provider is told where');
      each.into.fill(0xaa);
      places.push(each.into);
      return noble.gcmOpen(each);
    };
    const world = {
      cipher: createSnapshotCipher({ ...noble, gcmOpen: hasty }),
      keyring: keyring(),
    };
    const made = sealed(planes(), input(pattern(5000)));
    const altered = flipped(made.payload, made.payload.length * 8 - 1);
    expect(openSnapshotSync({ ...made, payload: altered, expected }, world)._tag).toBe('Left');
    const stream = right(
      await openSnapshotStream({ source: [altered], record: made.record, expected }, world),
    );
    const frames: Bytes[] = [];
    const read = async (): Promise<void> => {
      for await (const frame of stream.frames) frames.push(frame);
    };
    await expect(read()).rejects.toMatchObject({ refusal: { _tag: 'AuthenticationFailed' } });
    const ends = places.filter((place) => place.length === 904);
    expect(ends.map((place) => place.some((byte) => byte !== 0))).toEqual([false, false]);
  });

  it('is hidden from an asynchronous provider, which could write after an abort', async () => {
    const { places, functions } = asked();
    const world = { cipher: createSnapshotCipher(rogue(functions)), keyring: keyring() };
    const made = right(await sealSnapshot(input(pattern(5000)), world));
    expect(right(await openSnapshot({ ...made, expected }, world))).toEqual(pattern(5000));
    expect(places).toEqual([undefined, undefined, undefined, undefined]);
  });
});

describe.each(providers)('memory that is shared with other threads, with %s', (_, make) => {
  const shared = (bytes: Bytes): Bytes => {
    const out = new Uint8Array(new SharedArrayBuffer(bytes.length));
    out.set(bytes);
    return out;
  };

  it('can be sealed and opened', async () => {
    const world = { cipher: createSnapshotCipher(make()), keyring: keyring() };
    const made = right(await sealSnapshot(input(shared(pattern(5000))), world));
    const opened = await openSnapshot(
      { payload: shared(made.payload), record: shared(made.record), expected },
      world,
    );
    expect(right(opened)).toEqual(pattern(5000));
  });

  it('is copied first: another thread could change it between tag and plaintext', async () => {
    const { gcmSeal, gcmOpen, ...rest } = make();
    const given: GcmInput[] = [];
    const cipher = createSnapshotCipher({
      ...rest,
      gcmSeal: (each) => (given.push(each), gcmSeal(each)),
      gcmOpen: (each) => (given.push(each), gcmOpen(each)),
    });
    const world = { cipher, keyring: keyring() };
    const made = right(await sealSnapshot(input(shared(pattern(5000))), world));
    right(await openSnapshot({ ...made, payload: shared(made.payload), expected }, world));
    expect(given.map(({ data }) => data.buffer instanceof SharedArrayBuffer)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });

  it('is taken by the bare primitives', async () => {
    const { gcmSeal, gcmOpen } = make();
    const given = { key: pattern(32, 1), nonce: pattern(12, 2), aad: pattern(32, 3) };
    const made = await gcmSeal({ ...given, data: shared(pattern(100)) });
    expect(Uint8Array.from(await gcmOpen({ ...given, data: shared(made) }))).toEqual(pattern(100));
  });
});

describe('a caller that changes its buffers in between', () => {
  const before = pattern(3 * 4096, 1);
  const after = pattern(3 * 4096, 2);

  it('gets a backup that opens, with each frame as it was when it was sealed', async () => {
    const snapshot = before.slice();
    const world = { cipher: webcryptoCipher(), keyring: keyring() };
    let frames = 0;
    const cipher = createSnapshotCipher(
      rogue({
        gcmSeal: async (each) => {
          frames += 1;
          if (frames === 2) snapshot.set(after);
          await Promise.resolve();
          return noble.gcmSeal(each);
        },
      }),
    );
    const made = right(await sealSnapshot(input(snapshot), { ...world, cipher }));
    const opened = right(await openSnapshot({ ...made, expected }, world));
    const [first, second, third] = [0, 4096, 8192].map((at) => opened.subarray(at, at + 4096));
    expect([first, second, third]).toEqual([
      before.subarray(0, 4096),
      before.subarray(4096, 8192),
      after.subarray(8192),
    ]);
  });

  it.each([
    ['a Uint8Array', Uint8Array.from(backup.payload)],
    ['a Node Buffer', Buffer.from(backup.payload)],
  ])(
    'opens what it gave as %s, though the payload is overwritten while a frame is opened',
    async (_, payload) => {
      const cipher = createSnapshotCipher(
        rogue({
          gcmOpen: async (each) => {
            payload.fill(0);
            await Promise.resolve();
            return noble.gcmOpen(each);
          },
        }),
      );
      expect(
        right(await openSnapshot({ ...backup, payload, expected }, { cipher, keyring: keyring() })),
      ).toEqual(pattern(100));
    },
  );
});
