/**
 * `--until-ci`: how precise a figure must be.
 *
 * @module
 */
import { spanFrom } from '@hsm-lifecycle/drills/fields';
import {
  estimate,
  isPrecise,
  type Figure,
  type Measure,
  type Precision,
  type Statistic,
  type Summary,
} from '@hsm-lifecycle/simulator';
import { left, right } from 'fp-ts/lib/Either.js';
import type { InputResult } from '../../files/reading.ts';

/** A figure, and how precise it must be. */
export type WantedPrecision = { readonly figure: Figure; readonly precision: Precision };

const FORM =
  /^(?<measure>.+?)(?:\.(?<label>\w+))?\.(?<statistic>mean|share|chance|p[\d.]+) < (?<limit>.+)$/u;

const PERCENT = 100;

const statisticFrom = (text: string): Statistic | undefined => {
  if (text === 'mean' || text === 'share' || text === 'chance') return text;
  const quantile = Number(text.slice(1)) / PERCENT;
  return quantile > 0 && quantile < 1 ? { quantile } : undefined;
};

const precisionFrom = (text: string): Precision | undefined => {
  if (text.endsWith('%')) {
    const relative = Number(text.slice(0, -1)) / PERCENT;
    return relative > 0 ? { relative } : undefined;
  }
  const absolute = spanFrom(text) ?? Number(text);
  return absolute > 0 ? { absolute } : undefined;
};

const measureFor = (measures: readonly Measure[], wanted: string): Measure | undefined =>
  measures.find(({ name }) => name === wanted) ??
  measures.find(({ name }) => name.startsWith(`${wanted} `));

type Parts = Readonly<Record<string, string | undefined>>;

const figureFrom = (parts: Parts, measure: Measure): Figure | undefined => {
  const statistic = statisticFrom(parts['statistic'] ?? '');
  const label = parts['label'] ?? Object.keys(measure.labels)[0] ?? '';
  return statistic === undefined ? undefined : { measure: measure.name, label, statistic };
};

/**
 * Reads `RecoveryPoint.p99 < 5%`: a measure, its first label or another one, a statistic, and half
 * the interval as a share of the value, as a span, or as a number.
 */
export const wantedPrecision = (
  text: string,
  measures: readonly Measure[],
): InputResult<WantedPrecision> => {
  const parts: Parts = FORM.exec(text)?.groups ?? {};
  const wrong = left(`--until-ci: expected for example 'RecoveryPoint.p99 < 5%', found '${text}'`);
  const { measure: name, limit } = parts;
  if (name === undefined || limit === undefined) return wrong;
  const measure = measureFor(measures, name);
  if (measure === undefined) {
    const known = measures.map((it) => it.name).join(', ');
    return left(`--until-ci: there is no measure '${name}', only ${known}`);
  }
  const figure = figureFrom(parts, measure);
  const precision = precisionFrom(limit);
  return figure === undefined || precision === undefined ? wrong : right({ figure, precision });
};

/** Whether a summary is precise enough. Left: it has no such figure. */
export const isEnough = (
  summary: Summary,
  { figure, precision }: WantedPrecision,
): InputResult<boolean> => {
  const found = estimate(summary, figure);
  return found._tag === 'Right'
    ? right(isPrecise(found.right, precision))
    : left(`--until-ci: expected another ${found.left.what}: ${found.left.known.join(', ')}`);
};
