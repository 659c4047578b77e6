/**
 * Times contestants in turn, so that a slow moment of the computer hits them all.
 *
 * @module
 */

/**
 * Something to be timed: it does its work once and says how many milliseconds the part that counts
 * took.
 */
export type Timed = () => number;

/** The middle of some numbers. */
export const medianOf = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
};

/**
 * Times each contestant once a round, starting with another one each round.
 *
 * @param contestants - by name
 * @param counts - rounds to warm up and not to count, then rounds that count
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

/** Makes one run of several, and takes their mean: for work that is too short to be timed once. */
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
