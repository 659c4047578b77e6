/**
 * What the tests of the kit share.
 *
 * @module
 */
import { sample } from 'fast-check';
import {
  customEdition,
  DAY_MS,
  editions,
  type Command,
  type Edition,
  type EditionChanges,
} from '@hsm-lifecycle/core';
import { type StepRefusal } from '@hsm-lifecycle/core/fleet';
import { aHistoryWith, START, type FleetHistory, type HistoryWith } from '@hsm-lifecycle/testing';

const editionWith = (base: Edition, changes: EditionChanges): Edition => {
  const made = customEdition(base, changes);
  if (made._tag === 'Left') throw new Error(JSON.stringify(made.left));
  return made.right;
};

/** Rules so narrow that every limit is met soon. */
export const narrow: Edition = editionWith(editions.aws2024, {
  name: 'narrow',
  hsmsPerClusterMax: 2,
  certificatesMax: 1,
  capacities: {
    'hsm1.medium': { keysMax: 1, asymmetricKeysMax: 0, usersMax: 3 },
    'hsm2m.medium': { keysMax: 3, asymmetricKeysMax: 0, usersMax: 4 },
  },
});

/** Activations are reported a day late, and support ends after a month. */
export const ending: Edition = editionWith(editions.aws2026, {
  name: 'ending',
  durations: { activation: DAY_MS },
  endOfSupport: { 'hsm2m.medium': START + 30 * DAY_MS },
});

const drawn = new Map<string, readonly FleetHistory[]>();

/** The same histories for ever. */
export const histories = (numRuns: number, wanted: HistoryWith = {}): readonly FleetHistory[] => {
  const name = JSON.stringify([numRuns, wanted]);
  const them =
    drawn.get(name) ??
    sample(aHistoryWith({ quotas: 'NONE', ...wanted }), { numRuns, seed: 20_261_126 });
  drawn.set(name, them);
  return them;
};

/** What generated commands came to, those of the growth apart. */
export type Tally = {
  readonly accepted: Map<Command['type'], number>;
  readonly refused: Map<StepRefusal['_tag'], number>;
};

/** Counts what commands came to. */
export const tally = (them: readonly FleetHistory[], skip = 0): Tally => {
  const counts: Tally = { accepted: new Map(), refused: new Map() };
  for (const { steps } of them)
    for (const { command, outcome } of steps.slice(skip)) {
      if (outcome._tag === 'Right')
        counts.accepted.set(command.type, (counts.accepted.get(command.type) ?? 0) + 1);
      else counts.refused.set(outcome.left._tag, (counts.refused.get(outcome.left._tag) ?? 0) + 1);
    }
  return counts;
};

const sum = (counts: ReadonlyMap<string, number>): number =>
  [...counts.values()].reduce((total, each) => total + each, 0);

/** The share of commands that were accepted. */
export const legalShare = ({ accepted, refused }: Tally): number =>
  sum(accepted) / (sum(accepted) + sum(refused));
