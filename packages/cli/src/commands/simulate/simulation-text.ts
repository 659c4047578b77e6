/**
 * The report of a simulation: sentences first, then a table of all figures, then the parameters.
 *
 * @module
 */
import { countText, spanText } from '@hsm-lifecycle/drills/sentences';
import {
  runsIn,
  type Measure,
  type Scenario,
  type Summary,
  type Tally,
  type FigureVerdict,
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
import { parameterLines } from './parameters.ts';
import { tableText } from './table-text.ts';

/** What a report is about. */
export type SimulationReport = {
  readonly scenario: Scenario;
  readonly measures: readonly Measure[];
  readonly summary: Summary;
  readonly verdicts: readonly FigureVerdict[];
};

const limitText = ({ expected }: FigureVerdict, unit: ShownFigure['unit']): string =>
  'atMost' in expected
    ? `at most ${valueText(expected.atMost, unit)}`
    : `at least ${valueText(expected.atLeast, unit)}`;

const unitOf = ({ expected: { measure, label, statistic } }: FigureVerdict, summary: Summary) =>
  statistic === 'share' || statistic === 'chance'
    ? 'share'
    : (summary.tallies.get(measure)?.get(label)?.unit ?? 'count');

const verdictLine = (it: FigureVerdict, summary: Summary, colors: Colors): string => {
  const { expected, verdict, runsToDecide } = it;
  const unit = unitOf(it, summary);
  const because = expected.because === undefined ? '' : ` Because: ${expected.because}`;
  const doubt = it.estimate.isSkewed ? ' So few cases were seen that this is unsure.' : '';
  const what =
    `${expected.measure}: the ${figureName(expected)} should be ${limitText(it, unit)}, ` +
    `and is ${estimateText(it.estimate, unit)}.${doubt}`;
  const more =
    runsToDecide === undefined ? '' : ` About ${countText(runsToDecide, 'run')} would decide it.`;
  if (verdict === 'MET') return `${colors.green('  ✓ met')}: ${what}${because}`;
  return verdict === 'BROKEN'
    ? `${colors.red('  ✗ broken')}: ${what}${because}`
    : `${colors.cyan('  ? undecided')}: ${what}${more}${because}`;
};

const of = (figures: readonly ShownFigure[], name: string): string => {
  const figure = figures.find((it) => figureName(it).startsWith(`${name} `));
  return figure === undefined ? '?' : valueText(figure.estimate.value, figure.unit);
};

const SENTENCES: Readonly<Record<Tally['kind'], (figures: readonly ShownFigure[]) => string>> = {
  RAMP: (it) =>
    `at most ${of(it, 'p50')} half of the time, at most ${of(it, 'p99')} for 99 % of the time`,
  VALUE: (it) => `${of(it, 'p50')} in half of the cases, at most ${of(it, 'p95')} in 95 %`,
  TOTAL: (it) => `${of(it, 'mean')} a run; any in ${of(it, 'chance')} of the runs`,
  TIME: (it) => `${of(it, 'share')} of the time; any in ${of(it, 'chance')} of the runs`,
  LEVEL: (it) => `${of(it, 'mean')} on average, at most ${of(it, 'p95')} for 95 % of the time`,
};

const sentenceFor = (tally: Tally, figures: readonly ShownFigure[], label: string): string => {
  const about = tally.about === '' ? label : tally.about;
  const isSeen = tally.kind !== 'VALUE' || tally.positive > 0;
  return `${about}: ${isSeen ? SENTENCES[tally.kind](figures) : 'never seen'}.`;
};

const sentences = (
  labels: readonly ShownLabel[],
  figures: readonly ShownFigure[],
): readonly string[] => {
  const lines: string[] = [];
  for (const [index, { measure, label, tally }] of labels.entries()) {
    if (labels[index - 1]?.measure !== measure) lines.push(`  ${measure}`);
    const own = figures.filter((it) => it.measure === measure && it.label === label);
    lines.push(`    ${sentenceFor(tally, own, label)}`);
  }
  return lines;
};

const intervalText = ({ estimate: { low, high }, unit }: ShownFigure): string =>
  low === undefined || high === undefined
    ? 'none'
    : `${valueText(low, unit)} to ${valueText(high, unit)}`;

const tableOf = (figures: readonly ShownFigure[]): readonly string[] =>
  tableText([
    ['measure', 'figure', 'estimate', '95 % interval', 'method'],
    ...figures.map((it) => [
      it.measure,
      figureName(it),
      valueText(it.estimate.value, it.unit),
      intervalText(it),
      `${it.estimate.method}${it.estimate.isSkewed ? ' (skewed: more runs needed)' : ''}`,
    ]),
  ]);

const headline = (verdicts: readonly FigureVerdict[], colors: Colors): readonly string[] => {
  if (verdicts.length === 0) return [];
  const met = verdicts.filter(({ verdict }) => verdict === 'MET').length;
  const text = `${met} of ${countText(verdicts.length, 'expectation')} met.`;
  return [met === verdicts.length ? colors.green(text) : colors.red(text)];
};

/** Writes the report of a simulation. */
export const simulationText = (
  { scenario, measures, summary, verdicts }: SimulationReport,
  colors: Colors,
): string => {
  const figures = shownFigures(summary, measures);
  const runs = countText(runsIn(summary), 'run');
  const parameters = parameterLines(scenario);
  return [
    colors.bold(`${scenario.name}: ${runs} of ${spanText(summary.horizon)}, seed ${summary.seed}`),
    ...headline(verdicts, colors),
    ...verdicts.map((it) => verdictLine(it, summary, colors)),
    '',
    ...sentences(shownLabels(summary, measures), figures),
    '',
    ...tableOf(figures),
    '',
    ...(parameters.length === 0
      ? []
      : ['The answers hang on these numbers:', ...parameters.map((it) => `  ${it}`), '']),
  ].join('\n');
};
