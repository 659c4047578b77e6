/**
 * A counterexample replayed step by step, which every form is written from.
 *
 * @module
 */
import { freshFleet } from '@hsm-lifecycle/testing/examples';
import type { Command, EpochMillis } from '@hsm-lifecycle/core';
import { step, type Fleet, type FleetEvent } from '@hsm-lifecycle/core/fleet';
import type { Breach, FleetMachine } from '@hsm-lifecycle/testing/laws';
import { recipeOf, type WorldRecipe } from '../world/world-from.ts';

/** One accepted command and its events. If the machine threw, there are none. */
export type ReplayStep = {
  readonly command: Command;
  readonly before: Fleet;
  readonly events: readonly FleetEvent[];
  readonly after: Fleet;
};

/** The broken law, and every step that led to it. */
export type Replay = {
  readonly breach: Breach;
  readonly world: Fleet;
  /** When the path begins. */
  readonly at: EpochMillis;
  /** How the world was made; `undefined` if it does not remember. */
  readonly recipe: WorldRecipe | undefined;
  /** The steps that made the world. */
  readonly worldSteps: readonly ReplayStep[];
  /** The steps of the counterexample. */
  readonly steps: readonly ReplayStep[];
  readonly end: Fleet;
  /** The module with the user's own laws and machine. */
  readonly module: string | undefined;
};

const takeStep = (
  machine: FleetMachine,
  before: Fleet,
  command: Command,
): ReplayStep | undefined => {
  try {
    const outcome = machine(before, command);
    return outcome._tag === 'Left'
      ? undefined
      : { command, before, events: outcome.right[1], after: outcome.right[0] };
  } catch {
    // The counterexample may be about the very fact that the machine throws.
    return { command, before, events: [], after: before };
  }
};

const stepsFrom = (
  machine: FleetMachine,
  start: Fleet,
  commands: readonly Command[],
): readonly ReplayStep[] => {
  let fleet = start;
  return commands.flatMap((command) => {
    const taken = takeStep(machine, fleet, command);
    if (taken === undefined) return [];
    fleet = taken.after;
    return [taken];
  });
};

/** What to replay. */
export type ReplayInput = {
  readonly breach: Breach;
  readonly world: Fleet;
  readonly at: EpochMillis;
  readonly commands: readonly Command[];
  readonly machine: FleetMachine;
  readonly module?: string | undefined;
};

/** Replays a counterexample. Refused commands are left out. */
export const replayOf = ({ machine, commands, ...input }: ReplayInput): Replay => {
  const recipe = recipeOf(input.world);
  const worldSteps =
    recipe === undefined ? [] : stepsFrom(step, freshFleet(recipe.beginning), recipe.commands);
  const steps = stepsFrom(machine, input.world, commands);
  const end = steps.at(-1)?.after ?? input.world;
  return { ...input, module: input.module, recipe, worldSteps, steps, end };
};
