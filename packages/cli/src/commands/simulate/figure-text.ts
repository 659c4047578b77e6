/**
 * Figures in English: estimates in their units, and which figures to show.
 *
 * @module
 */
import { spanText } from '@hsm-lifecycle/drills/sentences';
import {
  estimate,
  statisticName,
  type Estimate,
  type Figure,
  type Measure,
  type Statistic,
  type Summary,
  type Tally,
  type Unit,
} from '@hsm-lifecycle/simulator';

/** A figure with its estimate, and the unit that it is in. */
export type ShownFigure = Figure & {
  readonly unit: Unit | 'share';
  readonly about: string;
  readonly estimate: Estimate;
};

const P50 = { quantile: 0.5 };
const P95 = { quantile: 0.95 };
const P99 = { quantile: 0.99 };

/** What is shown of each kind of label. */
const SHOWN: Readonly<Record<Tally['kind'], readonly Statistic[]>> = {
  RAMP: ['mean', P50, P95, P99],
  VALUE: ['chance', 'mean', P50, P95],
  TOTAL: ['mean', 'chance'],
  TIME: ['share', 'chance', P95],
  LEVEL: ['mean', P95],
};

/** Of what has never been seen, only how often that is. */
const statisticsOf = ({ kind, positive }: Tally): readonly Statistic[] =>
  kind === 'VALUE' && positive === 0 ? ['chance'] : SHOWN[kind];

const unitFor = (statistic: Statistic, unit: Unit): Unit | 'share' =>
  statistic === 'share' || statistic === 'chance' ? 'share' : unit;

const figuresFor = (
  summary: Summary,
  tally: Tally,
  { measure, label }: Pick<Figure, 'measure' | 'label'>,
): readonly ShownFigure[] =>
  statisticsOf(tally).flatMap((statistic) => {
    const found = estimate(summary, { measure, label, statistic });
    const unit = unitFor(statistic, tally.unit);
    return found._tag === 'Right'
      ? [{ measure, label, statistic, unit, about: tally.about, estimate: found.right }]
      : [];
  });

/** One label of a measure, with what is known about it. */
export type ShownLabel = {
  readonly measure: string;
  readonly label: string;
  readonly tally: Tally;
};

/** All labels in the order of the measures: those that a measure declares, then others by name. */
export const shownLabels = (
  { tallies }: Summary,
  measures: readonly Measure[],
): readonly ShownLabel[] =>
  measures.flatMap(({ name: measure, labels: declared }) => {
    const known = tallies.get(measure) ?? new Map<string, Tally>();
    const others = [...known.keys()].filter((label) => !Object.hasOwn(declared, label));
    return Object.keys(declared)
      .concat(others.toSorted())
      .flatMap((label) => {
        const tally = known.get(label);
        return tally === undefined ? [] : [{ measure, label, tally }];
      });
  });

/** The figures of a summary that reports show. */
export const shownFigures = (
  summary: Summary,
  measures: readonly Measure[],
): readonly ShownFigure[] =>
  shownLabels(summary, measures).flatMap(({ measure, label, tally }) =>
    figuresFor(summary, tally, { measure, label }),
  );

const MICRO = 1_000_000;
const PERCENT = 100;
const DIGITS = 3;

/** So many digits that 0.012345 is 0.0123 and 1234.5 is 1235. */
const numberText = (value: number): string => {
  if (Number.isInteger(value)) return String(value);
  const size = Math.floor(Math.log10(Math.abs(value)));
  return String(Number(value.toFixed(Math.min(20, Math.max(0, DIGITS - 1 - size)))));
};

const signed = (value: number, text: (size: number) => string): string =>
  value < 0 ? `-${text(-value)}` : text(value);

/** A value in its unit. */
export const valueText = (value: number, unit: ShownFigure['unit']): string => {
  if (value === Number.POSITIVE_INFINITY) return 'nothing there';
  if (unit === 'ms') return signed(value, (size) => spanText(Math.round(size)));
  if (unit === 'share') return `${numberText(value * PERCENT)} %`;
  return unit === 'micro-currency' ? numberText(value / MICRO) : numberText(value);
};

/** `33h 15m (33h 10m to 33h 20m)`. */
export const estimateText = ({ value, low, high }: Estimate, unit: ShownFigure['unit']): string =>
  low === undefined || high === undefined
    ? valueText(value, unit)
    : `${valueText(value, unit)} (${valueText(low, unit)} to ${valueText(high, unit)})`;

/** `p99 of age` */
export const figureName = ({ statistic, label }: Figure): string =>
  `${statisticName(statistic)} of ${label}`;
