/**
 * A breadth-first search under way: what it has seen, and the one step by which it goes on.
 *
 * @module
 */
import { type Command } from '@hsm-lifecycle/core';
import { judgeState, judgeStep, type Breach } from '../../../testing/src/laws/breach.ts';
import { type SearchCheckpoint, type SearchPosition } from './checkpoint.ts';
import { fingerprint } from './fingerprint.ts';
import { newFrontier, type Frontier } from './frontier.ts';
import { newStatistics, type Statistics } from '../statistics/statistics.ts';
import type { FleetState } from '../world/state.ts';
import { newVisitedSet, type VisitedSet, type Edge } from './visited-set.ts';
import type { SearchProblem } from './problem.ts';
import { newPath, type SearchNode } from './path.ts';

/** The level that is being searched: its depth, its states, and which of them is next. */
export type Level = {
  readonly depth: number;
  readonly first: number;
  readonly end: number;
  readonly next: number;
};

/** A search under way. */
export type Search = {
  readonly states: VisitedSet;
  /** How far it has come. */
  readonly level: () => Level;
  readonly transitions: () => number;
  readonly reached: () => SearchPosition;
  readonly checkpoint: () => SearchCheckpoint;
  /** Looks at the start; a search that goes on has done so. */
  readonly begin: () => Breach | undefined;
  /**
   * Tries the next move of a state, unless it was the last. One that breaks a law stays the next
   * one.
   */
  readonly tryNext: (stop: SearchNode) => 'DONE' | 'GO_ON' | Breach;
  /** What leads to the next state, and its next move. */
  readonly commandsHere: () => readonly Command[];
  /** Goes to the state that is to be looked at next. */
  readonly goToNext: () => SearchNode;
  /** Notes that a level is complete. */
  readonly endLevel: () => void;
};

const NOWHERE: Edge = { parent: 0, move: 0 };

/** What has been found so far. */
type Finds = { readonly states: VisitedSet; readonly kept: Frontier; readonly notes: Statistics };

/** Makes what looks at a scene: notes it unless it has been seen, or breaks a law. */
const visitor =
  ({ symmetry, trial }: SearchProblem, { states, kept, notes }: Finds) =>
  (scene: FleetState, way: Edge): Breach | undefined => {
    // Even what the symmetry takes for something else has been seen.
    notes.see(scene.fleet);
    const print = fingerprint(symmetry(scene));
    if (states.has(print)) return undefined;
    const breach = judgeState(scene, trial);
    if (breach !== undefined) return breach;
    kept.put(states.count(), scene);
    states.add(print, way);
    return undefined;
  };

/** Takes up a search, or begins one. */
export const newSearch = (territory: SearchProblem, from?: SearchCheckpoint): Search => {
  const { start, movesOf, symmetry, trial, identity } = territory;
  const states = newVisitedSet(from?.columns);
  const notes = newStatistics(from?.reached);
  const kept = newFrontier();
  const visit = visitor(territory, { states, kept, notes });
  const trail = newPath({ start, states, movesOf, machine: trial.machine });
  const ends = [...(from?.reached.ends ?? [1])];
  let { state, move } = from?.reached ?? { state: 0, move: 0 };

  const begin: Search['begin'] = () => {
    if (from !== undefined) return undefined;
    notes.see(start.fleet);
    states.add(fingerprint(symmetry(start)), NOWHERE);
    return judgeState(start, trial);
  };

  const tryNext: Search['tryNext'] = ({ scene, moves }) => {
    const command = moves[move];
    if (command === undefined) {
      state += 1;
      move = 0;
      return 'DONE';
    }
    const result = judgeStep(scene.fleet, command, trial);
    if (result._tag === 'Broken') return result.breach;
    const isAccepted = result._tag === 'Accepted';
    const breach = isAccepted
      ? visit({ fleet: result.fleet, at: command.data.at }, { parent: state, move })
      : undefined;
    if (breach !== undefined) return breach;
    notes.count(scene.fleet, command, isAccepted);
    move += 1;
    return 'GO_ON';
  };

  const commandsHere: Search['commandsHere'] = () => [
    ...trail.commandsTo(state),
    ...trail.goTo(state).moves.slice(move, move + 1),
  ];

  const goToNext: Search['goToNext'] = () => {
    const scene = kept.take(state);
    return scene === undefined ? trail.goTo(state) : { state, scene, moves: movesOf(scene) };
  };

  const reached = (): SearchPosition => ({ ends: [...ends], state, move, ...notes.taken() });
  const level = (): Level => ({
    depth: ends.length - 1,
    first: ends.at(-2) ?? 0,
    end: ends.at(-1) ?? 0,
    next: state,
  });

  return {
    states,
    level,
    transitions: notes.transitions,
    reached,
    checkpoint: () => ({ identity, reached: reached(), columns: states.columns() }),
    begin,
    tryNext,
    commandsHere,
    goToNext,
    endLevel: () => ends.push(states.count()),
  };
};
