/**
 * A trace, step by step: what is told in every form of a counterexample.
 *
 * @module
 */
import { type Command } from '@hsm-lifecycle/core';
import { emptyFleet, step, type Fleet, type FleetEvent } from '@hsm-lifecycle/core/fleet';
import type { Breach } from '../breach.ts';
import type { Machine } from '../scene.ts';
import { makingOf, type Making } from '../world.ts';

/** One command, what happened, and the fleet after it. A machine that threw let nothing happen. */
export type Told = {
  readonly command: Command;
  readonly before: Fleet;
  readonly events: readonly FleetEvent[];
  readonly after: Fleet;
};

/** A law that was broken, and all that led there. */
export type Story = {
  readonly breach: Breach;
  readonly world: Fleet;
  /** How the world was made; `undefined` if it does not know. */
  readonly making: Making | undefined;
  /** What happened while it was made. */
  readonly made: readonly Told[];
  /** What happened since. */
  readonly taken: readonly Told[];
  readonly end: Fleet;
  /** The module that has what cannot be written down. */
  readonly module: string | undefined;
};

const obeyed = (machine: Machine, before: Fleet, command: Command): Told | undefined => {
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
  machine: Machine,
  start: Fleet,
  commands: readonly Command[],
): readonly Told[] => {
  let fleet = start;
  return commands.flatMap((command) => {
    const told = obeyed(machine, fleet, command);
    if (told === undefined) return [];
    fleet = told.after;
    return [told];
  });
};

/** What a story is made of. */
export type Plot = {
  readonly breach: Breach;
  readonly world: Fleet;
  readonly commands: readonly Command[];
  readonly machine: Machine;
  readonly module?: string | undefined;
};

/** Lives through a trace once more. */
export const storyOf = ({ breach, world, commands, machine, module }: Plot): Story => {
  const making = makingOf(world);
  const made =
    making === undefined ? [] : toldFrom(step, emptyFleet(making.beginning), making.commands);
  const taken = toldFrom(machine, world, commands);
  return { breach, world, making, made, taken, end: taken.at(-1)?.after ?? world, module };
};
