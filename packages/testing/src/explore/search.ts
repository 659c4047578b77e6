/**
 * A breadth-first search under way: what it has seen, and the one step by which it goes on.
 *
 * @module
 */
import { type Command } from '@hsm-lifecycle/core';
import { breachIn, tried, type Breach } from './breach.ts';
import { type Checkpoint, type Reached } from './checkpoint.ts';
import { fingerprint } from './fingerprint.ts';
import { newNotes } from './notes.ts';
import type { Scene } from './scene.ts';
import { newStates, type States, type Way } from './states.ts';
import type { Territory } from './territory.ts';
import { newTrail, type Stop } from './trail.ts';

/** A law that was broken, and the way there. */
export type BreachFound = { readonly breach: Breach; readonly commands: readonly Command[] };

/** The level that is being searched: its depth, its states, and which of them is next. */
export type Level = { readonly depth: number; readonly first: number; readonly end: number; readonly next: number };

/** A search under way. */
export type Search = {
  readonly states: States;
  /** How far it has come. */
  readonly level: () => Level;
  readonly transitions: () => number;
  readonly reached: () => Reached;
  readonly checkpoint: () => Checkpoint;
  /** Looks at the start; a search that goes on has done so. */
  readonly begin: () => BreachFound | undefined;
  /** Tries one move of a state, unless it was the last. */
  readonly tryNext: (stop: Stop) => 'DONE' | 'GO_ON' | BreachFound;
  /** Goes to the state that is to be looked at next. */
  readonly goToNext: () => Stop;
  /** Notes that a level is complete. */
  readonly endLevel: () => void;
};

const NOWHERE: Way = { parent: 0, move: 0 };

/** Takes up a search, or begins one. */
export const newSearch = ({ start, movesOf, symmetry, trial, identity }: Territory, from?: Checkpoint): Search => {
  const states = newStates(from?.columns);
  const notes = newNotes(from?.reached);
  const trail = newTrail({ start, states, movesOf, machine: trial.machine });
  const ends = [...(from?.reached.ends ?? [1])];
  let { state, move } = from?.reached ?? { state: 0, move: 0 };

  const visit = (scene: Scene, way: Way): Breach | undefined => {
    // Even what the symmetry takes for something else has been seen.
    notes.see(scene.fleet);
    return states.add(fingerprint(symmetry(scene)), way) ? breachIn(scene, trial) : undefined;
  };

  const begin: Search['begin'] = () => {
    const breach = from === undefined ? visit(start, NOWHERE) : undefined;
    return breach && { breach, commands: [] };
  };

  const found = (breach: Breach, stop: Stop, command: Command): BreachFound => ({
    breach,
    commands: [...trail.commandsTo(stop.state), command],
  });

  const tryNext: Search['tryNext'] = (stop) => {
    const command = stop.moves[move];
    if (command === undefined) {
      state += 1;
      move = 0;
      return 'DONE';
    }
    const result = tried(stop.scene.fleet, command, trial);
    if (result._tag === 'Broken') return found(result.breach, stop, command);
    const way = { parent: stop.state, move };
    move += 1;
    notes.count(stop.scene.fleet, command, result._tag === 'Accepted');
    if (result._tag === 'Refused') return 'GO_ON';
    const breach = visit({ fleet: result.fleet, at: command.data.at }, way);
    return breach === undefined ? 'GO_ON' : found(breach, stop, command);
  };

  const reached = (): Reached => ({ ends: [...ends], state, move, ...notes.taken() });
  const level = (): Level => ({ depth: ends.length - 1, first: ends.at(-2) ?? 0, end: ends.at(-1) ?? 0, next: state });

  return {
    states,
    level,
    transitions: notes.transitions,
    reached,
    checkpoint: () => ({ identity, reached: reached(), columns: states.columns() }),
    begin,
    tryNext,
    goToNext: () => trail.goTo(state),
    endLevel: () => ends.push(states.count()),
  };
};
