/**
 * Doing long work in slices, so that the process can be spoken to in between.
 *
 * @module
 */
import { setImmediate } from 'node:timers/promises';

/** For so long nothing else gets a turn: too short to be felt. */
const SLICE_MS = 50;

/** What is done in between. */
export type Between<Step> = {
  /** Told after each slice. */
  readonly told: (step: Step) => void;
  /** Whether to stop at the next step. */
  readonly isStopped: () => boolean;
};

/** What work came to, and its last step; `undefined` if it took none. */
export type Worked<Step, Result> = { readonly result: Result; readonly last: Step | undefined };

/** Runs a generator to its end. */
export const inSlices = async <Step, Result>(
  work: Generator<Step, Result, 'STOP' | undefined>,
  { told, isStopped }: Between<Step>,
): Promise<Worked<Step, Result>> => {
  let since = performance.now();
  let last: Step | undefined;
  for (let next = work.next(); ; next = work.next(isStopped() ? 'STOP' : undefined)) {
    if (next.done === true) return { result: next.value, last };
    last = next.value;
    if (performance.now() - since < SLICE_MS) continue;
    told(last);
    // The next slice comes after this one.
    // eslint-disable-next-line no-await-in-loop
    await setImmediate();
    since = performance.now();
  }
};
