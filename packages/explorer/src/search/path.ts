/**
 * Rebuilding the fleet of a state by repeating the commands that led to it.
 *
 * States are numbered in order of discovery, so the states of one level, taken in order, form a
 * walk over the branches of the search tree. Only the commands in which a branch differs from the
 * one before are repeated. Where each level is a few times wider than the last, that is little more
 * than one command a state, and only one branch's fleets are in memory.
 *
 * @module
 */
import { InvariantViolation, type Command } from '@hsm-lifecycle/core';
import type { FleetMachine, FleetState } from '@hsm-lifecycle/testing/laws';
import type { VisitedSet } from './visited-set.ts';

/** A state by its number, with its fleet and the actions to try in it. */
export type SearchNode = {
  readonly index: number;
  readonly state: FleetState;
  readonly actions: readonly Command[];
};

/** The path to the state that was asked for last. */
export type Path = {
  /** Rebuilds a state by its number. */
  readonly goTo: (index: number) => SearchNode;
  /** Lists the commands that lead from the initial state to a state. */
  readonly commandsTo: (index: number) => readonly Command[];
};

/** What rebuilding needs: the initial state, the visited set, the actions and the machine. */
export type PathInput = {
  readonly initial: FleetState;
  readonly visited: VisitedSet;
  readonly actionsIn: (state: FleetState) => readonly Command[];
  readonly machine: FleetMachine;
};

const diverged = (): never => {
  throw new InvariantViolation(
    'the same commands led elsewhere: the commands or the machine depend on more than the state',
  );
};

/** Makes a path that ends at the initial state. */
export const newPath = ({ initial, visited, actionsIn, machine }: PathInput): Path => {
  const branch: SearchNode[] = [{ index: 0, state: initial, actions: actionsIn(initial) }];

  const follow = (from: SearchNode, index: number): SearchNode => {
    const command = from.actions[visited.edgeTo(index).action] ?? diverged();
    const outcome = machine(from.state.fleet, command);
    if (outcome._tag === 'Left') return diverged();
    const state: FleetState = { fleet: outcome.right[0], at: command.data.at };
    return { index, state, actions: actionsIn(state) };
  };

  const last = (): SearchNode => branch.at(-1) ?? diverged();

  const goTo: Path['goTo'] = (index) => {
    const ahead: number[] = [];
    for (let it = index; ; it = visited.edgeTo(it).parent) {
      while (last().index > it) branch.pop();
      if (last().index === it) break;
      ahead.push(it);
    }
    for (const next of ahead.toReversed()) branch.push(follow(last(), next));
    return last();
  };

  const commandsTo: Path['commandsTo'] = (index) => {
    goTo(index);
    return branch
      .slice(1)
      .map(
        (node, place) => branch[place]?.actions[visited.edgeTo(node.index).action] ?? diverged(),
      );
  };

  return { goTo, commandsTo };
};
