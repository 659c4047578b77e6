/**
 * What a summary keeps of one label of a measure: whole numbers only, so that merging is exact.
 *
 * @module
 */
import type { LabelKind, Unit } from '../life/measure.ts';

/** Two exact numbers of a bin; what they count depends on the kind of label. */
export type Bin = readonly [weight: bigint, sum: bigint];

/**
 * The pooled observations of one section of the runs.
 *
 * - `VALUE`: how many values are in the bin, and their sum.
 * - `LEVEL`: for how long the level was in the bin, and level times span.
 * - `RAMP`: how many more ramps end than start in the bin, and the same of the values at which they
 *   do. From these the time above any border of a bin follows, exactly.
 */
export type Section = {
  readonly bins: ReadonlyMap<number, Bin>;
  /** How many values, or how many stretches of time. */
  readonly count: bigint;
  /** For how long a ramp was beyond any value. */
  readonly beyond: bigint;
};

/** What a summary keeps of one label. */
export type Tally = {
  readonly kind: LabelKind;
  readonly unit: Unit;
  readonly about: string;
  /** How many runs have a value of their own; for ramps, only those that had one at all. */
  readonly runs: number;
  /** In how many runs that value is greater than 0. */
  readonly positive: number;
  /** Sums of the runs' values, of their squares, and of their cubes. */
  readonly sums: readonly [bigint, bigint, bigint];
  /** How many runs have a value in each bin. */
  readonly ofRuns: ReadonlyMap<number, bigint>;
  /** The pooled observations, by `run mod 32`; `TOTAL` and `TIME` have none. */
  readonly sections: ReadonlyMap<number, Section>;
};

/** How many sections there are. */
export const SECTIONS = 32;

/** Merges two maps with a function for keys that both have. */
export const mergedMaps = <Key, Value>(
  a: ReadonlyMap<Key, Value>,
  b: ReadonlyMap<Key, Value>,
  merge: (a: Value, b: Value) => Value,
): ReadonlyMap<Key, Value> => {
  const merged = new Map(a);
  for (const [key, value] of b) {
    const known = merged.get(key);
    merged.set(key, known === undefined ? value : merge(known, value));
  }
  return merged;
};

/** Adds two bins. */
const addBins = (a: Bin, b: Bin): Bin => [a[0] + b[0], a[1] + b[1]];

const mergedSection = (a: Section, b: Section): Section => ({
  bins: mergedMaps(a.bins, b.bins, addBins),
  count: a.count + b.count,
  beyond: a.beyond + b.beyond,
});

/** Merges the tallies of one label from different runs. */
export const mergedTally = (a: Tally, b: Tally): Tally => ({
  kind: a.kind,
  unit: a.unit,
  about: a.about,
  runs: a.runs + b.runs,
  positive: a.positive + b.positive,
  sums: [a.sums[0] + b.sums[0], a.sums[1] + b.sums[1], a.sums[2] + b.sums[2]],
  ofRuns: mergedMaps(a.ofRuns, b.ofRuns, (one, other) => one + other),
  sections: mergedMaps(a.sections, b.sections, mergedSection),
});

/** All sections together. */
export const pooled = ({ sections }: Tally): Section =>
  [...sections.values()].reduce(mergedSection, { bins: new Map(), count: 0n, beyond: 0n });
