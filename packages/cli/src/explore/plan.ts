/**
 * What the options of `explore` amount to.
 *
 * @module
 */
import {
  exactly,
  sameFuture,
  smallCommands,
  type Explore,
  type Symmetry,
} from '@hsm-lifecycle/explorer';
import { left, right } from 'fp-ts/lib/Either.js';
import path from 'node:path';
import type { Io } from '../commands/io.ts';
import type { Reading } from '../commands/reading.ts';
import type { Asked } from '../tell/exploration-text.ts';
import { lawBook } from './own-laws.ts';
import { worldOf } from './world.ts';

/** The symmetries that can be chosen. */
export const SYMMETRIES: Readonly<Record<'same-future' | 'exactly', Symmetry>> = {
  'same-future': sameFuture,
  exactly,
};

/** The options of `explore`. */
export type ExploreOptions = {
  readonly world: string;
  readonly depth?: number;
  readonly states: number;
  readonly faults?: boolean;
  readonly symmetry: keyof typeof SYMMETRIES;
  readonly laws?: string;
  readonly checkpoint?: string;
  readonly out?: string;
  readonly walks?: number;
  readonly seed: number;
  readonly json?: boolean;
};

/** What is to be done. */
export type Plan = {
  readonly search: Explore;
  readonly asked: Asked;
  readonly names: readonly string[];
};

const SEARCH_DEPTH = 5;
const WALK_DEPTH = 200;

/** How the test of a counterexample finds the laws, from the folder in which it is left. */
const moduleFrom = (laws: string, folder = '.'): string => {
  const relative = path.relative(folder, laws).split(path.sep).join('/');
  return relative.startsWith('.') ? relative : `./${relative}`;
};

/** Fills in what is left out, and reads what is named. */
export const planOf = async (options: ExploreOptions, io: Io): Promise<Reading<Plan>> => {
  const { walks, checkpoint, faults = false, laws: file, out } = options;
  if (walks !== undefined && checkpoint !== undefined)
    return left('--checkpoint is for searches: walks with the same --seed are the same walks');
  const world = worldOf(options.world, io);
  if (world._tag === 'Left') return world;
  const book = await lawBook(file);
  if (book._tag === 'Left') return book;
  const { laws, stateLaws } = book.right;
  const search: Explore = {
    world: world.right,
    commands: smallCommands,
    depth: options.depth ?? (walks === undefined ? SEARCH_DEPTH : WALK_DEPTH),
    symmetry: SYMMETRIES[options.symmetry],
    faults,
    laws,
    stateLaws,
    limits: { states: options.states },
    ...(file === undefined ? {} : { module: moduleFrom(file, out) }),
  };
  return right({
    search,
    asked: { laws: laws.length, stateLaws: stateLaws.length },
    names: [...laws, ...stateLaws].map(({ name }) => name),
  });
};
