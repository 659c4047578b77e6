/**
 * Laws asked about generated histories: the first breach comes with the shortest trace that was
 * found, and a seed to run it again.
 *
 * @module
 */
import type { Command } from '@hsm-lifecycle/core';
import { step } from '@hsm-lifecycle/core/fleet';
import { check, property, type Parameters } from 'fast-check';
import { aLife, type HistoryWith } from './a-history.ts';
import { firstBreach, type Breach } from '../laws/breach.ts';
import type { FleetMachine } from '../laws/machine.ts';
import { historyCommands, historyText, type FleetHistory } from './history.ts';
import { laws as allLaws } from '../laws/laws.ts';
import type { Law } from '../laws/law.ts';
import { seedFromEnvironment } from './seed.ts';

/** What histories there shall be, and how many. */
export type ForAllHistories = Omit<HistoryWith, 'seed'> & {
  /** How many histories; 100 if left out. */
  readonly runs?: number;
  /**
   * A whole number; the same one draws the same histories. `FC_SEED` of the environment if left
   * out, else another one each time.
   */
  readonly seed?: number;
};

/** A law that was broken, and the shortest way to break it that was found. */
export type HistoryBreach = Breach & {
  /** What was commanded, from an empty fleet on. */
  readonly commands: readonly Command[];
  readonly history: FleetHistory;
  /** How many commands the history had that broke a law first. */
  readonly shrunkFrom: number;
};

/** What asking came to. */
export type HistoryReport = {
  /** With it the same histories are drawn again. */
  readonly seed: number;
  /** How many histories were drawn: all, or as many as it took to break a law. */
  readonly runs: number;
  /** How many commands there were in them. */
  readonly commands: number;
  /** How many of those were accepted, and so put to the laws. */
  readonly accepted: number;
  readonly breach: HistoryBreach | undefined;
};

const RUNS = 100;

/** Judges histories one by one, and remembers what there was until the first breach. */
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
 * Asks laws about generated histories, and reports.
 *
 * @param options - what histories there shall be, as of `aHistoryWith`; `runs`, `seed`
 * @param laws - all of the kit's if left out
 */
export const checkHistories = (
  options: ForAllHistories = {},
  ...laws: readonly Law[]
): HistoryReport => {
  const { runs: numRuns = RUNS, seed: asked = seedFromEnvironment(), ...wanted } = options;
  const judge = newJudge(laws.length === 0 ? allLaws : laws, wanted.machine);
  const parameters: Parameters<[FleetHistory]> = {
    numRuns,
    ...(asked !== undefined && { seed: asked }),
  };
  const { seed, counterexample } = check(property(aLife(wanted), judge.isLawful), parameters);
  const { shrunkFrom, ...counts } = judge.counts;
  const [history] = counterexample ?? [];
  const breach = history && judge.breachIn(history);
  return {
    seed,
    ...counts,
    breach: breach && { ...breach, commands: historyCommands(history), history, shrunkFrom },
  };
};

/** Says what was broken, how, and how to see it again. */
const told = (
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
    `${commands.length} commands, shrunk from ${shrunkFrom}, of history ${runs}. Run it again with FC_SEED=${seed}`,
  ].join('\n');

/**
 * Asserts that laws hold in generated histories.
 *
 * @param options - what histories there shall be, as of `aHistoryWith`; `runs`, `seed`
 * @param laws - all of the kit's if left out
 * @returns how much was asked
 * @throws Error when a law is broken; the message has the law, the shrunk history and the seed
 * @example
 * forAllHistories({ runs: 5, seed: 1 }).breach; // => undefined
 */
export const forAllHistories = (
  options: ForAllHistories = {},
  ...laws: readonly Law[]
): HistoryReport => {
  const report = checkHistories(options, ...laws);
  if (report.breach !== undefined) throw new Error(told(report, report.breach));
  return report;
};
