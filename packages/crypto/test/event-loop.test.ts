/**
 * Long work over a synchronous provider lets the rest of the program run.
 *
 * @module
 */
import { describe, expect, it } from '@jest/globals';
import {
  type Bytes,
  createSnapshotCipher,
  noblePrimitives,
  openSnapshot,
  openSnapshotTo,
  sealSnapshot,
  sealSnapshotStream,
  type SnapshotSink,
} from '../src/index.ts';
import { expected, input, keyring, left, pattern, right } from './support/world.ts';

/** Counts the turns of the event loop while some work is done. */
const turnsDuring = async <A>(
  work: () => Promise<A>,
): Promise<{ readonly result: A; readonly turns: number }> => {
  let turns = 0;
  let isDone = false;
  const turn = (): void => {
    turns += 1;
    if (!isDone) setImmediate(turn);
  };
  setImmediate(turn);
  const result = await work();
  isDone = true;
  return { result, turns };
};

const noble = noblePrimitives();
const FRAME_MS = 6;

/** Blocks the thread for a given time. */
const slowly = <A>(work: () => A): A => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, FRAME_MS);
  return work();
};

const slow = createSnapshotCipher({
  ...noble,
  gcmSeal: (each) => slowly(() => noble.gcmSeal(each)),
  gcmOpen: (each) => slowly(() => noble.gcmOpen(each)),
});

describe('sealing and opening 20 frames of 6 ms each', () => {
  it('pauses at least after every second frame', async () => {
    const world = { cipher: slow, keyring: keyring() };
    const snapshot = pattern(20 * 4096);
    const sealing = await turnsDuring(() => sealSnapshot(input(snapshot), world));
    const opening = await turnsDuring(() =>
      openSnapshot({ ...right(sealing.result), expected }, world),
    );
    expect(right(opening.result)).toEqual(snapshot);
    expect(Math.min(sealing.turns, opening.turns)).toBeGreaterThanOrEqual(9);
  });

  it('pauses where there is no setImmediate too, as in a browser', async () => {
    const own = Object.getOwnPropertyDescriptor(globalThis, 'setImmediate');
    Reflect.deleteProperty(globalThis, 'setImmediate');
    try {
      let ticks = 0;
      const ticking = setInterval(() => (ticks += 1), 1);
      right(await sealSnapshot(input(pattern(10 * 4096)), { cipher: slow, keyring: keyring() }));
      clearInterval(ticking);
      expect(ticks).toBeGreaterThan(0);
    } finally {
      if (own !== undefined) Object.defineProperty(globalThis, 'setImmediate', own);
    }
  });
});

describe('a stream of 20 frames of 6 ms each', () => {
  const world = { cipher: slow, keyring: keyring() };
  const plain = pattern(20 * 4096);
  const { snapshot: _, ...facts } = input(plain);
  const begin = (signal?: AbortSignal) =>
    sealSnapshotStream(
      { ...facts, source: [plain], snapshotBytes: plain.length },
      { ...world, ...(signal && { signal }) },
    );
  const drained = async (chunks: AsyncIterable<Bytes>): Promise<readonly Bytes[]> => {
    const all: Bytes[] = [];
    for await (const chunk of chunks) all.push(chunk);
    return all;
  };
  const sink = (): SnapshotSink & { readonly written: Bytes[] } => {
    const written: Bytes[] = [];
    return {
      written,
      write: (bytes) => void written.push(bytes),
      commit: () => undefined,
      abort: () => undefined,
    };
  };

  it('pauses at least after every second frame, with one budget for the whole stream', async () => {
    const { record, payload } = right(await begin());
    const sealing = await turnsDuring(() => drained(payload));
    const into = sink();
    const opening = await turnsDuring(() =>
      openSnapshotTo({ source: sealing.result, record, expected, sink: into }, world),
    );
    expect(Buffer.concat(into.written)).toEqual(Buffer.from(plain));
    expect(opening.result._tag).toBe('Right');
    expect(Math.min(sealing.turns, opening.turns)).toBeGreaterThanOrEqual(9);
  });

  it('ends when it is aborted meanwhile', async () => {
    const backup = right(await sealSnapshot(input(plain), world));
    const controllers = [new AbortController(), new AbortController()] as const;
    const soon = (controller: AbortController): void =>
      void setTimeout(() => controller.abort(), 20);
    const { payload } = right(await begin(controllers[0].signal));
    soon(controllers[0]);
    await expect(drained(payload)).rejects.toMatchObject({ refusal: { _tag: 'Aborted' } });
    soon(controllers[1]);
    const opened = await openSnapshotTo(
      { source: [backup.payload], record: backup.record, expected, sink: sink() },
      { ...world, signal: controllers[1].signal },
    );
    expect(left(opened)).toEqual({ _tag: 'Aborted' });
  });

  it('pauses while it collects a frame from many small chunks', async () => {
    const bytes = Array.from({ length: 200_000 }, (_each, index) => Uint8Array.of(index % 256));
    const quick = { cipher: createSnapshotCipher(noble), keyring: keyring() };
    const request = { ...facts, source: bytes, snapshotBytes: bytes.length };
    const stream = right(await sealSnapshotStream({ ...request, frameBytes: 1_048_576 }, quick));
    const { turns } = await turnsDuring(() => drained(stream.payload));
    expect(turns).toBeGreaterThan(2);
  });
});
