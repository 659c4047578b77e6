/**
 * Doing long work in slices, so that the process can react to events in between.
 *
 * @module
 */
import { setImmediate } from 'node:timers/promises';

/** How long a slice blocks the process: too short for people to notice. */
const SLICE_MS = 50;

/** What happens between slices. */
export type Between<Step> = {
  /** Called after each slice, with the latest step. */
  readonly onSlice: (step: Step) => void;
  /** Whether to stop at the next step. */
  readonly isStopped: () => boolean;
};

/** The result of the work, and its last step; `undefined` if there was none. */
export type SliceResult<Step, Result> = {
  readonly result: Result;
  readonly last: Step | undefined;
};

/** Runs a generator to its end. */
export const inSlices = async <Step, Result>(
  work: Generator<Step, Result, 'STOP' | undefined>,
  { onSlice, isStopped }: Between<Step>,
): Promise<SliceResult<Step, Result>> => {
  let since = performance.now();
  let last: Step | undefined;
  for (let next = work.next(); ; next = work.next(isStopped() ? 'STOP' : undefined)) {
    if (next.done === true) return { result: next.value, last };
    last = next.value;
    if (performance.now() - since < SLICE_MS) continue;
    onSlice(last);
    // Slices run one after another.
    // eslint-disable-next-line no-await-in-loop
    await setImmediate();
    since = performance.now();
  }
};
