/**
 * Random walks, which reach deeper than a search.
 *
 * @module
 */
import type { Command } from '@hsm-lifecycle/core';
import {
  checksOf,
  judgeState,
  judgeStep,
  type Breach,
  type Checks,
  type FleetState,
} from '@hsm-lifecycle/testing/laws';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { counterexample, type Counterexample } from '../counterexample/counterexample.ts';
import type { Explore } from '../search/exploration.ts';
import { neverAcceptedIn, type Coverage } from '../statistics/command-coverage.ts';
import { newStateCoverage, type ModelStates } from '../statistics/state-coverage.ts';
import { newStatistics, type Statistics } from '../statistics/statistics.ts';
import { actionsIn } from '../world/actions.ts';
import { initialStateOf } from '../world/world-from.ts';

/** Where to walk, what to check, and how far. */
export type Walk = Pick<
  Explore,
  'world' | 'commands' | 'faults' | 'time' | 'laws' | 'stateLaws' | 'machine' | 'module'
> & {
  /** An integer. The same seed takes the same walks. */
  readonly seed: number;
  /** How many walks, each beginning in the world. */
  readonly walks: number;
  /** How many accepted commands and waits make a walk. */
  readonly depth: number;
};

/** The result of random walks. */
export type WalkReport = {
  readonly seed: number;
  /** How many walks were taken; after a breach the last one is shorter than `depth`. */
  readonly walks: number;
  readonly transitions: number;
  readonly refusals: number;
  readonly coverage: Coverage;
  /** Types of command that were tried and never accepted. */
  readonly neverAccepted: readonly string[];
  readonly neverSeen: ModelStates;
  /** Shortened by leaving out commands that the breach does not need; not always the shortest. */
  readonly counterexample: Counterexample | undefined;
};

/** Makes a function that draws one of some items; `undefined` if there is none. */
const drawerFrom = (seed: number) => {
  const generator = xoroshiro128plus(seed);
  return <Item>(items: readonly Item[]): Item | undefined =>
    items[uniformInt(generator, 0, Math.max(1, items.length) - 1)];
};

type Draw = ReturnType<typeof drawerFrom>;

/**
 * Draws the type of the next command first, then one of that type. Otherwise a world with many
 * backups would do little but delete them.
 */
const drawAction = (actions: readonly Command[], draw: Draw): Command | undefined => {
  const type = draw([...new Set(actions.map((it) => it.type))]);
  return draw(actions.filter((it) => it.type === type));
};

/** After this many refusals in a row, a walk ends: no action seems possible. */
const REFUSALS_MAX = 1000;

type WalkedPath = { readonly commands: readonly Command[]; readonly breach: Breach | undefined };

/** Makes a function that takes the next walk. */
const walkerFor = (input: Walk, checks: Checks, statistics: Statistics) => {
  const { world, depth, seed } = input;
  const draw = drawerFrom(seed);
  const actions = actionsIn(input);

  return (): WalkedPath => {
    const commands: Command[] = [];
    let state: FleetState = initialStateOf(world);
    let breach = judgeState(state, checks);
    for (
      let refusals = 0;
      breach === undefined && commands.length < depth && refusals < REFUSALS_MAX;
    ) {
      const command = drawAction(actions(state), draw);
      if (command === undefined) break;
      const verdict = judgeStep(state.fleet, command, checks);
      statistics.count(state.fleet, command, verdict._tag !== 'Refused');
      refusals = verdict._tag === 'Refused' ? refusals + 1 : 0;
      if (verdict._tag === 'Refused') continue;
      commands.push(command);
      if (verdict._tag === 'Broken') return { commands, breach: verdict.breach };
      state = { fleet: verdict.fleet, at: command.data.at };
      statistics.see(state.fleet);
      breach = judgeState(state, checks);
    }
    return { commands, breach };
  };
};

const counterexampleOf = (input: Walk, last: WalkedPath | undefined) => {
  if (last?.breach === undefined) return undefined;
  const { world, module } = input;
  const { commands, breach } = last;
  const { at } = initialStateOf(world);
  return counterexample({ ...checksOf(input), world, at, module, commands, breach });
};

/**
 * Walks as `walk` does, one walk at a time: yields how many have been taken, and stops when given
 * `'STOP'`. For hosts that do something else in between.
 *
 * @returns what `walk` returns
 */
export function* walkInSteps(input: Walk): Generator<number, WalkReport, 'STOP' | undefined> {
  const statistics = newStatistics();
  const takeWalk = walkerFor(input, checksOf(input), statistics);
  let last: WalkedPath | undefined;
  let walks = 0;
  while (walks < input.walks && last?.breach === undefined) {
    last = takeWalk();
    walks += 1;
    if ((yield walks) === 'STOP') break;
  }
  const { transitions, refusals, coverage, seen } = statistics.counts();
  return {
    seed: input.seed,
    walks,
    transitions,
    refusals,
    coverage,
    neverAccepted: neverAcceptedIn(coverage),
    neverSeen: newStateCoverage(seen).neverSeen(),
    counterexample: counterexampleOf(input, last),
  };
}

/**
 * Takes random walks through a world, and checks every law after every step and in every state.
 * Walks reach deeper than a search, and see only a small part of what is there.
 *
 * @param input - the world, the commands, a seed, how many walks and how long
 * @returns counts, coverage, and a counterexample if a law is broken
 * @example
 * const where = { world: smallWorld(), commands: smallCommands };
 * walk({ ...where, seed: 1, walks: 2, depth: 20 }).walks; // => 2
 */
export const walk = (input: Walk): WalkReport => {
  const steps = walkInSteps(input);
  for (let next = steps.next(); ; next = steps.next()) if (next.done === true) return next.value;
};
