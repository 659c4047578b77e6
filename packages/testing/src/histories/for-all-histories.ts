/**
 * Checking laws in generated histories. A breach comes with a shrunk history and the seed to repeat
 * it.
 *
 * @module
 */
import type { Command } from '@hsm-lifecycle/core';
import { step } from '@hsm-lifecycle/core/fleet';
import { check, property, type Parameters } from 'fast-check';
import { aHistoryOrCrash, type HistoryWith } from './a-history.ts';
import { firstBreach, type Breach } from '../laws/breach.ts';
import type { FleetMachine } from '../laws/machine.ts';
import { historyCommands, historyText, type FleetHistory } from './history.ts';
import { laws as allLaws } from '../laws/laws.ts';
import type { Law } from '../laws/law.ts';
import { seedFromEnvironment } from './seed.ts';

/** Which histories to generate, and how many. */
export type ForAllHistories = Omit<HistoryWith, 'seed'> & {
  /** How many histories; 100 if left out. */
  readonly runs?: number;
  /**
   * An integer; the same seed draws the same histories. If left out, the environment variable
   * `FC_SEED`, or else a different seed each time.
   */
  readonly seed?: number;
};

/** A broken law, and the shortest history found that breaks it. */
export type HistoryBreach = Breach & {
  /** The commands, beginning with an empty fleet. */
  readonly commands: readonly Command[];
  readonly history: FleetHistory;
  /** How many commands the history had before shrinking. */
  readonly shrunkFrom: number;
};

/** The result of checking. */
export type HistoryReport = {
  /** Repeats the same histories. */
  readonly seed: number;
  /** How many histories were generated, up to the first breach. */
  readonly runs: number;
  /** How many commands they had in all. */
  readonly commands: number;
  /** How many of those were accepted, and so checked. */
  readonly accepted: number;
  readonly breach: HistoryBreach | undefined;
};

const RUNS = 100;

/** Judges histories one by one, and counts until the first breach. */
const newJudge = (laws: readonly Law[], machine: FleetMachine = step) => {
  const counts = { runs: 0, commands: 0, accepted: 0, shrunkFrom: 0 };
  const breachIn = (history: FleetHistory): Breach | undefined =>
    firstBreach({ world: history.beginning, commands: historyCommands(history), laws, machine });
  const isLawful = (history: FleetHistory): boolean => {
    const breach = breachIn(history);
    if (counts.shrunkFrom > 0) return breach === undefined;
    const commands = historyCommands(history);
    counts.runs += 1;
    counts.commands += commands.length;
    counts.accepted += history.steps.filter(({ outcome }) => outcome._tag === 'Right').length;
    if (breach !== undefined) counts.shrunkFrom = commands.length;
    return breach === undefined;
  };
  return { counts, breachIn, isLawful };
};

/**
 * Checks laws in generated histories, and reports.
 *
 * @param options - which histories, as for `aHistoryWith`; `runs`, `seed`
 * @param laws - the kit's `laws` if left out
 * @returns counts, the seed, and a breach if a law is broken
 * @example
 * checkHistories({ runs: 5, seed: 1 }).breach; // => undefined
 */
export const checkHistories = (
  options: ForAllHistories = {},
  ...laws: readonly Law[]
): HistoryReport => {
  const { runs: numRuns = RUNS, seed: wantedSeed = seedFromEnvironment(), ...wanted } = options;
  const judge = newJudge(laws.length === 0 ? allLaws : laws, wanted.machine);
  const parameters: Parameters<[FleetHistory]> = {
    numRuns,
    ...(wantedSeed !== undefined && { seed: wantedSeed }),
  };
  const { seed, counterexample } = check(
    property(aHistoryOrCrash(wanted), judge.isLawful),
    parameters,
  );
  const { shrunkFrom, ...counts } = judge.counts;
  const [history] = counterexample ?? [];
  const breach = history && judge.breachIn(history);
  return {
    seed,
    ...counts,
    breach: breach && { ...breach, commands: historyCommands(history), history, shrunkFrom },
  };
};

/** The law, the complaint, the history, and how to repeat it. */
const messageOf = (
  { seed, runs }: HistoryReport,
  { law, sentence, complaint, history, commands, shrunkFrom }: HistoryBreach,
): string =>
  [
    `A law is broken: ${law}.`,
    `  The law:  ${sentence}`,
    `  The case: ${complaint}`,
    '',
    historyText(history),
    '',
    `${commands.length} commands, shrunk from ${shrunkFrom}, of history ${runs}. Repeat it ` +
      `with FC_SEED=${seed}`,
  ].join('\n');

/**
 * Asserts that laws hold in generated histories.
 *
 * @param options - which histories, as for `aHistoryWith`; `runs`, `seed`
 * @param laws - the kit's `laws` if left out
 * @returns how much was checked
 * @throws Error if a law is broken; the message has the law, the shrunk history and the seed
 * @example
 * forAllHistories({ runs: 5, seed: 1 }).breach; // => undefined
 */
export const forAllHistories = (
  options: ForAllHistories = {},
  ...laws: readonly Law[]
): HistoryReport => {
  const report = checkHistories(options, ...laws);
  if (report.breach !== undefined) throw new Error(messageOf(report, report.breach));
  return report;
};
