/**
 * Performs effects one after another, in the order of their events.
 *
 * @module
 */
import type { Effect } from '../effects/effect.ts';
import type { Answer } from '../kernel/answer.ts';
import { isLeft, left, right } from '../kernel/either.ts';

/** Performs effects in the background. */
export type Worker<Fault> = {
  readonly add: (effects: readonly Effect[]) => void;
  /**
   * Waits until nothing is left to do. Left: the error that stopped the work; it continues at the
   * next call or with the next effect.
   */
  readonly idle: () => Answer<Fault, void>;
  /** Stops after the effect in progress. The next start finds the rest again. */
  readonly stop: () => Promise<void>;
};

/**
 * Makes a worker.
 *
 * An effect that fails stays first: a record must not be destroyed before a copy has its own.
 *
 * @param perform - performs one effect. Left: try it again
 */
export const worker = <Fault>(perform: (effect: Effect) => Answer<Fault, void>): Worker<Fault> => {
  const queue: Effect[] = [];
  let running: Answer<Fault, void> | undefined;
  let isStopped = false;
  let isWorking = false;
  const first = (): Effect | undefined => (isStopped ? undefined : queue[0]);

  const work = async (): Answer<Fault, void> => {
    isWorking = true;
    try {
      for (let effect = first(); effect !== undefined; effect = first()) {
        // Effects are performed in order.
        // eslint-disable-next-line no-await-in-loop
        const outcome = await perform(effect);
        if (isLeft(outcome)) return left(outcome.left);
        queue.shift();
      }
      return right(undefined);
    } finally {
      // In the same tick as the last look at the queue, or an effect added in between would not be
      // performed.
      isWorking = false;
      running = undefined;
    }
  };

  const start = (): Answer<Fault, void> => {
    const run = running ?? work();
    running = isWorking ? run : undefined;
    return run;
  };

  const idle = async (): Answer<Fault, void> => {
    const outcome = await start();
    return isLeft(outcome) || queue.length === 0 || isStopped ? outcome : idle();
  };

  return {
    add: (effects) => {
      queue.push(...effects);
      if (queue.length > 0 && !isStopped) void start();
    },
    idle,
    stop: async () => {
      isStopped = true;
      await running;
    },
  };
};
