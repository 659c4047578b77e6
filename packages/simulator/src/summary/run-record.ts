/**
 * What one run has observed.
 *
 * @module
 */
import type { LabelOf, Measure, Observation } from '../life/measure.ts';
import type { Sink } from '../life/life.ts';
import { binOf } from './bins.ts';

/** The observations of one label in one run. */
export type LabelRecord = {
  readonly labelOf: LabelOf;
  /** The sum of amounts, spans or levels times spans; how many values; of a ramp, see `value`. */
  total: number;
  /** Of a ramp: twice its integral over time, and its time. */
  integral: bigint;
  time: number;
  count: number;
  beyond: number;
  readonly bins: Map<number, [number, number]>;
};

/** All that one run has observed, by measure and label. */
export type RunRecord = ReadonlyMap<string, ReadonlyMap<string, LabelRecord>>;

const emptyRecord = (labelOf: LabelOf): LabelRecord => ({
  labelOf,
  total: 0,
  integral: 0n,
  time: 0,
  count: 0,
  beyond: 0,
  bins: new Map(),
});

/** What an observation adds to the bin of its value. */
type Share = { readonly value: number; readonly weight: number; readonly sum: number };

const addTo = ({ bins }: LabelRecord, { value, weight, sum }: Share): void => {
  const bin = binOf(value);
  const known = bins.get(bin);
  if (known === undefined) bins.set(bin, [weight, sum]);
  else {
    known[0] += weight;
    known[1] += sum;
  }
};

const addRamp = (record: LabelRecord, from: number, to: number): void => {
  record.integral += BigInt(to - from) * BigInt(to + from);
  record.time += to - from;
  record.count += 1;
  addTo(record, { value: from, weight: -1, sum: -from });
  addTo(record, { value: to, weight: 1, sum: to });
};

const add = (record: LabelRecord, it: Observation): void => {
  switch (it.kind) {
    case 'VALUE':
      record.total += 1;
      record.count += 1;
      addTo(record, { value: it.value, weight: 1, sum: it.value });
      break;
    case 'TOTAL':
      record.total += it.amount;
      break;
    case 'TIME':
      record.total += it.ms;
      break;
    case 'LEVEL':
      record.total += it.value * it.ms;
      record.count += 1;
      addTo(record, { value: it.value, weight: it.ms, sum: it.value * it.ms });
      break;
    case 'RAMP':
      addRamp(record, it.from, it.to);
      break;
    case 'BEYOND':
      record.beyond += it.ms;
      break;
  }
};

const undeclared = ({ kind }: Observation): LabelOf => ({
  kind: kind === 'BEYOND' ? 'RAMP' : kind,
  unit: 'count',
  about: '',
});

/**
 * The value of a run: the average of a ramp, in milliseconds, or the total. `undefined` for a ramp
 * without time.
 */
export const valueOf = ({ labelOf, total, integral, time }: LabelRecord): number | undefined => {
  if (labelOf.kind !== 'RAMP') return total;
  const twice = 2n * BigInt(time);
  return time === 0 ? undefined : Number((integral + BigInt(time)) / twice);
};

/** Makes a record of a run, and the sink that writes it. */
export const newRunRecord = (
  measures: readonly Measure[],
): { readonly record: RunRecord; readonly sink: Sink } => {
  const byIndex = measures.map(
    ({ labels }) =>
      new Map(Object.entries(labels).map(([label, its]) => [label, emptyRecord(its)])),
  );
  return {
    record: new Map(measures.map(({ name }, index) => [name, byIndex[index] ?? new Map()])),
    sink: (measure, observation) => {
      const labels = byIndex[measure];
      if (labels === undefined) return;
      const { label } = observation;
      const known = labels.get(label) ?? emptyRecord(undeclared(observation));
      labels.set(label, known);
      add(known, observation);
    },
  };
};
