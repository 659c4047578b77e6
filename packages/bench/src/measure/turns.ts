/**
 * Times asynchronous contestants in turn, so that a slow moment of the computer affects them all.
 *
 * @module
 */
import { medianOf } from './medians.ts';

/** Something to time, which may be asynchronous. */
export type Turn = () => Promise<unknown>;

/** A clock, in milliseconds. */
export type Clock = () => number;

const wallMillis: Clock = () => performance.now();

const MICROS_PER_MILLI = 1000;

/** The CPU time of this process, all threads together: of use where others share the computer. */
export const cpuMillis: Clock = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / MICROS_PER_MILLI;
};

/** How many milliseconds something takes that may be asynchronous. */
export const elapsedTurn = async (turn: Turn, clock: Clock = wallMillis): Promise<number> => {
  const from = clock();
  await turn();
  return clock() - from;
};

/**
 * Times each contestant once in each round, starting with a different one each round, and in
 * reverse order every other round: each contestant collects the garbage of the one before it, which
 * must not always be the same.
 *
 * @param contestants - by name
 * @param counts - the number of warm-up rounds, of measured rounds, and how often a round does the
 *   work
 * @param clock - the time that passes, if left out
 * @returns by name, the median in milliseconds of doing the work once
 */
export const medianTurns = async (
  contestants: Readonly<Record<string, Turn>>,
  {
    warmUp,
    rounds,
    times,
  }: { readonly warmUp: number; readonly rounds: number; readonly times: number },
  clock: Clock = wallMillis,
): Promise<Readonly<Record<string, number>>> => {
  const entries = Object.entries(contestants);
  const samples = new Map<string, number[]>(entries.map(([name]) => [name, []]));
  const repeated = async (turn: Turn): Promise<void> => {
    // One after another is what is measured.
    // oxlint-disable-next-line no-await-in-loop
    for (let time = 0; time < times; time += 1) await turn();
  };
  for (let round = 0; round < warmUp + rounds; round += 1) {
    const first = round % entries.length;
    const inTurn = [...entries.slice(first), ...entries.slice(0, first)];
    for (const [name, turn] of round % 2 === 0 ? inTurn : inTurn.toReversed()) {
      // oxlint-disable-next-line no-await-in-loop
      const took = await elapsedTurn(() => repeated(turn), clock);
      if (round >= warmUp) samples.get(name)?.push(took / times);
    }
  }
  return Object.fromEntries([...samples].map(([name, values]) => [name, medianOf(values)]));
};
