/**
 * Making the fleet of a state again, by taking the steps that led there.
 *
 * States are numbered in the order of their discovery, so those of one level, one after another,
 * are a walk over the branches of a tree: only where a branch differs from the one before is a step
 * taken again. Where each level is some times wider than the one before, that is little more than
 * one step a state, and only the fleets of one branch are in memory.
 *
 * @module
 */
import { InvariantViolation, type Command } from '@hsm-lifecycle/core';
import type { FleetMachine, FleetState } from '../world/state.ts';
import type { VisitedSet } from './visited-set.ts';

/** A state, the scene that it stands for, and what may happen next there. */
export type SearchNode = {
  readonly state: number;
  readonly scene: FleetState;
  readonly moves: readonly Command[];
};

/** Finds the ways to states again. */
export type Path = {
  /** Goes to a state. */
  readonly goTo: (state: number) => SearchNode;
  /** The commands that lead to a state. */
  readonly commandsTo: (state: number) => readonly Command[];
};

/** What a trail leads through. */
export type PathInput = {
  readonly start: FleetState;
  readonly states: VisitedSet;
  readonly movesOf: (scene: FleetState) => readonly Command[];
  readonly machine: FleetMachine;
};

const strayed = (): never => {
  throw new InvariantViolation(
    'the commands on offer, or the machine, are no functions of the scene: the same way led elsewhere',
  );
};

/** Makes a trail; it stands at the start. */
export const newPath = ({ start, states, movesOf, machine }: PathInput): Path => {
  const branch: SearchNode[] = [{ state: 0, scene: start, moves: movesOf(start) }];

  const step = (from: SearchNode, state: number): SearchNode => {
    const command = from.moves[states.wayTo(state).move] ?? strayed();
    const outcome = machine(from.scene.fleet, command);
    if (outcome._tag === 'Left') return strayed();
    const scene: FleetState = { fleet: outcome.right[0], at: command.data.at };
    return { state, scene, moves: movesOf(scene) };
  };

  const last = (): SearchNode => branch.at(-1) ?? strayed();

  const goTo: Path['goTo'] = (state) => {
    const ahead: number[] = [];
    for (let it = state; ; it = states.wayTo(it).parent) {
      while (last().state > it) branch.pop();
      if (last().state === it) break;
      ahead.push(it);
    }
    for (const next of ahead.toReversed()) branch.push(step(last(), next));
    return last();
  };

  const commandsTo: Path['commandsTo'] = (state) => {
    goTo(state);
    return branch
      .slice(1)
      .map((stop, index) => branch[index]?.moves[states.wayTo(stop.state).move] ?? strayed());
  };

  return { goTo, commandsTo };
};
