/**
 * Making a simulation of a scenario.
 *
 * @module
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalJson, fleetToJson } from '@hsm-lifecycle/core/codec';
import type { Fleet } from '@hsm-lifecycle/core/fleet';
import { misfitAt, type DrillMisfit } from '@hsm-lifecycle/drills/fields';
import type { Campaign } from '../campaign/simulate.ts';
import { left, right, type Either } from '../kernel/either.ts';
import type { Measure } from '../life/measure.ts';
import { workProcess } from '../processes/work.ts';
import type { ExpectedFigure } from '../statistics/verdict.ts';
import { withDurations, workTimesOf } from './begin-fleet.ts';
import { deployedOf, measureOf, processOf, runbookNameOf } from './resolve-parts.ts';
import { expectedFigures } from './resolve-expected.ts';
import type { Scenario } from './scenario.ts';

/** A scenario, ready to run. */
export type ResolvedScenario = {
  readonly scenario: Scenario;
  readonly campaign: Campaign;
  readonly expected: readonly ExpectedFigure[];
};

/** Summaries of another version of the simulator do not merge. */
const VERSION = 1;

/** What tells scenarios apart: everything that changes what happens in a run. */
const identityOf = (scenario: Scenario, begin: Fleet): string => {
  const { horizon, warmUp = 0, work, faults, workload, runbooks, measures, prices } = scenario;
  const parts = { horizon, warmUp, work, faults, workload, runbooks, measures, prices };
  const text = canonicalJson([VERSION, JSON.parse(JSON.stringify(parts)), fleetToJson(begin)]);
  return bytesToHex(sha256(utf8ToBytes(text)));
};

const twice = (names: readonly string[]): string | undefined =>
  names.find((name, index) => names.indexOf(name) !== index);

const nameMisfit = (
  list: 'measures' | 'runbooks',
  names: readonly string[],
): DrillMisfit | undefined => {
  const name = twice(names);
  return name === undefined
    ? undefined
    : misfitAt({
        path: `${list}[${names.lastIndexOf(name)}].as`,
        expected: 'a name of its own',
        actual: JSON.stringify(name),
      });
};

const stopsMisfit = ({ faults = [], runbooks = [] }: Scenario): DrillMisfit | undefined => {
  const names = runbooks.map(runbookNameOf);
  const index = faults.findIndex((it) => it.process === 'JobStops' && !names.includes(it.runbook));
  const it = faults[index];
  return it?.process === 'JobStops'
    ? misfitAt({
        path: `faults[${index}].runbook`,
        expected: `the name of a runbook of this scenario (${names.join(', ') || 'none'})`,
        actual: JSON.stringify(it.runbook),
      })
    : undefined;
};

const pricesMisfit = ({ measures, prices }: Scenario): DrillMisfit | undefined =>
  prices === undefined && measures.some(({ measure }) => measure === 'Cost')
    ? misfitAt({ path: 'prices', expected: 'prices, since Cost is measured', actual: 'missing' })
    : undefined;

/** Two processes of one name would have the same luck. */
const withOwnNames = <Named extends { readonly name: string }>(
  all: readonly Named[],
): readonly Named[] => {
  const counts = new Map<string, number>();
  return all.map((it) => {
    const count = (counts.get(it.name) ?? 0) + 1;
    counts.set(it.name, count);
    return count === 1 ? it : Object.assign({}, it, { name: `${it.name} ${count}` });
  });
};

const measuresOf = ({ measures, prices }: Scenario): readonly Measure[] =>
  measures.map((it) => measureOf(it, prices));

const misfitIn = (scenario: Scenario): DrillMisfit | undefined =>
  nameMisfit(
    'measures',
    measuresOf(scenario).map(({ name }) => name),
  ) ??
  nameMisfit('runbooks', (scenario.runbooks ?? []).map(runbookNameOf)) ??
  stopsMisfit(scenario) ??
  pricesMisfit(scenario);

/**
 * Makes a simulation of a scenario.
 *
 * @param scenario - from `decodeScenario`
 * @param begin - the fleet that it begins with
 * @param seed - a whole number; every random number follows from it
 * @returns Right: the campaign, and what is expected of its figures. Left: the first place that
 *   makes no sense.
 */
export const resolveScenario = (
  scenario: Scenario,
  begin: Fleet,
  seed: number,
): Either<DrillMisfit, ResolvedScenario> => {
  const misfit = misfitIn(scenario);
  if (misfit !== undefined) return left(misfit);
  const { work = {}, faults = [], workload = [], runbooks = [], warmUp = 0, horizon } = scenario;
  const fleet = withDurations(begin, work);
  if (fleet._tag === 'Left') return fleet;
  const measures = measuresOf(scenario);
  const expected = expectedFigures(scenario, measures);
  if (expected._tag === 'Left') return expected;
  const processes = withOwnNames([
    workProcess(workTimesOf(work)),
    ...[...faults, ...workload].map(processOf),
    ...runbooks.map(deployedOf),
  ]);
  const simulation = { seed, begin: fleet.right, warmUp, horizon, processes, measures };
  const of = identityOf(scenario, fleet.right);
  return right({ scenario, campaign: { of, simulation }, expected: expected.right });
};
