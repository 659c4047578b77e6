/**
 * Long work over a synchronous provider lets the rest of the program run.
 *
 * @module
 */
import { describe, expect, it } from '@jest/globals';
import { openSnapshot, sealSnapshot } from '../src/index.ts';
import { expected, input, pattern, planes, right } from './support/world.ts';

/** Counts the turns of the event loop while some work is done. */
const turnsDuring = async <A>(work: () => Promise<A>): Promise<{ readonly result: A; readonly turns: number }> => {
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

describe('sealing and opening 2 MiB', () => {
  const world = planes();
  const snapshot = pattern(2 * 2 ** 20);

  it.each([4096, 65536, 1048576] as const)('pauses every half MiB, or every frame if that is longer: %d', async (frameBytes) => {
    const pauses = Math.ceil(snapshot.length / Math.max(frameBytes, 2 ** 19)) - 1;
    const sealing = await turnsDuring(sealSnapshot({ ...input(snapshot), frameBytes }, world));
    const opening = await turnsDuring(openSnapshot({ ...right(sealing.result), expected }, world));
    expect(right(opening.result)).toHaveLength(snapshot.length);
    expect(Math.min(sealing.turns, opening.turns)).toBeGreaterThanOrEqual(pauses);
  });
});
