/**
 * Draws how a round goes.
 *
 * @module
 */
import type { Life } from './busy-child.ts';
import { between, type Dice } from './dice.ts';
import type { Flaw } from './flawed.ts';
import type { SmallDisk } from './full-disk.ts';
import type { Fate } from './one-life.ts';

/** The fleet of every store. */
export const FLEET = 'production';

const LIFE_MS_MAX = 1000;
const START_MS_MIN = 100;
const START_MS_MAX = 900;
const STEPS_MAX = 400;
const COMMANDS = 2000;
const CALLERS_MAX = 16;

/** The files of one store, through several rounds. */
export type Files = {
  readonly path: string;
  readonly keys: string;
  /** Accepted commands, a line each. */
  readonly acknowledged: string;
};

/** How a round goes. */
export type Drawn = Omit<Fate, 'program'> & {
  /** Nobody calls, and nobody is killed: only what was left undone is finished. */
  readonly settles: boolean;
};

/** What a round depends on. */
export type RoundWith = {
  readonly files: Files;
  readonly flaw: Flaw | undefined;
  readonly disk: SmallDisk | undefined;
  /** The last round of a store settles. */
  readonly isLast: boolean;
};

const lifeOf = ({ files: { path, keys }, flaw }: RoundWith, roll: Dice): Life => ({
  path,
  keys,
  fleet: FLEET,
  seed: between(roll, 1, 2 ** 31 - 1),
  callers: between(roll, 1, CALLERS_MAX),
  commands: COMMANDS,
  dieAtStep: 0,
  rotates: roll() < 0.4,
  ...(flaw && { flaw }),
});

/** It dies at a step of its store, a while after it is ready, or while it starts. */
const endOf = (roll: Dice): Pick<Fate, 'killAfterMs' | 'killsStart'> & { dieAtStep: number } => {
  const kind = roll();
  if (kind < 0.35)
    return { dieAtStep: between(roll, 1, STEPS_MAX), killAfterMs: undefined, killsStart: false };
  const killsStart = kind > 0.9;
  const killAfterMs = killsStart
    ? between(roll, START_MS_MIN, START_MS_MAX)
    : between(roll, 0, LIFE_MS_MAX);
  return { dieAtStep: 0, killAfterMs, killsStart };
};

/** Draws a round: three in four end with a kill, and one in five of those has a full disk. */
export const drawRound = (given: RoundWith, roll: Dice): Drawn => {
  const { disk, isLast, files } = given;
  const life = lifeOf(given, roll);
  const { dieAtStep, ...end } = endOf(roll);
  const [settles, isFull] = [roll() < 0.25 || isLast, roll() < 0.2];
  const { acknowledged } = files;
  if (!settles)
    return {
      life: { ...life, dieAtStep },
      acknowledged,
      settles,
      ...end,
      disk: isFull ? disk : undefined,
    };
  return {
    life: { ...life, callers: 0, commands: 0, rotates: false },
    acknowledged,
    settles,
    killAfterMs: undefined,
    killsStart: false,
    disk: undefined,
  };
};
