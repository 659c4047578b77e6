/**
 * Trying everything: a breadth-first search through what a small world can become.
 *
 * @module
 */
import { type Command } from '@hsm-lifecycle/core';
import { step, type Fleet } from '@hsm-lifecycle/core/fleet';
import { laws as allLaws } from '../laws/laws.ts';
import type { Law } from '../laws/law.ts';
import { tried, type Breach, type Trial } from './breach.ts';
import { counterexample, type Counterexample } from './counterexample.ts';
import { newCounter, type Coverage } from './coverage.ts';
import { faults } from './faults.ts';
import { fingerprint } from './fingerprint.ts';
import { waits, type Commands, type Machine, type Scene, type Symmetry } from './scene.ts';
import { exactly } from './symmetry.ts';

/** How far an exploration has come. */
export type Progress = { readonly depth: number; readonly states: number; readonly transitions: number; readonly frontier: number };

/** What `explore` needs to know. */
export type Explore = {
  /** Where it begins. */
  readonly world: Fleet;
  /** What may be commanded; time passes by itself. */
  readonly commands: Commands;
  /** How many commands and waits in a row, at most. */
  readonly depth: number;
  /** All of the kit's if left out. */
  readonly laws?: readonly Law[];
  /** `exactly` if left out. */
  readonly symmetry?: Symmetry;
  /** Whether HSMs, operations and regions fail too; not if left out. */
  readonly faults?: boolean;
  /** Ends the search early: each state costs some hundred bytes, and the last two levels their estates. A million states if left out. */
  readonly limits?: { readonly states?: number; readonly transitions?: number };
  /** `step` if left out. */
  readonly machine?: Machine;
  /** Told after each level. */
  readonly onProgress?: (progress: Progress) => void;
};

/** Why a search ended: there was nothing new, the depth or a limit was reached, or a law was broken. */
export type EndedBy = 'NOTHING_NEW' | 'DEPTH' | 'LIMIT' | 'BREACH';

/** What a search found. */
export type Exploration = {
  readonly states: number;
  /** Accepted commands and waits. */
  readonly transitions: number;
  readonly refusals: number;
  /** The number of levels that were searched to the end. */
  readonly depth: number;
  readonly endedBy: EndedBy;
  /** Whether every state that the world can reach with these commands has been seen, at whatever depth. */
  readonly exhausted: boolean;
  readonly coverage: Coverage;
  /** Types of command that were tried and never accepted. */
  readonly neverLegal: readonly string[];
  readonly counterexample: Counterexample | undefined;
};

type Node = Scene & { readonly index: number };

type Way = { readonly parent: number; readonly command: Command };

const wayTo = (ways: readonly (Way | undefined)[], index: number): readonly Command[] => {
  const commands: Command[] = [];
  for (let way = ways[index]; way !== undefined; way = ways[way.parent]) commands.unshift(way.command);
  return commands;
};

type Ended = { readonly endedBy: EndedBy; readonly depth: number; readonly breach?: Breach & { readonly commands: readonly Command[] } };

/** What a search has come to so far. */
const newSearch = (input: Explore, trial: Trial) => {
  const {
    world,
    symmetry = exactly,
    limits: { states: statesMax = 1_000_000, transitions: transitionsMax = Number.POSITIVE_INFINITY } = {},
  } = input;
  const counter = newCounter();
  const start: Scene = { fleet: world, at: world.now };
  const seen = new Set<string>([fingerprint(symmetry(start))]);
  const ways: (Way | undefined)[] = [undefined];
  const counts = { transitions: 0, refusals: 0 };

  const isFull = (): boolean => ways.length >= statesMax || counts.transitions >= transitionsMax;

  const moves = (scene: Scene): readonly Command[] => [
    ...input.commands(scene),
    ...(input.faults === true ? faults(scene) : []),
    ...waits(scene),
  ];

  const visit = (parent: number, command: Command, fleet: Fleet): Node | undefined => {
    const scene = { fleet, at: command.data.at };
    const name = fingerprint(symmetry(scene));
    if (seen.has(name)) return undefined;
    seen.add(name);
    ways.push({ parent, command });
    return { ...scene, index: ways.length - 1 };
  };

  const expand = (node: Node, next: Node[]): Ended['breach'] => {
    for (const command of moves(node)) {
      if (isFull()) return undefined;
      const result = tried(node.fleet, command, trial);
      counter.count(node.fleet, command, result._tag !== 'Refused');
      if (result._tag === 'Broken') return { ...result.breach, commands: [...wayTo(ways, node.index), command] };
      if (result._tag === 'Refused') {
        counts.refusals += 1;
        continue;
      }
      counts.transitions += 1;
      const reached = visit(node.index, command, result.fleet);
      if (reached !== undefined) next.push(reached);
    }
    return undefined;
  };

  return { start, ways, counts, counter, isFull, expand };
};

type Search = ReturnType<typeof newSearch>;

const searched = (search: Search, { depth: depthMax, onProgress }: Explore): Ended => {
  let frontier: readonly Node[] = [{ ...search.start, index: 0 }];
  for (let depth = 0; ; depth += 1) {
    if (frontier.length === 0) return { endedBy: 'NOTHING_NEW', depth };
    if (depth >= depthMax) return { endedBy: 'DEPTH', depth };
    const next: Node[] = [];
    for (const node of frontier) {
      const breach = search.expand(node, next);
      if (breach !== undefined) return { endedBy: 'BREACH', depth, breach };
      if (search.isFull()) return { endedBy: 'LIMIT', depth };
    }
    frontier = next;
    const { transitions } = search.counts;
    onProgress?.({ depth: depth + 1, states: search.ways.length, transitions, frontier: next.length });
  }
};

/**
 * Tries every order of commands, waits and, if wanted, faults, level by level, and asks every law about every step.
 *
 * Time is an input like any other: it jumps to just before the next due instant, to it, and to just after it. The first breach that is found is one of the shortest. The same input gives
 * the same report to the byte: there is no clock and no chance in it.
 *
 * @param input - the world, what may be commanded, how deep; laws, symmetry, faults, limits
 */
export const explore = (input: Explore): Exploration => {
  const { world, laws = allLaws, machine = step } = input;
  const search = newSearch(input, { machine, laws });
  const { endedBy, depth, breach } = searched(search, input);
  return {
    states: search.ways.length,
    ...search.counts,
    depth,
    endedBy,
    exhausted: endedBy === 'NOTHING_NEW',
    coverage: search.counter.coverage(),
    neverLegal: search.counter.neverLegal(),
    counterexample: breach && counterexample({ world, laws, machine, commands: breach.commands, breach }),
  };
};
