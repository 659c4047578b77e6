/**
 * What is searched, in what ways, and by whose laws.
 *
 * @module
 */
import { type Command } from '@hsm-lifecycle/core';
import { step } from '@hsm-lifecycle/core/fleet';
import { laws as allLaws } from '../../../testing/src/laws/laws.ts';
import type { Checks } from '../../../testing/src/laws/breach.ts';
import type { Identity } from './checkpoint.ts';
import type { Explore } from './exploration.ts';
import { fingerprint } from './fingerprint.ts';
import { actionsIn } from '../world/actions.ts';
import type { FleetState, Symmetry } from '../world/state.ts';
import { stateLaws as allStateLaws } from '../../../testing/src/laws/state-law.ts';
import { exactly } from '../symmetry/same-future.ts';
import { initialStateOf } from '../world/world-from.ts';

/** What is searched, with all that was left out filled in. */
export type SearchProblem = {
  readonly start: FleetState;
  readonly movesOf: (scene: FleetState) => readonly Command[];
  readonly symmetry: Symmetry;
  readonly trial: Checks;
  readonly identity: Identity;
};

const RADIX = 36;

const print = (text: string): string => {
  const { high, low } = fingerprint(text);
  return `${high.toString(RADIX)}.${low.toString(RADIX)}`;
};

/** The machine and the laws on trial; those of the kit if left out. */
export const checksOf = ({
  machine = step,
  laws = allLaws,
  stateLaws = allStateLaws,
}: Partial<Checks>): Checks => ({
  machine,
  laws,
  stateLaws,
});

/** Fills in what an input leaves out. */
export const searchProblemOf = (input: Explore): SearchProblem => {
  const { world, symmetry = exactly } = input;
  const start = initialStateOf(world);
  const trial = checksOf(input);
  const moves = actionsIn(input);
  const named = [...trial.laws, ...trial.stateLaws].map(
    ({ name, sentence }) => `${name}: ${sentence}`,
  );
  const identity: Identity = {
    world: print(exactly(start)),
    symmetry: print(symmetry(start)),
    moves: print(JSON.stringify(moves(start))),
    laws: print(named.join('\n')),
  };
  return { start, movesOf: moves, symmetry, trial, identity };
};
