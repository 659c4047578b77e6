/** Fleets and simulations for tests. */
import { customEdition, editions, type EditionChanges } from '@hsm-lifecycle/core';
import type { Fleet } from '@hsm-lifecycle/core/fleet';
import { accepted, fleet as exampleFleet } from '@hsm-lifecycle/testing/examples';
import {
  estimate,
  live,
  simulate,
  type Estimate,
  type Figure,
  type Measure,
  type Observation,
  type Simulation,
  type Summary,
} from '@hsm-lifecycle/simulator';

/** An active cluster of two HSMs in Ireland, with daily backups at 05:00 UTC. */
export const pairFleet = (changes: Omit<EditionChanges, 'name'> = {}): Fleet =>
  exampleFleet({
    quotas: 'NONE',
    edition: accepted(customEdition(editions.aws2026, { ...changes, name: 'of a test' })),
  });

/** The summary of the first runs of a simulation. */
export const summaryOf = (simulation: Simulation, runs: number): Summary =>
  accepted(simulate({ of: 'test', simulation }, { from: 0, to: runs }));

/** An estimate that must be there. */
export const estimateOf = (summary: Summary, figure: Figure): Estimate =>
  accepted(estimate(summary, figure));

const T_OF_MANY = 1.96;

/** How many standard errors an estimate is from the exact value. */
export const scoreOf = ({ value, low = 0, high = 0 }: Estimate, exact: number): number =>
  (value - exact) / ((high - low) / 2 / T_OF_MANY);

/** The greatest distance between the values' distribution and a uniform one, times the root of n. */
export const fromUniform = (values: readonly number[], from: number, to: number): number => {
  const n = values.length;
  const distances = values
    .toSorted((a, b) => a - b)
    .map((value, index) => {
      const expected = Math.min(1, Math.max(0, (value - from) / (to - from)));
      return Math.max(expected - index / n, (index + 1) / n - expected);
    });
  return Math.max(...distances) * Math.sqrt(n);
};

/** Exceeded by chance once in 30,000 times, as often as |z| above 4. */
export const KOLMOGOROV_MAX = 2.34;

/** All observations of a label in the first runs. */
export const observationsOf = (
  simulation: Simulation,
  label: string,
  runs: number,
): readonly Observation[] => {
  const found: Observation[] = [];
  for (let run = 0; run < runs; run += 1)
    accepted(
      live(simulation, run, {
        sink: (_, observation) => {
          if (observation.label === label) found.push(observation);
        },
      }),
    );
  return found;
};

/** The values that a label has in the first runs. */
export const valuesOf = (simulation: Simulation, label: string, runs: number): readonly number[] =>
  observationsOf(simulation, label, runs).flatMap((it) => (it.kind === 'VALUE' ? [it.value] : []));

/** A measure that is spoilt: its observations are replaced. */
export const spoiltMeasure = (
  measure: Measure,
  spoil: (observation: Observation) => Observation,
): Measure => ({
  ...measure,
  see: (state, event, world) => {
    const [after, observations] = measure.see(state, event, world);
    return [after, observations.map(spoil)];
  },
  end: (state, at) => measure.end(state, at).map(spoil),
});
