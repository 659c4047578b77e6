/**
 * What is searched, in what ways, and by whose laws.
 *
 * @module
 */
import { type Command } from '@hsm-lifecycle/core';
import { step } from '@hsm-lifecycle/core/fleet';
import { laws as allLaws } from '../laws/laws.ts';
import type { Trial } from './breach.ts';
import type { Identity } from './checkpoint.ts';
import type { Explore } from './exploration.ts';
import { fingerprint } from './fingerprint.ts';
import { movesOf } from './moves.ts';
import type { Scene, Symmetry } from './scene.ts';
import { stateLaws as allStateLaws } from './state-law.ts';
import { exactly } from './symmetry/symmetry.ts';
import { beginningIn } from './world.ts';

/** What is searched, with all that was left out filled in. */
export type Territory = {
  readonly start: Scene;
  readonly movesOf: (scene: Scene) => readonly Command[];
  readonly symmetry: Symmetry;
  readonly trial: Trial;
  readonly identity: Identity;
};

const RADIX = 36;

const print = (text: string): string => {
  const { high, low } = fingerprint(text);
  return `${high.toString(RADIX)}.${low.toString(RADIX)}`;
};

/** The machine and the laws on trial; those of the kit if left out. */
export const trialOf = ({
  machine = step,
  laws = allLaws,
  stateLaws = allStateLaws,
}: Partial<Trial>): Trial => ({
  machine,
  laws,
  stateLaws,
});

/** Fills in what an input leaves out. */
export const territoryOf = (input: Explore): Territory => {
  const { world, symmetry = exactly } = input;
  const start = beginningIn(world);
  const trial = trialOf(input);
  const moves = movesOf(input);
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
