/**
 * Random walks, for what lies deeper than a search can go.
 *
 * @module
 */
import { type Command } from '@hsm-lifecycle/core';
import { drawAnyOf, drawFrom, type Draw } from '../../../testing/src/histories/commands/draw.ts';
import { judgeState, judgeStep, type Breach, type Checks } from '../../../testing/src/laws/breach.ts';
import { counterexample, type Counterexample } from '../counterexample/counterexample.ts';
import { neverAcceptedIn, type Coverage } from '../statistics/command-coverage.ts';
import type { Explore } from '../search/exploration.ts';
import { actionsIn } from '../world/actions.ts';
import { newStatistics, type Statistics } from '../statistics/statistics.ts';
import type { FleetState } from '../world/state.ts';
import { newStateCoverage, type ModelStates } from '../statistics/state-coverage.ts';
import { checksOf } from '../search/problem.ts';
import { initialStateOf } from '../world/world-from.ts';

/** What `wander` needs to know. */
export type Walk = Pick<
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
export type WalkReport = {
  readonly seed: number;
  /** How many walks were taken; the last one may have ended early. */
  readonly walks: number;
  readonly transitions: number;
  readonly refusals: number;
  readonly coverage: Coverage;
  readonly neverAccepted: readonly string[];
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
  const type = drawAnyOf(draw, types);
  return drawAnyOf(
    draw,
    moves.filter((it) => it.type === type),
  );
};

/** So many refusals in a row mean that nothing can happen any more. */
const REFUSALS_MAX = 1000;

type Walked = { readonly commands: readonly Command[]; readonly breach: Breach | undefined };

/** Makes what takes one walk after another. */
const newWalker = (input: Walk, trial: Checks, notes: Statistics) => {
  const { world, depth, seed } = input;
  const draw = drawFrom(seed);
  const moves = actionsIn(input);

  return (): Walked => {
    const commands: Command[] = [];
    let scene: FleetState = initialStateOf(world);
    let breach = judgeState(scene, trial);
    for (
      let refusals = 0;
      breach === undefined && commands.length < depth && refusals < REFUSALS_MAX;
    ) {
      const command = drawn(moves(scene), draw);
      if (command === undefined) break;
      const result = judgeStep(scene.fleet, command, trial);
      notes.count(scene.fleet, command, result._tag !== 'Refused');
      refusals = result._tag === 'Refused' ? refusals + 1 : 0;
      if (result._tag === 'Refused') continue;
      commands.push(command);
      if (result._tag === 'Broken') return { commands, breach: result.breach };
      scene = { fleet: result.fleet, at: command.data.at };
      notes.see(scene.fleet);
      breach = judgeState(scene, trial);
    }
    return { commands, breach };
  };
};

type Ended = { readonly walks: number; readonly last: Walked | undefined };

const reported = (
  { seed, world, module }: Walk,
  [trial, notes]: readonly [Checks, Statistics],
  { walks, last }: Ended,
): WalkReport => {
  const { transitions, refusals, coverage, seen } = notes.taken();
  return {
    seed,
    walks,
    transitions,
    refusals,
    coverage,
    neverAccepted: neverAcceptedIn(coverage),
    neverSeen: newStateCoverage(seen).neverSeen(),
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
export function* walkInSteps(input: Walk): Generator<number, WalkReport, 'STOP' | undefined> {
  const trial = checksOf(input);
  const notes = newStatistics();
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
export const walk = (input: Walk): WalkReport => {
  const walks = walkInSteps(input);
  for (let next = walks.next(); ; next = walks.next()) if (next.done === true) return next.value;
};
