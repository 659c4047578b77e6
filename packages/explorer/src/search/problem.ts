/**
 * The search problem: the initial state, the actions, the symmetry and the laws.
 *
 * @module
 */
import type { Command } from '@hsm-lifecycle/core';
import { checksOf, type Checks, type FleetState } from '@hsm-lifecycle/testing/laws';
import { exactly, type Symmetry } from '../symmetry/symmetry.ts';
import { actionsIn } from '../world/actions.ts';
import { initialStateOf } from '../world/world-from.ts';
import type { SearchIdentity } from './checkpoint.ts';
import type { Explore } from './exploration.ts';
import { fingerprint } from './fingerprint.ts';

/** A search problem with every default filled in. */
export type SearchProblem = {
  readonly initial: FleetState;
  readonly actionsIn: (state: FleetState) => readonly Command[];
  readonly symmetry: Symmetry;
  readonly checks: Checks;
  readonly identity: SearchIdentity;
};

const RADIX = 36;

const printOf = (text: string): string => {
  const { high, low } = fingerprint(text);
  return `${high.toString(RADIX)}.${low.toString(RADIX)}`;
};

/** Fills in what the input leaves out. */
export const searchProblemOf = (input: Explore): SearchProblem => {
  const { world, symmetry = exactly } = input;
  const initial = initialStateOf(world);
  const checks = checksOf(input);
  const actions = actionsIn(input);
  const lawTexts = [...checks.laws, ...checks.stateLaws].map(
    ({ name, sentence }) => `${name}: ${sentence}`,
  );
  const identity: SearchIdentity = {
    world: printOf(exactly(initial)),
    symmetry: printOf(symmetry(initial)),
    actions: printOf(JSON.stringify(actions(initial))),
    laws: printOf(lawTexts.join('\n')),
  };
  return { initial, actionsIn: actions, symmetry, checks, identity };
};
