/**
 * The search that the options of `explore` ask for.
 *
 * @module
 */
import {
  exactly,
  sameFuture,
  smallCommandsWith,
  type Explore,
  type Symmetry,
} from '@hsm-lifecycle/explorer';
import { left, right } from 'fp-ts/lib/Either.js';
import path from 'node:path';
import type { Io } from '../../terminal/io.ts';
import type { InputResult } from '../../files/reading.ts';
import type { LawCounts } from './exploration-text.ts';
import { readLawBook } from '../../files/law-book.ts';
import { worldOf } from './world.ts';

/** The values of `--symmetry`. */
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
  readonly zones: number;
  readonly sharing?: boolean;
  readonly symmetry: keyof typeof SYMMETRIES;
  readonly laws?: string;
  readonly checkpoint?: string;
  readonly out?: string;
  readonly walks?: number;
  readonly seed: number;
  readonly json?: boolean;
};

/** A search, and the laws that it checks. */
export type Plan = {
  readonly search: Explore;
  readonly lawCounts: LawCounts;
  readonly names: readonly string[];
};

/** With whom backups are shared. */
const ANOTHER_ACCOUNT = '123456789012';

const SEARCH_DEPTH = 5;
const WALK_DEPTH = 200;

/** How the test of a counterexample imports the laws, from the folder that it is written to. */
const moduleFrom = (laws: string, folder = '.'): string => {
  const relative = path.relative(folder, laws).split(path.sep).join('/');
  return relative.startsWith('.') ? relative : `./${relative}`;
};

/** Applies defaults, and reads the world and the laws. */
export const planOf = async (options: ExploreOptions, io: Io): Promise<InputResult<Plan>> => {
  const { walks, checkpoint, faults = false, laws: file, out } = options;
  if (walks !== undefined && checkpoint !== undefined)
    return left('--checkpoint is for searches; walks need none, because --seed repeats them');
  const world = worldOf(options.world, io);
  if (world._tag === 'Left') return world;
  const book = await readLawBook(file);
  if (book._tag === 'Left') return book;
  const { laws, stateLaws } = book.right;
  const search: Explore = {
    world: world.right,
    commands: smallCommandsWith({
      zones: options.zones,
      ...(options.sharing === true ? { accounts: [ANOTHER_ACCOUNT] } : {}),
    }),
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
    lawCounts: { laws: laws.length, stateLaws: stateLaws.length },
    names: [...laws, ...stateLaws].map(({ name }) => name),
  });
};
