/**
 * Summaries as canonical JSON: equal summaries have equal bytes.
 *
 * @module
 */
import { left, right, type Either } from '../kernel/either.ts';
import type { LabelKind, Unit } from '../life/measure.ts';
import type { RunRange, Summary } from './summary.ts';
import type { Bin, Section, Tally } from './tally.ts';

/** The `format` of a summary. */
const SUMMARY_FORMAT = 'hsm-lifecycle/summary';

const byNumber = (a: readonly [number, unknown], b: readonly [number, unknown]): number =>
  a[0] - b[0];
const byText = (a: readonly [string, unknown], b: readonly [string, unknown]): number =>
  a[0] < b[0] ? -1 : 1;

type BinJson = readonly [bin: number, weight: string, sum: string];
type SectionJson = {
  readonly section: number;
  readonly count: string;
  readonly beyond: string;
  readonly bins: readonly BinJson[];
};
type TallyJson = {
  readonly kind: LabelKind;
  readonly unit: Unit;
  readonly about: string;
  readonly runs: number;
  readonly positive: number;
  readonly sums: readonly string[];
  readonly ofRuns: readonly (readonly [bin: number, runs: string])[];
  readonly sections: readonly SectionJson[];
};

/** A summary as JSON. */
export type SummaryJson = Omit<Summary, 'tallies'> & {
  readonly format: typeof SUMMARY_FORMAT;
  readonly version: 1;
  readonly tallies: Readonly<Record<string, Readonly<Record<string, TallyJson>>>>;
};

const sectionJson = (section: number, { bins, count, beyond }: Section): SectionJson => ({
  section,
  count: String(count),
  beyond: String(beyond),
  bins: [...bins]
    .filter(([, [weight, sum]]) => weight !== 0n || sum !== 0n)
    .toSorted(byNumber)
    .map(([bin, [weight, sum]]) => [bin, String(weight), String(sum)]),
});

const tallyJson = (it: Tally): TallyJson => ({
  kind: it.kind,
  unit: it.unit,
  about: it.about,
  runs: it.runs,
  positive: it.positive,
  sums: it.sums.map(String),
  ofRuns: [...it.ofRuns].toSorted(byNumber).map(([bin, runs]) => [bin, String(runs)]),
  sections: [...it.sections].toSorted(byNumber).map(([index, each]) => sectionJson(index, each)),
});

/** Writes a summary as plain JSON, with its members in one order. */
export const summaryToJson = (summary: Summary): SummaryJson => ({
  format: SUMMARY_FORMAT,
  version: 1,
  of: summary.of,
  seed: summary.seed,
  horizon: summary.horizon,
  ranges: summary.ranges.map(({ from, to }) => ({ from, to })),
  events: summary.events,
  tallies: Object.fromEntries(
    [...summary.tallies]
      .toSorted(byText)
      .map(([name, labels]) => [
        name,
        Object.fromEntries(
          [...labels].toSorted(byText).map(([label, it]) => [label, tallyJson(it)]),
        ),
      ]),
  ),
});

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isRange = (value: unknown): value is RunRange =>
  isObject(value) &&
  Number.isSafeInteger(value['from']) &&
  Number.isSafeInteger(value['to']) &&
  Number(value['from']) < Number(value['to']);

const WHOLE = /^-?\d+$/u;
const whole = (value: unknown): bigint => {
  if (typeof value !== 'string' || !WHOLE.test(value)) throw new TypeError('no whole number');
  return BigInt(value);
};

const sectionFrom = ({ count, beyond, bins }: SectionJson): Section => ({
  count: whole(count),
  beyond: whole(beyond),
  bins: new Map(
    bins.map(([bin, weight, sum]): [number, Bin] => [bin, [whole(weight), whole(sum)]]),
  ),
});

const tallyFrom = (it: TallyJson): Tally => ({
  kind: it.kind,
  unit: it.unit,
  about: it.about,
  runs: it.runs,
  positive: it.positive,
  sums: [whole(it.sums[0]), whole(it.sums[1]), whole(it.sums[2])],
  ofRuns: new Map(it.ofRuns.map(([bin, runs]) => [bin, whole(runs)])),
  sections: new Map(it.sections.map((each) => [each.section, sectionFrom(each)])),
});

const isSummaryJson = (json: unknown): json is SummaryJson =>
  isObject(json) &&
  json['format'] === SUMMARY_FORMAT &&
  json['version'] === 1 &&
  typeof json['of'] === 'string' &&
  Number.isSafeInteger(json['seed']) &&
  Number.isSafeInteger(json['horizon']) &&
  Number.isSafeInteger(json['events']) &&
  Array.isArray(json['ranges']) &&
  json['ranges'].every(isRange) &&
  isObject(json['tallies']);

/**
 * Reads a summary.
 *
 * @param json - the result of `JSON.parse`
 * @returns Right: the summary. Left: it is none, or was damaged.
 */
export const summaryFromJson = (
  json: unknown,
): Either<{ readonly _tag: 'NotASummary' }, Summary> => {
  if (!isSummaryJson(json)) return left({ _tag: 'NotASummary' });
  const { of, seed, horizon, ranges, events } = json;
  try {
    const tallies = new Map(
      Object.entries(json.tallies).map(([name, labels]) => [
        name,
        new Map(Object.entries(labels).map(([label, it]) => [label, tallyFrom(it)])),
      ]),
    );
    return right({ of, seed, horizon, ranges, events, tallies });
  } catch {
    return left({ _tag: 'NotASummary' });
  }
};
