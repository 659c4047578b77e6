/**
 * The report of `--compare`: how two scenarios differ when they meet the same luck.
 *
 * @module
 */
import {
  pairedEstimate,
  pairedQuantile,
  runsIn,
  type PairedSummary,
  type Estimate,
  type Measure,
  type Scenario,
} from '@hsm-lifecycle/simulator';
import type { Colors } from '../../terminal/colors.ts';
import {
  estimateText,
  figureName,
  shownFigures,
  shownLabels,
  valueText,
  type ShownFigure,
  type ShownLabel,
} from './figure-text.ts';
import { tableText } from './table-text.ts';

/** What is compared. */
export type ComparisonReport = {
  readonly first: Scenario;
  readonly second: Scenario;
  readonly comparison: PairedSummary;
  readonly measures: readonly Measure[];
};

const isApart = ({ low = 0, high = 0 }: Estimate): boolean => low > 0 || high < 0;

/** The same size, in the other direction. */
const negated = ({ value, low, high, ...rest }: Estimate): Estimate => ({
  ...rest,
  value: -value,
  low: high === undefined ? undefined : -high,
  high: low === undefined ? undefined : -low,
});

const gainText = (gain: number | undefined): string =>
  gain === undefined ? '' : ` The same luck saved a factor of ${valueText(gain, 'count')} in runs.`;

const isNothing = ({ value, low, high }: Estimate): boolean =>
  value === 0 && low === 0 && high === 0;

const meanLine = (
  comparison: PairedSummary,
  { measure, label, tally }: ShownLabel,
): readonly string[] => {
  const it = pairedEstimate(comparison, measure, label);
  if (it === undefined) return [];
  const { difference, gain } = it;
  const name = `${measure}: ${tally.about === '' ? label : tally.about}`;
  if (isNothing(difference)) return [`  = ${name}: the same in every run.`];
  const isLess = difference.value < 0;
  const size = estimateText(isLess ? negated(difference) : difference, tally.unit);
  const what = `${name}: ${isLess ? 'less' : 'more'} by ${size}.`;
  return isApart(difference)
    ? [`  ≠ ${what}${gainText(gain)}`]
    : [`  ~ ${what} That may be chance.${gainText(gain)}`];
};

const quantileOf = (figure: ShownFigure): number | undefined =>
  typeof figure.statistic === 'string' ? undefined : figure.statistic.quantile;

const rowOf = (
  comparison: PairedSummary,
  figure: ShownFigure,
  others: readonly ShownFigure[],
): readonly string[] => {
  const other = others.find(
    (it) => it.measure === figure.measure && figureName(it) === figureName(figure),
  );
  const q = quantileOf(figure);
  const paired = q === undefined ? undefined : pairedQuantile(comparison, figure, q);
  return [
    figure.measure,
    figureName(figure),
    estimateText(figure.estimate, figure.unit),
    other === undefined ? '-' : estimateText(other.estimate, other.unit),
    paired === undefined ? '' : estimateText(paired, figure.unit),
  ];
};

/** Writes the report of a comparison. */
export const comparisonText = (
  { first, second, comparison, measures }: ComparisonReport,
  colors: Colors,
): string => {
  const figures = shownFigures(comparison.first, measures);
  const others = shownFigures(comparison.second, measures);
  return [
    colors.bold(
      `A: ${first.name}. B: ${second.name}. ` +
        `${runsIn(comparison.first)} runs of each, seed ${comparison.first.seed}, the same luck.`,
    ),
    'B less A, a run:',
    ...shownLabels(comparison.first, measures).flatMap((it) => meanLine(comparison, it)),
    '',
    ...tableText([
      ['measure', 'figure', 'A', 'B', 'B less A'],
      ...figures.map((it) => rowOf(comparison, it, others)),
    ]),
    '',
  ].join('\n');
};
