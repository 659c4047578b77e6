/**
 * The queue and the worker, tested alone: effects that are added at any moment are performed, and
 * an effect that fails stays first.
 *
 * @module
 */
import { describe, expect, it } from '@jest/globals';
import { left, right, type Either } from 'fp-ts/lib/Either.js';
import type { Effect } from '@hsm-lifecycle/runtime';
import { worker } from '../src/host/worker.ts';
import { inTurn } from '../src/kernel/in-turn.ts';

const report = (id: string): Effect => ({ kind: 'REPORT', id });

/** Lets a number of microtasks pass. */
const microtasks = async (count: number): Promise<void> => {
  for (let passed = 0; passed < count; passed += 1) {
    // eslint-disable-next-line no-await-in-loop
    await Promise.resolve();
  }
};

const idOf = (effect: Effect): string => (effect.kind === 'REPORT' ? effect.id : effect.kind);

const moments = Array.from({ length: 12 }, (_, moment) => moment);

describe('a worker', () => {
  it.each(moments)(
    'does what is added %d moments after it began the last effect',
    async (moment) => {
      const done: string[] = [];
      const { add } = worker<never>(async (effect) => {
        done.push(idOf(effect));
        await Promise.resolve();
        return right(undefined);
      });
      add([report('one')]);
      await microtasks(moment);
      add([report('two')]);
      await new Promise(setImmediate);
      expect(done).toEqual(['one', 'two']);
    },
  );

  it.each(moments)(
    'waits for one effect, and for another that is added %d moments later',
    async (moment) => {
      const done: string[] = [];
      const { add, idle } = worker<never>(async (effect) => {
        await Promise.resolve();
        done.push(idOf(effect));
        return right(undefined);
      });
      add([report('one')]);
      const waiting = idle();
      await microtasks(moment);
      add([report('two')]);
      expect(await waiting).toEqual(right(undefined));
      expect(done[0]).toBe('one');
      await idle();
      expect(done).toEqual(['one', 'two']);
    },
  );

  it('keeps a failed effect first, says why, and does nothing after it', async () => {
    let isBroken = true;
    const done: string[] = [];
    const { add, idle } = worker<string>(async (effect): Promise<Either<string, void>> => {
      if (isBroken) return left('broken');
      done.push(idOf(effect));
      return right(undefined);
    });
    add([report('one'), report('two')]);
    expect(await idle()).toEqual(left('broken'));
    expect(done).toEqual([]);
    isBroken = false;
    expect(await idle()).toEqual(right(undefined));
    expect(done).toEqual(['one', 'two']);
  });

  it('stops after the effect in progress', async () => {
    const done: string[] = [];
    const { add, idle, stop } = worker<never>(async (effect) => {
      await microtasks(4);
      done.push(idOf(effect));
      return right(undefined);
    });
    add([report('one'), report('two')]);
    await stop();
    expect(done).toEqual(['one']);
    add([report('three')]);
    expect(await idle()).toEqual(right(undefined));
    expect(done).toEqual(['one']);
  });
});

describe('inTurn', () => {
  it('runs one after another, and continues if one throws', async () => {
    const turn = inTurn();
    const done: number[] = [];
    const first = turn(async () => {
      await microtasks(5);
      done.push(1);
      throw new Error('the first');
    });
    const second = turn(async () => {
      done.push(2);
      return 'the second';
    });
    await expect(first).rejects.toThrow('the first');
    expect(await second).toBe('the second');
    expect(done).toEqual([1, 2]);
  });
});
