/**
 * Living one run from beginning to end.
 *
 * @module
 */
import type { EpochMillis } from '@hsm-lifecycle/core';
import type { Fleet } from '@hsm-lifecycle/core/fleet';
import { right, type Either } from '../kernel/either.ts';
import { beginLife, worldIn, type Life, type Listener } from './life.ts';
import type { Simulation } from './simulation.ts';
import { tick, type Runaway } from './tick.ts';

/** How a run ended. */
export type RunEnd = { readonly fleet: Fleet; readonly events: number };

const liveUntil = (life: Life, until: EpochMillis): Either<Runaway, boolean> => {
  for (;;) {
    const ticked = tick(life, until);
    if (ticked._tag === 'Left') return ticked;
    if (!ticked.right) break;
  }
  life.at = until;
  return right(true);
};

const beginMeasures = (life: Life): void => {
  const world = worldIn(life);
  life.measured = life.simulation.measures.map((measure) => measure.begin(world));
};

const endMeasures = (life: Life): void => {
  life.simulation.measures.forEach((measure, index) => {
    for (const observation of measure.end(life.measured[index], life.at))
      life.listener.sink(index, observation);
  });
};

/**
 * Lives one run: the warm-up, then the horizon, during which measures observe.
 *
 * @param run - the number of the run, from 0; equal runs of equal simulations are equal
 * @param listener - takes observations, and every change of the fleet if it wants them
 * @returns Right: how it ended. Left: a process wakes itself for ever.
 */
export const live = (
  simulation: Simulation,
  run: number,
  listener: Listener,
): Either<Runaway, RunEnd> => {
  const life = beginLife(simulation, String(run), listener);
  const measuredFrom = life.at + simulation.warmUp;
  const warm = liveUntil(life, measuredFrom);
  if (warm._tag === 'Left') return warm;
  beginMeasures(life);
  const lived = liveUntil(life, measuredFrom + simulation.horizon);
  if (lived._tag === 'Left') return lived;
  endMeasures(life);
  return right({ fleet: life.fleet, events: life.events });
};
