/**
 * The counters of searches and walks.
 *
 * @module
 */
import type { Command } from '@hsm-lifecycle/core';
import type { Fleet } from '@hsm-lifecycle/core/fleet';
import { newCommandCoverage, type Coverage } from './command-coverage.ts';
import { newStateCoverage, type ModelStates } from './state-coverage.ts';

/** The counts so far. */
export type Counts = {
  /** How many commands and waits were accepted. */
  readonly transitions: number;
  readonly refusals: number;
  readonly coverage: Coverage;
  /** The states of clusters, HSMs and backups that were seen. */
  readonly seen: ModelStates;
};

/** Counters that a search or a walk updates. */
export type Statistics = {
  /** Counts a command that was tried in a fleet. */
  readonly count: (before: Fleet, command: Command, isAccepted: boolean) => void;
  /** Notes the states of a fleet's clusters, HSMs and backups. */
  readonly see: (fleet: Fleet) => void;
  readonly transitions: () => number;
  readonly counts: () => Counts;
};

/**
 * Makes counters.
 *
 * @param from - the counts to begin with; zero if left out
 */
export const newStatistics = (from?: Counts): Statistics => {
  const commands = newCommandCoverage(from?.coverage);
  const states = newStateCoverage(from?.seen);
  let { transitions, refusals } = from ?? { transitions: 0, refusals: 0 };
  const count: Statistics['count'] = (before, command, isAccepted) => {
    commands.count(before, command, isAccepted);
    if (isAccepted) transitions += 1;
    else refusals += 1;
  };
  return {
    count,
    see: states.note,
    transitions: () => transitions,
    counts: () => ({ transitions, refusals, coverage: commands.coverage(), seen: states.seen() }),
  };
};
