/**
 * Sectioning: intervals for what has no formula, from how the sections of the runs differ.
 *
 * @module
 */
import { pooled, SECTIONS, type Section, type Tally } from '../summary/tally.ts';
import { UPPER_TAIL, type Estimate } from './interval.ts';
import { rampQuantile, weightedQuantile, weightOf } from './pooled-quantile.ts';
import { studentQuantile } from './student.ts';

/** Fewer observations in the tail than this tell too little. */
const TAIL_MIN = 40;

const withInterval = (value: number, ofSections: readonly number[], runs: number): Estimate => {
  const n = ofSections.length;
  const mean = ofSections.reduce((sum, it) => sum + it, 0) / n;
  const variance = ofSections.reduce((sum, it) => sum + (it - mean) ** 2, 0) / (n - 1);
  const half = studentQuantile(UPPER_TAIL, n - 1) * Math.sqrt(variance / n);
  const [low, high] = [value - half, value + half];
  return { value, low, high, method: 'sectioning', runs, isSkewed: false };
};

const without = (value: number, runs: number): Estimate => ({
  value,
  low: undefined,
  high: undefined,
  method: 'too few observations',
  runs,
  isSkewed: false,
});

type Sectioned = {
  readonly tally: Tally;
  readonly runs: number;
  readonly isEnough: boolean;
  readonly of: (section: Section) => number | undefined;
};

/** The figure of all sections together, and an interval from those of each. */
const sectioned = ({ tally, runs, isEnough, of }: Sectioned): Estimate => {
  const value = of(pooled(tally)) ?? 0;
  const each = [...tally.sections.values()].map(of);
  const finite = each.filter((it) => it !== undefined && Number.isFinite(it));
  return isEnough && finite.length === SECTIONS && Number.isFinite(value)
    ? withInterval(
        value,
        finite.filter((it) => it !== undefined),
        runs,
      )
    : without(value, runs);
};

/**
 * A quantile of pooled values, levels or ramps.
 *
 * @param runs - how many runs
 * @param q - greater than 0 and less than 1
 */
export const pooledQuantile = (tally: Tally, runs: number, q: number): Estimate =>
  sectioned({
    tally,
    runs,
    isEnough: Number(pooled(tally).count) * Math.min(q, 1 - q) >= TAIL_MIN,
    of: (section) =>
      tally.kind === 'RAMP' ? rampQuantile(section, q) : weightedQuantile(section, q),
  });

const meanIn = (section: Section): number | undefined => {
  const weight = Number(weightOf(section, 'WEIGHT'));
  let sum = 0n;
  for (const [, its] of section.bins.values()) sum += its;
  return weight === 0 ? undefined : Number(sum) / weight;
};

/** The mean of pooled values: a ratio, since runs differ in how many they have. */
export const pooledMean = (tally: Tally, runs: number): Estimate =>
  sectioned({ tally, runs, isEnough: Number(pooled(tally).count) >= TAIL_MIN, of: meanIn });
