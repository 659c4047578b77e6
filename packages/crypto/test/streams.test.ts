/**
 * Sealing from and opening to streams: the same bytes as in memory, and nothing is final unless it
 * is complete.
 *
 * @module
 */
import { describe, expect, it } from '@jest/globals';
import {
  type ByteSource,
  type Bytes,
  createSnapshotCipher,
  noblePrimitives,
  openSnapshotStream,
  openSnapshotSync,
  cryptoErrorOf,
  sealSnapshotStream,
  sealSnapshotSync,
} from '../src/index.ts';
import { chunked } from './support/chunks.ts';
import {
  expected,
  fixedRandom,
  flipped,
  input,
  joined,
  keyring,
  left,
  pattern,
  planes,
  right,
  sealed,
} from './support/world.ts';

/** Reads a stream to its end, or to what it throws. */
const drained = async (
  stream: AsyncIterable<Bytes>,
): Promise<{ readonly bytes: Bytes; readonly thrown: unknown }> => {
  const chunks: Bytes[] = [];
  try {
    for await (const chunk of stream) chunks.push(chunk);
    return { bytes: joined(...chunks), thrown: undefined };
  } catch (error) {
    return { bytes: joined(...chunks), thrown: error };
  }
};

const { snapshot: _snapshot, ...facts } = input();
const snapshot = pattern(3 * 4096 + 77, 3);
const world = planes();
const backup = sealed(world, input(snapshot));

describe('sealSnapshotStream', () => {
  const sealStream = async (
    source: ByteSource,
    snapshotBytes = snapshot.length,
  ): Promise<{ readonly record: Bytes; readonly payload: AsyncIterable<Bytes> }> =>
    right(await sealSnapshotStream({ ...facts, source, snapshotBytes }, world));

  it.each([1, 100, 4096, 5000, 100_000])(
    'gives what sealing in memory gives, in chunks of %d',
    async (size) => {
      const fixed = (): ReturnType<typeof planes> =>
        planes(createSnapshotCipher(noblePrimitives(fixedRandom())));
      const stream = right(
        await sealSnapshotStream(
          { ...facts, source: chunked(snapshot, size), snapshotBytes: snapshot.length },
          fixed(),
        ),
      );
      const inMemory = right(sealSnapshotSync(input(snapshot), fixed()));
      expect((await drained(stream.payload)).bytes).toEqual(inMemory.payload);
      expect(stream.record).toEqual(inMemory.record);
    },
  );

  it('takes a plain iterable with empty chunks', async () => {
    const { record, payload } = await sealStream([
      new Uint8Array(),
      snapshot.subarray(0, 5),
      new Uint8Array(),
      snapshot.subarray(5),
    ]);
    const { bytes } = await drained(payload);
    expect(right(openSnapshotSync({ payload: bytes, record, expected }, world))).toEqual(snapshot);
  });

  it.each([snapshot.length - 1, snapshot.length + 1, snapshot.length + 4096, 1])(
    'ends in a refusal, without a last frame, when %d bytes were promised',
    async (promised) => {
      const { record, payload } = await sealStream(chunked(snapshot, 1000), promised);
      const { bytes, thrown } = await drained(payload);
      expect(cryptoErrorOf(thrown)).toEqual({
        _tag: 'SnapshotLengthDiffers',
        bytesPromised: promised,
      });
      expect(left(openSnapshotSync({ payload: bytes, record, expected }, world))).toEqual({
        _tag: 'EnvelopeMalformed',
        code: 'length',
      });
    },
  );

  it('refuses at once what cannot be sealed', async () => {
    const refuse = async (snapshotBytes: number): Promise<unknown> =>
      left(await sealSnapshotStream({ ...facts, source: [], snapshotBytes }, world));
    expect(await refuse(0)).toEqual({ _tag: 'SnapshotEmpty' });
    expect(await refuse(1.5)).toEqual({ _tag: 'EnvelopeMalformed', code: 'length' });
    expect(await refuse(2 ** 28 + 1)).toMatchObject({ _tag: 'SnapshotTooLarge' });
  });

  it("throws the source's own exception unchanged", async () => {
    const oops = new Error('the disk is gone');
    const source = async function* fail(): AsyncGenerator<Bytes> {
      yield snapshot.subarray(0, 5000);
      throw oops;
    };
    expect((await drained((await sealStream(source())).payload)).thrown).toBe(oops);
  });

  it('refuses chunks that are not bytes', async () => {
    const text: ByteSource = JSON.parse('["12", "34"]');
    await expect(drained((await sealStream(text, 4)).payload)).resolves.toMatchObject({
      thrown: new TypeError('a source must give chunks of bytes; set no encoding on a Node stream'),
    });
  });

  it('holds one frame: it reads no more from the source than it needs', async () => {
    let given = 0;
    const source = async function* count(): AsyncGenerator<Bytes> {
      for (let at = 0; at < snapshot.length; at += 1024) {
        given += 1;
        yield snapshot.subarray(at, at + 1024);
      }
    };
    const chunks = (await sealStream(source())).payload[Symbol.asyncIterator]();
    await chunks.next();
    expect(given).toBe(0);
    await chunks.next();
    expect(given).toBe(4);
    await chunks.return?.();
  });
});

describe('a sealing stream', () => {
  it('stops when the signal fires, before and while it is read', async () => {
    const controller = new AbortController();
    const begin = { ...facts, source: chunked(snapshot, 1000), snapshotBytes: snapshot.length };
    const { payload } = right(
      await sealSnapshotStream(begin, { ...world, signal: controller.signal }),
    );
    controller.abort();
    expect(cryptoErrorOf((await drained(payload)).thrown)).toEqual({ _tag: 'Aborted' });
    expect(left(await sealSnapshotStream(begin, { ...world, signal: controller.signal }))).toEqual({
      _tag: 'Aborted',
    });
  });
});

describe('openSnapshotStream', () => {
  const openStream = async (
    payload: Bytes,
    size = 1000,
  ): Promise<{ readonly bytes: Bytes; readonly thrown: unknown }> =>
    drained(
      right(
        await openSnapshotStream(
          { source: chunked(payload, size), record: backup.record, expected },
          world,
        ),
      ).frames,
    );

  it.each([1, 999, 4112, 100_000])('gives the snapshot from chunks of %d', async (size) => {
    expect(await openStream(backup.payload, size)).toEqual({ bytes: snapshot, thrown: undefined });
  });

  it('gives authentic frames up to a fault, then throws, whatever the fault', async () => {
    const { length } = backup.payload;
    const variants = [
      ...[1, 16, 17, 93, 94, 4112, 4112 + 93].map((cut) =>
        backup.payload.subarray(0, length - cut),
      ),
      joined(backup.payload, Uint8Array.of(0)),
      joined(backup.payload, backup.payload),
      ...[154, 5000, 9000, length - 1].map((at) => flipped(backup.payload, at * 8)),
    ];
    const outcomes = await Promise.all(variants.map((variant) => openStream(variant)));
    expect(outcomes.map(({ thrown }) => cryptoErrorOf(thrown))).toEqual(
      variants.map(() => ({ _tag: 'AuthenticationFailed' })),
    );
    expect(outcomes.map(({ bytes }) => bytes.length % 4096)).toEqual(variants.map(() => 0));
    for (const { bytes } of outcomes) expect(bytes).toEqual(snapshot.subarray(0, bytes.length));
  });

  it('refuses before the first frame if header or record are wrong', async () => {
    const open = async (
      payload: Bytes,
      record: Bytes | undefined = backup.record,
    ): Promise<unknown> =>
      left(await openSnapshotStream({ source: chunked(payload, 50), record, expected }, world));
    expect(await open(flipped(backup.payload, 8 * 125))).toEqual({ _tag: 'AuthenticationFailed' });
    expect(await open(backup.payload.subarray(0, 100))).toEqual({
      _tag: 'EnvelopeMalformed',
      code: 'length',
    });
    expect(await open(backup.payload, flipped(backup.record, 8 * 70))).toEqual({
      _tag: 'AuthenticationFailed',
    });
    expect(
      left(
        await openSnapshotStream({ source: [backup.payload], record: undefined, expected }, world),
      ),
    ).toEqual({
      _tag: 'BackupPurged',
    });
  });

  it('holds one frame: it reads no more from the source than it needs', async () => {
    let given = 0;
    const source = async function* count(): AsyncGenerator<Bytes> {
      for (let at = 0; at < backup.payload.length; at += 1024) {
        given += 1;
        yield backup.payload.subarray(at, at + 1024);
      }
    };
    const { frames } = right(
      await openSnapshotStream({ source: source(), record: backup.record, expected }, world),
    );
    const needed = [given];
    for await (const frame of frames) if (frame.length > 0) needed.push(given);
    const upTo = [352, ...[1, 2, 3].map((count) => 153 + count * 4112), backup.payload.length];
    expect(needed).toEqual(upTo.map((bytes) => Math.ceil(bytes / 1024)));
  });

  it('stops when the signal fires', async () => {
    const controller = new AbortController();
    const stream = right(
      await openSnapshotStream(
        { source: chunked(backup.payload, 500), record: backup.record, expected },
        { ...world, signal: controller.signal },
      ),
    );
    const frames = stream.frames[Symbol.asyncIterator]();
    expect((await frames.next()).done).toBe(false);
    controller.abort();
    await expect(frames.next()).rejects.toMatchObject({ refusal: { _tag: 'Aborted' } });
  });
});

describe('a keyring and a cipher that return promises', () => {
  it('serve streams too', async () => {
    const noble = noblePrimitives();
    const cipher = createSnapshotCipher({
      name: 'slow',
      random: noble.random,
      hmacSha256: async (key, message) => noble.hmacSha256(key, message),
      gcmSeal: async (each) => noble.gcmSeal(each),
      gcmOpen: async (each) => noble.gcmOpen(each),
    });
    const ring = keyring();
    const slow = {
      ...ring,
      sync: undefined,
      unwrap: async (...[key, wrapped, context]: Parameters<typeof ring.unwrap>) =>
        ring.unwrap(key, wrapped, context),
    };
    const stream = right(
      await openSnapshotStream(
        { source: [backup.payload], record: backup.record, expected },
        { cipher, keyring: slow },
      ),
    );
    expect((await drained(stream.frames)).bytes).toEqual(snapshot);
  });
});
