/**
 * A trace, step by step: what is told in every form of a counterexample.
 *
 * @module
 */
import { type Command } from '@hsm-lifecycle/core';
import { emptyFleet, step, type Fleet, type FleetEvent } from '@hsm-lifecycle/core/fleet';
import type { Breach } from '../../../testing/src/laws/breach.ts';
import type { FleetMachine } from '../world/state.ts';
import { recipeOf, type WorldRecipe } from '../world/world-from.ts';

/** One command, what happened, and the fleet after it. A machine that threw let nothing happen. */
export type ReplayStep = {
  readonly command: Command;
  readonly before: Fleet;
  readonly events: readonly FleetEvent[];
  readonly after: Fleet;
};

/** A law that was broken, and all that led there. */
export type Replay = {
  readonly breach: Breach;
  readonly world: Fleet;
  /** How the world was made; `undefined` if it does not know. */
  readonly making: WorldRecipe | undefined;
  /** What happened while it was made. */
  readonly made: readonly ReplayStep[];
  /** What happened since. */
  readonly taken: readonly ReplayStep[];
  readonly end: Fleet;
  /** The module that has what cannot be written down. */
  readonly module: string | undefined;
};

const obeyed = (machine: FleetMachine, before: Fleet, command: Command): ReplayStep | undefined => {
  try {
    const outcome = machine(before, command);
    return outcome._tag === 'Left'
      ? undefined
      : { command, before, events: outcome.right[1], after: outcome.right[0] };
  } catch {
    // That it throws is what the story is about.
    return { command, before, events: [], after: before };
  }
};

const toldFrom = (
  machine: FleetMachine,
  start: Fleet,
  commands: readonly Command[],
): readonly ReplayStep[] => {
  let fleet = start;
  return commands.flatMap((command) => {
    const told = obeyed(machine, fleet, command);
    if (told === undefined) return [];
    fleet = told.after;
    return [told];
  });
};

/** What a story is made of. */
export type ReplayInput = {
  readonly breach: Breach;
  readonly world: Fleet;
  readonly commands: readonly Command[];
  readonly machine: FleetMachine;
  readonly module?: string | undefined;
};

/** Lives through a trace once more. */
export const replayOf = ({ breach, world, commands, machine, module }: ReplayInput): Replay => {
  const making = recipeOf(world);
  const made =
    making === undefined ? [] : toldFrom(step, emptyFleet(making.beginning), making.commands);
  const taken = toldFrom(machine, world, commands);
  return { breach, world, making, made, taken, end: taken.at(-1)?.after ?? world, module };
};
