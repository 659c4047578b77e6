/**
 * What is counted on the way, by a search and by a walk alike.
 *
 * @module
 */
import { type Command } from '@hsm-lifecycle/core';
import type { Fleet } from '@hsm-lifecycle/core/fleet';
import { newCommandCoverage, type Coverage } from './command-coverage.ts';
import { newStateCoverage, type ModelStates } from './state-coverage.ts';

/** What was counted. */
export type Counts = {
  /** Accepted commands and waits. */
  readonly transitions: number;
  readonly refusals: number;
  readonly coverage: Coverage;
  /** States of clusters, HSMs and backups that something was seen in. */
  readonly seen: ModelStates;
};

/** Notes under way. */
export type Statistics = {
  /** Counts a command and what came of it. */
  readonly count: (met: Fleet, command: Command, isAccepted: boolean) => void;
  /** Notes what there is in a fleet. */
  readonly see: (fleet: Fleet) => void;
  readonly transitions: () => number;
  readonly taken: () => Counts;
};

/**
 * Makes notes.
 *
 * @param before - what was counted before; nothing if left out
 */
export const newStatistics = (before?: Counts): Statistics => {
  const counter = newCommandCoverage(before?.coverage);
  const sightings = newStateCoverage(before?.seen);
  let { transitions, refusals } = before ?? { transitions: 0, refusals: 0 };
  const count: Statistics['count'] = (met, command, isAccepted) => {
    counter.count(met, command, isAccepted);
    if (isAccepted) transitions += 1;
    else refusals += 1;
  };
  return {
    count,
    see: sightings.note,
    transitions: () => transitions,
    taken: () => ({ transitions, refusals, coverage: counter.coverage(), seen: sightings.seen() }),
  };
};
