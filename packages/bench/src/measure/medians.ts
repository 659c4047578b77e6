/**
 * Times contestants in turn, so that a slow moment of the computer affects them all.
 *
 * @module
 */

/**
 * Something to time: does its work once and returns how many milliseconds the measured part took.
 */
export type Timed = () => number;

/** The median. */
export const medianOf = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
};

/**
 * Times each contestant once in each round, starting with a different one each round.
 *
 * @param contestants - by name
 * @param counts - the number of warm-up rounds, then of measured rounds
 * @returns by name, the median in milliseconds
 */
export const medians = (
  contestants: Readonly<Record<string, Timed>>,
  { warmUp, rounds }: { readonly warmUp: number; readonly rounds: number },
): Readonly<Record<string, number>> => {
  const entries = Object.entries(contestants);
  const samples = new Map<string, number[]>(entries.map(([name]) => [name, []]));
  for (let round = 0; round < warmUp + rounds; round += 1) {
    const first = round % entries.length;
    for (const [name, timed] of [...entries.slice(first), ...entries.slice(0, first)]) {
      const took = timed();
      if (round >= warmUp) samples.get(name)?.push(took);
    }
  }
  return Object.fromEntries([...samples].map(([name, values]) => [name, medianOf(values)]));
};

/** Combines several runs into one and takes their mean, for work too short to time once. */
export const averaged =
  (timed: Timed, times: number): Timed =>
  () => {
    let sum = 0;
    for (let time = 0; time < times; time += 1) sum += timed();
    return sum / times;
  };

/** How many milliseconds something takes. */
export const elapsed = (work: () => unknown): number => {
  const from = performance.now();
  work();
  return performance.now() - from;
};
