/**
 * What a scenario expects, in the units of its measures.
 *
 * @module
 */
import { misfitAt, type DrillMisfit } from '@hsm-lifecycle/drills/fields';
import { left, right, type Either } from '../kernel/either.ts';
import type { LabelOf, Measure, Unit } from '../life/measure.ts';
import { STATISTICS, type Statistic } from '../statistics/estimate.ts';
import type { ExpectedFigure } from '../statistics/verdict.ts';
import type { Limit, Scenario, ScenarioExpect } from './scenario.ts';

const MICRO = 1_000_000;

type Found = { readonly measure: Measure; readonly label: string; readonly labelOf: LabelOf };

type Flaw = { readonly member: string; readonly expected: string; readonly actual: string };

const measureNamed = (
  { measures: given }: Scenario,
  measures: readonly Measure[],
  wanted: string,
): Measure | undefined => {
  const fitting = measures.filter(
    ({ name }, index) => name === wanted || given[index]?.measure === wanted,
  );
  return (
    fitting.find(({ name }) => name === wanted) ?? (fitting.length === 1 ? fitting[0] : undefined)
  );
};

const found = (
  scenario: Scenario,
  measures: readonly Measure[],
  it: ScenarioExpect,
): Either<Flaw, Found> => {
  const measure = measureNamed(scenario, measures, it.measure);
  if (measure === undefined)
    return left({
      member: 'measure',
      expected: `one measure of this scenario (${measures.map(({ name }) => name).join(', ')})`,
      actual: JSON.stringify(it.measure),
    });
  const label = it.label ?? Object.keys(measure.labels)[0] ?? '';
  const labelOf = measure.labels[label];
  return labelOf === undefined
    ? left({
        member: 'label',
        expected: `one of ${Object.keys(measure.labels).join(', ')}`,
        actual: JSON.stringify(label),
      })
    : right({ measure, label, labelOf });
};

const statisticOf = ({ quantile, statistic = 'mean' }: ScenarioExpect): Statistic =>
  quantile === undefined ? statistic : { quantile };

/** A share and a chance are numbers, whatever the unit. */
const unitOf = (statistic: Statistic, unit: Unit): Unit | 'share' =>
  statistic === 'share' || statistic === 'chance' ? 'share' : unit;

const limitIn = (unit: Unit | 'share', limit: Limit): number | undefined => {
  if ('span' in limit) return unit === 'ms' ? limit.span : undefined;
  if (unit === 'ms') return limit.number === 0 ? 0 : undefined;
  return unit === 'micro-currency' ? limit.number * MICRO : limit.number;
};

const EXPECTED: Readonly<Record<Unit | 'share', string>> = {
  ms: 'a span of time, such as "26h"',
  count: 'a number',
  'micro-currency': 'an amount of the currency, as a number',
  share: 'a number from 0 to 1',
};

const limited = (
  it: ScenarioExpect,
  { measure, label, labelOf }: Found,
): Either<Flaw, ExpectedFigure> => {
  const statistic = statisticOf(it);
  const unit = unitOf(statistic, labelOf.unit);
  const member = it.atMost === undefined ? 'atLeast' : 'atMost';
  const given = it.atMost ?? it.atLeast ?? { number: 0 };
  const limit = limitIn(unit, given);
  if (limit === undefined)
    return left({ member, expected: EXPECTED[unit], actual: JSON.stringify(given) });
  const because = it.because === undefined ? {} : { because: it.because };
  const figure = { measure: measure.name, label, statistic, ...because };
  return right(member === 'atMost' ? { ...figure, atMost: limit } : { ...figure, atLeast: limit });
};

const expectation = (
  scenario: Scenario,
  measures: readonly Measure[],
  it: ScenarioExpect,
): Either<Flaw, ExpectedFigure> => {
  const its = found(scenario, measures, it);
  if (its._tag === 'Left') return its;
  const known = STATISTICS[its.right.labelOf.kind];
  const name = it.statistic ?? 'quantile';
  return known.includes(name)
    ? limited(it, its.right)
    : left({
        member: name === 'quantile' ? 'quantile' : 'statistic',
        expected: `one of ${known.join(', ')}, for ${its.right.measure.name}.${its.right.label}`,
        actual: JSON.stringify(name),
      });
};

/** Turns the expectations of a scenario into limits of figures. Left: the first wrong place. */
export const expectedFigures = (
  scenario: Scenario,
  measures: readonly Measure[],
): Either<DrillMisfit, readonly ExpectedFigure[]> => {
  const all: ExpectedFigure[] = [];
  for (const [index, it] of (scenario.expect ?? []).entries()) {
    const one = expectation(scenario, measures, it);
    if (one._tag === 'Left') {
      const { member, expected, actual } = one.left;
      return left(misfitAt({ path: `expect[${index}].${member}`, expected, actual }));
    }
    all.push(one.right);
  }
  return right(all);
};
