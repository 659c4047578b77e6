/**
 * A life: one run of a simulation, as far as it has come.
 *
 * @module
 */
import type { AvailabilityZone, Command, EpochMillis } from '@hsm-lifecycle/core';
import { step, type Fleet, type FleetEvent } from '@hsm-lifecycle/core/fleet';
import type { EventType } from '@hsm-lifecycle/runbooks';
import { luckOf, type Luck } from '../random/luck.ts';
import type { Observation } from './measure.ts';
import type { Process, Timer, World } from './process.ts';
import type { Machine, Simulation } from './simulation.ts';
import { addTimer, type Pending } from './timers.ts';

/** Takes the observations of the measure with an index. */
export type Sink = (measure: number, observation: Observation) => void;

/** One change of the fleet; without a command, time passed. */
export type LifeStep = {
  readonly before: Fleet;
  readonly command: Command | undefined;
  readonly events: readonly FleetEvent[];
  readonly after: Fleet;
};

/** Who listens to a life. */
export type Listener = {
  readonly sink: Sink;
  readonly onStep?: (step: LifeStep) => void;
};

/** A run as it goes on. The fleet and the states in it never change in place. */
export type Life = {
  readonly simulation: Simulation;
  readonly machine: Machine;
  readonly listener: Listener;
  readonly lucks: readonly Luck[];
  /** Which processes and which measures see a type of event, by index. */
  readonly watching: ReadonlyMap<EventType, readonly number[]>;
  readonly measuring: ReadonlyMap<EventType, readonly number[]>;
  fleet: Fleet;
  at: EpochMillis;
  zonesOut: readonly AvailabilityZone[];
  suspended: readonly string[];
  states: unknown[];
  /** Empty until measures begin. */
  measured: unknown[];
  /** Soonest last. */
  timers: Pending[];
  timersSet: number;
  events: number;
  /** How many timers have rung at this instant. */
  rungNow: number;
};

const indexed = (
  lists: readonly (readonly EventType[])[],
): ReadonlyMap<EventType, readonly number[]> => {
  const found = new Map<EventType, number[]>();
  for (const [index, types] of lists.entries())
    for (const type of types) {
      const known = found.get(type);
      if (known === undefined) found.set(type, [index]);
      else known.push(index);
    }
  return found;
};

/** The world as processes see it. */
export const worldIn = ({ fleet, at, zonesOut, suspended }: Life): World => ({
  fleet,
  at,
  zonesOut,
  suspended,
});

/** Sets the timers of a process; random spans are drawn now. */
export const setTimers = (life: Life, process: number, timers: readonly Timer[]): void => {
  for (const timer of timers) {
    const { subject, about } = timer;
    const at =
      'at' in timer
        ? Math.max(timer.at, life.at)
        : life.at + (life.lucks[process]?.span(subject, timer.after) ?? 0);
    addTimer(life.timers, { at, process, set: life.timersSet, subject, about });
    life.timersSet += 1;
  }
};

/** Begins a run: every process sets its first timers. */
export const beginLife = (simulation: Simulation, run: string, listener: Listener): Life => {
  const { seed, begin: fleet, processes, measures, machine = step } = simulation;
  const life: Life = {
    simulation,
    machine,
    listener,
    lucks: processes.map(({ name }) => luckOf({ seed, run, process: name })),
    watching: indexed(processes.map(({ sees = [] }) => sees)),
    measuring: indexed(measures.map(({ sees }) => sees)),
    fleet,
    at: fleet.asOf,
    zonesOut: [],
    suspended: [],
    states: [],
    measured: [],
    timers: [],
    timersSet: 0,
    events: 0,
    rungNow: 0,
  };
  processes.forEach((process: Process, index) => {
    const luck = life.lucks[index];
    if (luck === undefined) return;
    const [state, timers] = process.begin({ world: worldIn(life), luck });
    life.states[index] = state;
    setTimers(life, index, timers);
  });
  return life;
};
