/**
 * Random walks, for what lies deeper than a search can go.
 *
 * @module
 */
import { type Command } from '@hsm-lifecycle/core';
import { anyOf, drawFrom, type Draw } from '../generate/draw.ts';
import { breachIn, tried, type Breach, type Trial } from './breach.ts';
import { counterexample, type Counterexample } from './counterexample.ts';
import { neverLegalIn, type Coverage } from './coverage.ts';
import type { Explore } from './exploration.ts';
import { movesOf } from './moves.ts';
import { newNotes, type Notes } from './notes.ts';
import type { Scene } from './scene.ts';
import { newSightings, type ModelStates } from './sightings.ts';
import { trialOf } from './territory.ts';
import { beginningIn } from './world.ts';

/** What `wander` needs to know. */
export type Wander = Pick<
  Explore,
  'world' | 'commands' | 'faults' | 'time' | 'laws' | 'stateLaws' | 'machine' | 'module'
> & {
  /** A whole number; the same one takes the same walks. */
  readonly seed: number;
  /** How many walks are taken, each from the world on. */
  readonly walks: number;
  /** How many accepted commands and waits make a walk. */
  readonly depth: number;
};

/** What walks came to. */
export type Wandering = {
  readonly seed: number;
  /** How many walks were taken; the last one may have ended early. */
  readonly walks: number;
  readonly transitions: number;
  readonly refusals: number;
  readonly coverage: Coverage;
  readonly neverLegal: readonly string[];
  readonly neverSeen: ModelStates;
  /** Shortened, not the shortest: commands that the breach does not need are left out. */
  readonly counterexample: Counterexample | undefined;
};

/**
 * Draws what kind of command comes next, then which one: else many backups would leave little room
 * for anything but deleting them.
 */
const drawn = (moves: readonly Command[], draw: Draw): Command | undefined => {
  const types = [...new Set(moves.map(({ type }) => type))];
  const type = anyOf(draw, types);
  return anyOf(
    draw,
    moves.filter((it) => it.type === type),
  );
};

/** So many refusals in a row mean that nothing can happen any more. */
const REFUSALS_MAX = 1000;

type Walked = { readonly commands: readonly Command[]; readonly breach: Breach | undefined };

/** Makes what takes one walk after another. */
const newWalker = (input: Wander, trial: Trial, notes: Notes) => {
  const { world, depth, seed } = input;
  const draw = drawFrom(seed);
  const moves = movesOf(input);

  return (): Walked => {
    const commands: Command[] = [];
    let scene: Scene = beginningIn(world);
    let breach = breachIn(scene, trial);
    for (
      let refusals = 0;
      breach === undefined && commands.length < depth && refusals < REFUSALS_MAX;
    ) {
      const command = drawn(moves(scene), draw);
      if (command === undefined) break;
      const result = tried(scene.fleet, command, trial);
      notes.count(scene.fleet, command, result._tag !== 'Refused');
      refusals = result._tag === 'Refused' ? refusals + 1 : 0;
      if (result._tag === 'Refused') continue;
      commands.push(command);
      if (result._tag === 'Broken') return { commands, breach: result.breach };
      scene = { fleet: result.fleet, at: command.data.at };
      notes.see(scene.fleet);
      breach = breachIn(scene, trial);
    }
    return { commands, breach };
  };
};

type Ended = { readonly walks: number; readonly last: Walked | undefined };

const reported = (
  { seed, world, module }: Wander,
  [trial, notes]: readonly [Trial, Notes],
  { walks, last }: Ended,
): Wandering => {
  const { transitions, refusals, coverage, seen } = notes.taken();
  return {
    seed,
    walks,
    transitions,
    refusals,
    coverage,
    neverLegal: neverLegalIn(coverage),
    neverSeen: newSightings(seen).neverSeen(),
    counterexample:
      last?.breach === undefined
        ? undefined
        : counterexample({ ...trial, world, module, commands: last.commands, breach: last.breach }),
  };
};

/**
 * Wanders as `wander` does, walk by walk: yields how many have been taken. For hosts that do
 * something else in between.
 *
 * @returns what `wander` returns
 */
export function* wandering(input: Wander): Generator<number, Wandering, 'STOP' | undefined> {
  const trial = trialOf(input);
  const notes = newNotes();
  const walk = newWalker(input, trial, notes);
  let last: Walked | undefined;
  let walks = 0;
  while (walks < input.walks && last?.breach === undefined) {
    last = walk();
    walks += 1;
    if ((yield walks) === 'STOP') break;
  }
  return reported(input, [trial, notes], { walks, last });
}

/**
 * Takes random walks through what a world can become, and asks every law about every step and every
 * state. They go deeper than a search that leaves nothing out, and leave out nearly everything.
 *
 * @param input - the world, what may be commanded, a seed, how many walks and how long
 */
export const wander = (input: Wander): Wandering => {
  const walks = wandering(input);
  for (let next = walks.next(); ; next = walks.next()) if (next.done === true) return next.value;
};
