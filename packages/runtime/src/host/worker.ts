/**
 * Working off effects, one after another, in the order of the events that asked for them.
 *
 * @module
 */
import type { Effect } from '../effects/effect.ts';
import type { Answer } from '../kernel/answer.ts';
import { isLeft, left, right } from '../kernel/either.ts';

/** Works effects off in the background. */
export type Worker<Fault> = {
  readonly add: (effects: readonly Effect[]) => void;
  /**
   * Waits until nothing is left to do. Left: what stopped the work; it goes on at the next call, or
   * with the next effect.
   */
  readonly idle: () => Answer<Fault, void>;
  /** Ends after the effect at hand. What is left is found again at the next start. */
  readonly stop: () => Promise<void>;
};

/**
 * Makes a worker.
 *
 * The effect that cannot be done stays first: a record must not be destroyed before a copy has got
 * its own from it.
 *
 * @param perform - does one effect. Left: it must be tried again
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
        // Effects are done in order.
        // eslint-disable-next-line no-await-in-loop
        const outcome = await perform(effect);
        if (isLeft(outcome)) return left(outcome.left);
        queue.shift();
      }
      return right(undefined);
    } finally {
      // In the same breath as the last look at the queue, or what is added a moment later would be
      // left lying.
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
