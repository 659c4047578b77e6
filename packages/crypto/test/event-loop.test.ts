/**
 * Long work over a synchronous provider lets the rest of the program run.
 *
 * @module
 */
import { describe, expect, it } from '@jest/globals';
import { createSnapshotCipher, noblePrimitives, openSnapshot, sealSnapshot } from '../src/index.ts';
import { expected, input, keyring, pattern, right } from './support/world.ts';

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
