/**
 * Checking whether a symmetry is sound.
 *
 * @module
 */
import type { Command } from '@hsm-lifecycle/core';
import { step, type Fleet } from '@hsm-lifecycle/core/fleet';
import type { FleetMachine, FleetState } from '@hsm-lifecycle/testing/laws';
import { actionsIn, type Actions } from '../world/actions.ts';
import { initialStateOf } from '../world/world-from.ts';
import { exactly, type Symmetry } from './symmetry.ts';

/** The symmetry to check, and the world and actions to check it in. */
export type FindUnsoundMerge = Actions & {
  readonly world: Fleet;
  /** How many commands and waits in a row. */
  readonly depth: number;
  readonly symmetry: Symmetry;
  /** `step` if left out. */
  readonly machine?: FleetMachine;
};

/** Paths to two states that a symmetry merges, and what can follow only one of them. */
export type UnsoundMerge = {
  readonly one: readonly Command[];
  readonly other: readonly Command[];
  /** Transitions: the type of the command, and the canonical text of the state after it. */
  readonly onlyAfterOne: readonly string[];
  readonly onlyAfterOther: readonly string[];
};

type Node = FleetState & { readonly path: readonly Command[] };

type Future = { readonly path: readonly Command[]; readonly transitions: ReadonlySet<string> };

const missing = (from: Future, to: Future): readonly string[] =>
  [...from.transitions].filter((each) => !to.transitions.has(each)).toSorted();

const compare = (one: Future, other: Future): UnsoundMerge | undefined => {
  const onlyAfterOne = missing(one, other);
  const onlyAfterOther = missing(other, one);
  return onlyAfterOne.length + onlyAfterOther.length === 0
    ? undefined
    : { one: one.path, other: other.path, onlyAfterOne, onlyAfterOther };
};

/**
 * Looks for two states that a symmetry merges although their futures differ: a command, up to
 * symmetry, leads from one of them to a state to which none leads from the other.
 *
 * It tells all states apart itself, so it reaches less deep than `explore`. If it finds nothing
 * down to a depth, an exploration to that depth with the symmetry misses nothing: for each state
 * that is skipped, an equivalent one is expanded.
 *
 * @returns `undefined` if merged states always have the same future
 */
export const findUnsoundMerge = (input: FindUnsoundMerge): UnsoundMerge | undefined => {
  const { world, depth, symmetry, machine = step } = input;
  const actions = actionsIn(input);
  const futures = new Map<string, Future>();
  const initial: Node = { ...initialStateOf(world), path: [] };
  const visited = new Set<string>([exactly(initial)]);
  let level: readonly Node[] = [initial];

  /** Takes every action in a state, and collects the new states. */
  const expand = (node: Node, below: Node[]): Future => {
    const transitions = new Set<string>();
    for (const command of actions(node)) {
      const outcome = machine(node.fleet, command);
      if (outcome._tag === 'Left') continue;
      const [fleet] = outcome.right;
      const after: Node = { fleet, at: command.data.at, path: [...node.path, command] };
      transitions.add(`${command.type} ${symmetry(after)}`);
      const text = exactly(after);
      if (!visited.has(text)) below.push(after);
      visited.add(text);
    }
    return { path: node.path, transitions };
  };

  for (let reached = 0; reached < depth; reached += 1) {
    const below: Node[] = [];
    for (const node of level) {
      const future = expand(node, below);
      const text = symmetry(node);
      const merged = futures.get(text) ?? future;
      futures.set(text, merged);
      const unsound = compare(merged, future);
      if (unsound !== undefined) return unsound;
    }
    level = below;
  }
  return undefined;
};
