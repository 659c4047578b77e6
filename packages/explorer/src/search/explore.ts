/**
 * Bounded model checking: a breadth-first search through everything that a small world can become.
 *
 * @module
 */
import { InvariantViolation, type Command } from '@hsm-lifecycle/core';
import { checksOf, type Breach } from '@hsm-lifecycle/testing/laws';
import { counterexample } from '../counterexample/counterexample.ts';
import { neverAcceptedIn } from '../statistics/command-coverage.ts';
import { newStateCoverage } from '../statistics/state-coverage.ts';
import { initialStateOf } from '../world/world-from.ts';
import { checkpointToBytes, mismatchIn } from './checkpoint.ts';
import type { EndedBy, Exploration, Explore, Pause, Progress } from './exploration.ts';
import { collisionProbability } from './fingerprint.ts';
import { searchProblemOf } from './problem.ts';
import { newSearch, type Search } from './search.ts';

type Ending = {
  readonly endedBy: EndedBy;
  /** The broken law, and the commands that led to it. */
  readonly found?: { readonly breach: Breach; readonly commands: readonly Command[] };
};

const progressOf = (search: Search): Progress => {
  const { depth, first, end, next } = search.level();
  return {
    depth,
    states: search.visited.count(),
    transitions: search.transitions(),
    levelStates: end - first,
    levelExpanded: next - first,
    bytes: search.visited.bytes(),
  };
};

type Bounds = { readonly depth: number; readonly isFull: () => boolean };

const boundsOf = (search: Search, { depth, limits = {} }: Explore): Bounds => {
  const { states = 1_000_000, transitions = Number.POSITIVE_INFINITY } = limits;
  return {
    depth,
    isFull: () => search.visited.count() >= states || search.transitions() >= transitions,
  };
};

/** Expands the next state: tries all of its actions. Returns how the search ended, if it did. */
const expandNext = (search: Search, { isFull }: Bounds): Ending | undefined => {
  const node = search.nextNode();
  for (;;) {
    if (isFull()) return { endedBy: 'LIMIT' };
    const result = search.tryNextAction(node);
    if (result === 'EXPANDED') return undefined;
    if (result !== 'GO_ON')
      return { endedBy: 'BREACH', found: { breach: result, commands: search.commandsSoFar() } };
  }
};

function* runSearch(search: Search, input: Explore): Generator<Pause, Ending, 'STOP' | undefined> {
  const bounds = boundsOf(search, input);
  const pause: Pause = {
    progress: () => progressOf(search),
    checkpoint: () => checkpointToBytes(search.checkpoint()),
  };
  const breach = search.begin();
  if (breach !== undefined) return { endedBy: 'BREACH', found: { breach, commands: [] } };
  for (;;) {
    const { depth, first, end } = search.level();
    if (first === end) return { endedBy: 'EXHAUSTED' };
    if (depth >= bounds.depth) return { endedBy: 'DEPTH' };
    while (search.level().next < end) {
      const ending = expandNext(search, bounds);
      if (ending !== undefined) return ending;
      if ((yield pause) === 'STOP') return { endedBy: 'STOPPED' };
    }
    search.endLevel();
    input.onProgress?.(pause.progress());
  }
}

const levelsOf = (ends: readonly number[], states: number): readonly number[] => {
  const sizes = ends.map((end, depth) => end - (ends[depth - 1] ?? 0));
  const unfinished = states - (ends.at(-1) ?? 0);
  return unfinished === 0 ? sizes : [...sizes, unfinished];
};

const reportOf = (search: Search, input: Explore, { endedBy, found }: Ending): Exploration => {
  const { ends, transitions, refusals, coverage, seen } = search.position();
  const states = search.visited.count();
  const { world, module } = input;
  return {
    states,
    transitions,
    refusals,
    depth: ends.length - 1,
    levels: levelsOf(ends, states).filter((size) => size > 0),
    endedBy,
    exhausted: endedBy === 'EXHAUSTED',
    coverage,
    neverAccepted: neverAcceptedIn(coverage),
    neverSeen: newStateCoverage(seen).neverSeen(),
    collisionProbability: collisionProbability(states),
    counterexample:
      found &&
      counterexample({ ...checksOf(input), ...found, world, at: initialStateOf(world).at, module }),
  };
};

/**
 * Explores as `explore` does, one state at a time: yields after each, and stops when given
 * `'STOP'`. For hosts that do something else in between.
 *
 * @returns what `explore` returns
 * @throws InvariantViolation as `explore` does
 */
export function* exploreInSteps(input: Explore): Generator<Pause, Exploration, 'STOP' | undefined> {
  const problem = searchProblemOf(input);
  const mismatch = input.resume && mismatchIn(input.resume, problem.identity);
  if (mismatch !== undefined)
    throw new InvariantViolation(
      `the checkpoint belongs to another search: its ${mismatch.field} differs`,
    );
  const search = newSearch(problem, input.resume);
  const ending = yield* runSearch(search, input);
  return reportOf(search, input, ending);
}

/**
 * Explores a small world: tries every order of commands, waits and, if asked, faults, level by
 * level, and checks every law after every step and in every state.
 *
 * Time is an action like any other: it jumps to 1 ms before the next due instant, to it, and to 1
 * ms after it. The first counterexample is one of the shortest. The same input gives the same
 * result, byte for byte, even if the search was stopped and resumed in between.
 *
 * @param input - the world, the commands, the depth; optionally laws, symmetry, faults and limits
 * @returns counts, coverage, why it ended, and a counterexample if a law is broken
 * @throws InvariantViolation if `resume` belongs to another search, or if commands or machine
 *   depend on more than the state, so that the same path leads elsewhere
 * @example
 * const found = explore({ world: smallWorld(), commands: smallCommands, depth: 2 });
 * found.counterexample; // => undefined
 */
export const explore = (input: Explore): Exploration => {
  const search = exploreInSteps(input);
  for (let next = search.next(); ;) {
    if (next.done === true) return next.value;
    next = search.next(input.onPause?.(next.value));
  }
};
