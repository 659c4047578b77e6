/**
 * A breadth-first search in progress: what it has visited, and the steps that continue it.
 *
 * @module
 */
import type { Command } from '@hsm-lifecycle/core';
import { judgeState, judgeStep, type Breach, type FleetState } from '@hsm-lifecycle/testing/laws';
import { newStatistics, type Statistics } from '../statistics/statistics.ts';
import type { SearchCheckpoint, SearchPosition } from './checkpoint.ts';
import { fingerprint } from './fingerprint.ts';
import { newFrontier, type Frontier } from './frontier.ts';
import { newPath, type SearchNode } from './path.ts';
import type { SearchProblem } from './problem.ts';
import { newVisitedSet, type Edge, type VisitedSet } from './visited-set.ts';

/** The level that is being expanded: its depth, its states by number, and which is next. */
export type Level = {
  readonly depth: number;
  readonly first: number;
  readonly end: number;
  readonly next: number;
};

/** A search in progress. */
export type Search = {
  readonly visited: VisitedSet;
  readonly level: () => Level;
  readonly transitions: () => number;
  readonly position: () => SearchPosition;
  readonly checkpoint: () => SearchCheckpoint;
  /** Visits the initial state, unless the search goes on from a checkpoint. */
  readonly begin: () => Breach | undefined;
  /** Goes to the state that is to be expanded next. */
  readonly nextNode: () => SearchNode;
  /**
   * Tries the next action in a state; `EXPANDED` if there was none left. After a breach it stays at
   * the same action.
   */
  readonly tryNextAction: (node: SearchNode) => 'EXPANDED' | 'GO_ON' | Breach;
  /** Lists the commands that lead to the present state, and the action that is next in it. */
  readonly commandsSoFar: () => readonly Command[];
  /** Notes that every state of the level has been expanded. */
  readonly endLevel: () => void;
};

const NO_EDGE: Edge = { parent: 0, action: 0 };

/** What the search has found so far. */
type Findings = {
  readonly visited: VisitedSet;
  readonly frontier: Frontier;
  readonly statistics: Statistics;
};

/** Makes a function that visits a state: it adds new ones, and returns the first broken law. */
const visitor =
  ({ symmetry, checks }: SearchProblem, { visited, frontier, statistics }: Findings) =>
  (state: FleetState, edge: Edge): Breach | undefined => {
    // Before the fingerprint: a state that counts as visited may still show new model states.
    statistics.see(state.fleet);
    const print = fingerprint(symmetry(state));
    if (visited.has(print)) return undefined;
    const breach = judgeState(state, checks);
    if (breach !== undefined) return breach;
    frontier.put(visited.count(), state);
    visited.add(print, edge);
    return undefined;
  };

/** The result of an action: a refusal, a transition to a state, or a breach. */
type Tried = { readonly isAccepted: boolean } | Breach;

const isBreach = (it: Tried): it is Breach => 'law' in it;

/** Makes a function that tries one action, and counts it unless it breaks a law. */
const actionTrier = (problem: SearchProblem, findings: Findings) => {
  const visit = visitor(problem, findings);
  const take = (state: FleetState, command: Command, edge: Edge): Tried => {
    const verdict = judgeStep(state.fleet, command, problem.checks);
    if (verdict._tag === 'Broken') return verdict.breach;
    if (verdict._tag === 'Refused') return { isAccepted: false };
    return visit({ fleet: verdict.fleet, at: command.data.at }, edge) ?? { isAccepted: true };
  };
  return (state: FleetState, command: Command, edge: Edge): Breach | undefined => {
    const result = take(state, command, edge);
    if (isBreach(result)) return result;
    findings.statistics.count(state.fleet, command, result.isAccepted);
    return undefined;
  };
};

const findingsFrom = (from: SearchCheckpoint | undefined): Findings => ({
  visited: newVisitedSet(from?.columns),
  frontier: newFrontier(),
  statistics: newStatistics(from?.position),
});

const levelOf = (ends: readonly number[], next: number): Level => ({
  depth: ends.length - 1,
  first: ends.at(-2) ?? 0,
  end: ends.at(-1) ?? 0,
  next,
});

/** Begins a search, or goes on from a checkpoint. */
export const newSearch = (problem: SearchProblem, from?: SearchCheckpoint): Search => {
  const { initial, actionsIn, symmetry, checks, identity } = problem;
  const findings = findingsFrom(from);
  const { visited, frontier, statistics } = findings;
  const tryAction = actionTrier(problem, findings);
  const path = newPath({ initial, visited, actionsIn, machine: checks.machine });
  const ends = [...(from?.position.ends ?? [1])];
  let { state: index, action } = from?.position ?? { state: 0, action: 0 };

  const begin: Search['begin'] = () => {
    if (from !== undefined) return undefined;
    statistics.see(initial.fleet);
    visited.add(fingerprint(symmetry(initial)), NO_EDGE);
    return judgeState(initial, checks);
  };

  const tryNextAction: Search['tryNextAction'] = ({ state, actions }) => {
    const command = actions[action];
    if (command === undefined) {
      index += 1;
      action = 0;
      return 'EXPANDED';
    }
    const breach = tryAction(state, command, { parent: index, action });
    if (breach !== undefined) return breach;
    action += 1;
    return 'GO_ON';
  };

  const nextNode: Search['nextNode'] = () => {
    const state = frontier.take(index);
    return state === undefined ? path.goTo(index) : { index, state, actions: actionsIn(state) };
  };

  const position = (): SearchPosition => ({
    ends: [...ends],
    state: index,
    action,
    ...statistics.counts(),
  });

  return {
    visited,
    level: () => levelOf(ends, index),
    transitions: statistics.transitions,
    position,
    checkpoint: () => ({ identity, position: position(), columns: visited.columns() }),
    begin,
    nextNode,
    tryNextAction,
    commandsSoFar: () => [
      ...path.commandsTo(index),
      ...path.goTo(index).actions.slice(action, action + 1),
    ],
    endLevel: () => ends.push(visited.count()),
  };
};
