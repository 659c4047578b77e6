/**
 * Running many ranges, here or in workers, in any order.
 *
 * @module
 */
import { left, right, type Either } from '../kernel/either.ts';
import type { RunRange } from '../summary/summary.ts';

/** Performs a range of runs. */
export type RangePerformer<Failure, Result> = (range: RunRange) => Promise<Either<Failure, Result>>;

/** What to run, and how results come together. */
export type RunRanges<Failure, Result> = {
  readonly ranges: readonly RunRange[];
  readonly perform: RangePerformer<Failure, Result>;
  /** How many ranges at a time: 1 if left out. */
  readonly concurrency?: number;
  readonly empty: Result;
  readonly merge: (a: Result, b: Result) => Result;
  /** Called after each range with the result so far; return `'STOP'` to begin no other one. */
  readonly onResult?: (soFar: Result) => 'STOP' | undefined;
};

/** Divides ranges into chunks of at most so many runs. */
export const chunksOf = (ranges: readonly RunRange[], runs: number): readonly RunRange[] =>
  ranges.flatMap(({ from, to }) =>
    Array.from({ length: Math.ceil((to - from) / runs) }, (_, index) => ({
      from: from + index * runs,
      to: Math.min(to, from + (index + 1) * runs),
    })),
  );

/** The runs below a number that are in none of the ranges. */
export const missingRanges = (
  done: readonly RunRange[],
  { from, to }: RunRange,
): readonly RunRange[] => {
  const missing: RunRange[] = [];
  let next = from;
  for (const range of done) {
    if (range.to <= next) continue;
    if (range.from >= to) break;
    if (range.from > next) missing.push({ from: next, to: range.from });
    next = Math.max(next, range.to);
  }
  return next < to ? [...missing, { from: next, to }] : missing;
};

/**
 * Runs ranges, several at a time, and merges their results. The result does not depend on the order
 * in which they end.
 *
 * @returns Right: the result of all ranges, or of those that were begun before a `'STOP'`. Left:
 *   the first failure.
 */
export const runRanges = async <Failure, Result>({
  ranges,
  perform,
  concurrency = 1,
  empty,
  merge,
  onResult = () => undefined,
}: RunRanges<Failure, Result>): Promise<Either<Failure, Result>> => {
  let soFar = empty;
  let next = 0;
  let failure: { readonly of: Failure } | undefined;
  let isStopped = false;
  const work = async (): Promise<void> => {
    for (;;) {
      const range = ranges[next];
      if (range === undefined || isStopped || failure !== undefined) return;
      next += 1;
      // Each worker waits for its own range; the others go on meanwhile.
      // oxlint-disable-next-line no-await-in-loop
      const result = await perform(range);
      if (result._tag === 'Left') failure ??= { of: result.left };
      else {
        soFar = merge(soFar, result.right);
        isStopped = onResult(soFar) === 'STOP' || isStopped;
      }
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  return failure === undefined ? right(soFar) : left(failure.of);
};
