/**
 * Trying everything: a breadth-first search through what a small world can become.
 *
 * @module
 */
import { InvariantViolation, type Command } from '@hsm-lifecycle/core';
import {
  checkpointFromBytes,
  checkpointToBytes,
  mismatchIn,
  type BadCheckpoint,
  type SearchCheckpoint,
} from './checkpoint.ts';
import { counterexample } from '../counterexample/counterexample.ts';
import { neverAcceptedIn } from '../statistics/command-coverage.ts';
import type { EndedBy, Exploration, Explore, Pause, Progress } from './exploration.ts';
import { collisionProbability } from './fingerprint.ts';
import type { Breach } from '../../../testing/src/laws/breach.ts';
import { newSearch, type Search } from './search.ts';
import { newStateCoverage } from '../statistics/state-coverage.ts';
import { searchProblemOf, checksOf } from './problem.ts';

type Ended = {
  readonly endedBy: EndedBy;
  /** The law that was broken, and the way there. */
  readonly found?: { readonly breach: Breach; readonly commands: readonly Command[] };
};

const progressOf = (search: Search): Progress => {
  const { depth, first, end, next } = search.level();
  return {
    depth,
    states: search.states.count(),
    transitions: search.transitions(),
    levelStates: end - first,
    levelExpanded: next - first,
    bytes: search.states.bytes(),
  };
};

type Bounds = { readonly depth: number; readonly isFull: () => boolean };

const boundsOf = (search: Search, { depth, limits = {} }: Explore): Bounds => {
  const { states = 1_000_000, transitions = Number.POSITIVE_INFINITY } = limits;
  return {
    depth,
    isFull: () => search.states.count() >= states || search.transitions() >= transitions,
  };
};

/** Tries all moves of the next state. */
const expanded = (search: Search, { isFull }: Bounds): Ended | undefined => {
  const stop = search.goToNext();
  for (;;) {
    if (isFull()) return { endedBy: 'LIMIT' };
    const result = search.tryNext(stop);
    if (result === 'DONE') return undefined;
    if (result !== 'GO_ON')
      return { endedBy: 'BREACH', found: { breach: result, commands: search.commandsHere() } };
  }
};

function* searched(search: Search, input: Explore): Generator<Pause, Ended, 'STOP' | undefined> {
  const bounds = boundsOf(search, input);
  const pause: Pause = {
    progress: () => progressOf(search),
    checkpoint: () => checkpointToBytes(search.checkpoint()),
  };
  const atOnce = search.begin();
  if (atOnce !== undefined) return { endedBy: 'BREACH', found: { breach: atOnce, commands: [] } };
  for (;;) {
    const { depth, first, end } = search.level();
    if (first === end) return { endedBy: 'NOTHING_NEW' };
    if (depth >= bounds.depth) return { endedBy: 'DEPTH' };
    while (search.level().next < end) {
      const ended = expanded(search, bounds);
      if (ended !== undefined) return ended;
      if ((yield pause) === 'STOP') return { endedBy: 'STOPPED' };
    }
    search.endLevel();
    input.onProgress?.(pause.progress());
  }
}

const levelsOf = (ends: readonly number[], states: number): readonly number[] => {
  const sizes = ends.map((end, depth) => end - (ends[depth - 1] ?? 0));
  const begun = states - (ends.at(-1) ?? 0);
  return begun === 0 ? sizes : [...sizes, begun];
};

const reported = (search: Search, input: Explore, { endedBy, found }: Ended): Exploration => {
  const { ends, transitions, refusals, coverage, seen } = search.reached();
  const states = search.states.count();
  return {
    states,
    transitions,
    refusals,
    depth: ends.length - 1,
    levels: levelsOf(ends, states).filter((size) => size > 0),
    endedBy,
    exhausted: endedBy === 'NOTHING_NEW',
    coverage,
    neverAccepted: neverAcceptedIn(coverage),
    neverSeen: newStateCoverage(seen).neverSeen(),
    collisionProbability: collisionProbability(states),
    counterexample:
      found &&
      counterexample({ ...checksOf(input), ...found, world: input.world, module: input.module }),
  };
};

/**
 * Reads what a pause's `checkpoint` has made. Left: what is wrong with it, or in what the search at
 * hand differs from that one.
 */
export const checkpointFrom = (
  bytes: Uint8Array,
  input: Explore,
):
  | { readonly _tag: 'Left'; readonly left: BadCheckpoint }
  | { readonly _tag: 'Right'; readonly right: SearchCheckpoint } => {
  const checkpoint = checkpointFromBytes(bytes);
  if (checkpoint._tag === 'Left') return checkpoint;
  const stranger = mismatchIn(checkpoint.right, searchProblemOf(input).identity);
  return stranger === undefined ? checkpoint : { _tag: 'Left', left: stranger };
};

/**
 * Explores as `explore` does, state by state: yields after each, and takes `'STOP'` for an answer.
 * For hosts that do something else in between.
 *
 * @returns what `explore` returns
 */
export function* exploreInSteps(input: Explore): Generator<Pause, Exploration, 'STOP' | undefined> {
  const territory = searchProblemOf(input);
  const stranger = input.resume && mismatchIn(input.resume, territory.identity);
  if (stranger !== undefined)
    throw new InvariantViolation(
      `the checkpoint is of another search: its ${stranger.field} differ`,
    );
  const search = newSearch(territory, input.resume);
  const ended = yield* searched(search, input);
  return reported(search, input, ended);
}

/**
 * Tries every order of commands, waits and, if wanted, faults, level by level, and asks every law
 * about every step and every state.
 *
 * Time is an input like any other: it jumps to just before the next due instant, to it, and to just
 * after it. The first breach that is found is one of the shortest. The same input gives the same
 * report to the byte, whether or not the search was stopped and gone on with in between: there is
 * no clock and no chance in it.
 *
 * @param input - the world, what may be commanded, how deep; laws, symmetry, faults, limits
 * @throws InvariantViolation when `resume` is of another search, or when commands or machine are no
 *   functions of the scene, so that the same way leads elsewhere
 */
export const explore = (input: Explore): Exploration => {
  const search = exploreInSteps(input);
  for (let next = search.next(); ;) {
    if (next.done === true) return next.value;
    next = search.next(input.onPause?.(next.value));
  }
};
