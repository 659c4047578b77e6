/**
 * Whether a symmetry takes scenes for one that are not.
 *
 * @module
 */
import { type Command } from '@hsm-lifecycle/core';
import { step, type Fleet } from '@hsm-lifecycle/core/fleet';
import { actionsIn, type Actions } from '../world/actions.ts';
import type { FleetMachine, FleetState, Symmetry } from '../world/state.ts';
import { exactly } from './same-future.ts';
import { initialStateOf } from '../world/world-from.ts';

/** What `unsoundMerge` needs to know. */
export type FindUnsoundMerge = Actions & {
  readonly world: Fleet;
  readonly depth: number;
  readonly symmetry: Symmetry;
  /** `step` if left out. */
  readonly machine?: FleetMachine;
};

/**
 * Two ways to scenes that a symmetry takes for one, and what can be done after one of them only.
 */
export type UnsoundMerge = {
  readonly one: readonly Command[];
  readonly other: readonly Command[];
  /** The type of the command, and what the symmetry says of the scene after it. */
  readonly onlyAfterOne: readonly string[];
  readonly onlyAfterOther: readonly string[];
};

type Node = FleetState & { readonly path: readonly Command[] };

type Future = { readonly path: readonly Command[]; readonly next: ReadonlySet<string> };

const missing = (from: Future, to: Future): readonly string[] =>
  [...from.next].filter((each) => !to.next.has(each)).toSorted();

/**
 * Looks for two scenes that a symmetry takes for one though their futures differ: though some
 * command, or another of its kind, leads from one of them to where none leads from the other.
 *
 * Tells every scene apart itself, so it reaches less far than an exploration. Where it finds
 * nothing down to a depth, an exploration to that depth with the symmetry leaves nothing out: each
 * scene that is passed over has a twin from which the same follows.
 *
 * @returns `undefined` when all merged scenes have the same futures
 */
export const findUnsoundMerge = ({
  world,
  depth,
  symmetry,
  machine = step,
  ...happenings
}: FindUnsoundMerge): UnsoundMerge | undefined => {
  const moves = actionsIn(happenings);
  const futures = new Map<string, Future>();
  const start: Node = { ...initialStateOf(world), path: [] };
  const seen = new Set<string>([exactly(start)]);
  let level: readonly Node[] = [start];
  for (let reached = 0; reached < depth; reached += 1) {
    const below: Node[] = [];
    for (const node of level) {
      const next = new Set<string>();
      for (const command of moves(node)) {
        const outcome = machine(node.fleet, command);
        if (outcome._tag === 'Left') continue;
        const after: Node = {
          fleet: outcome.right[0],
          at: command.data.at,
          path: [...node.path, command],
        };
        next.add(`${command.type} ${symmetry(after)}`);
        const name = exactly(after);
        if (!seen.has(name)) below.push(after);
        seen.add(name);
      }
      const text = symmetry(node);
      const future = { path: node.path, next };
      const twin = futures.get(text) ?? future;
      futures.set(text, twin);
      const [onlyAfterOne, onlyAfterOther] = [missing(twin, future), missing(future, twin)];
      if (onlyAfterOne.length + onlyAfterOther.length > 0)
        return { one: twin.path, other: node.path, onlyAfterOne, onlyAfterOther };
    }
    level = below;
  }
  return undefined;
};
