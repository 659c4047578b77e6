/**
 * Measures of what stays the same between events.
 *
 * @module
 */
import type { Millis } from '@hsm-lifecycle/core';
import type { EventType } from '@hsm-lifecycle/runbooks';
import type { LabelOf, Measure, Observation, MeasureReaction } from '../life/measure.ts';
import type { World } from '../life/process.ts';

/** The value of each label in a state of the world; labels that are left out have 0. */
export type Levels = Readonly<Record<string, number>>;

/** A measure of levels: what each label says in a state of the world. */
export type Steady = {
  readonly name: string;
  readonly labels: Readonly<Record<string, LabelOf>>;
  readonly sees: readonly EventType[];
  readonly read: (world: World) => Levels;
  /** What a `TOTAL` adds up to: the level times the span in milliseconds if left out. */
  readonly amount?: (level: number, ms: Millis) => number;
};

type Since = { readonly levels: Levels; readonly at: number };

const areEqual = (a: Levels, b: Levels): boolean => {
  const [names, others] = [Object.keys(a), Object.keys(b)];
  return names.length === others.length && names.every((name) => a[name] === b[name]);
};

/** Makes a measure that observes how long each level lasted. */
export const steadyMeasure = (steady: Steady): Measure => {
  const { name, labels, sees, read, amount = (level, ms) => level * ms } = steady;
  const observed = (label: string, value: number, ms: Millis): readonly Observation[] => {
    const kind = labels[label]?.kind;
    if (kind === 'TIME') return value > 0 ? [{ kind, label, ms }] : [];
    if (kind === 'LEVEL') return [{ kind, label, value, ms }];
    return value === 0 ? [] : [{ kind: 'TOTAL', label, amount: amount(value, ms) }];
  };
  const until = ({ levels, at }: Since, end: number): readonly Observation[] =>
    end === at
      ? []
      : Object.entries(levels).flatMap(([label, value]) => observed(label, value, end - at));
  const turn = (since: Since, world: World): MeasureReaction<Since> => {
    const levels = read(world);
    return areEqual(levels, since.levels)
      ? [since, []]
      : [{ levels, at: world.at }, until(since, world.at)];
  };
  const measure: Measure<Since> = {
    name,
    labels,
    sees,
    begin: (world) => ({ levels: read(world), at: world.at }),
    see: (since, _, world) => turn(since, world),
    turn,
    end: until,
  };
  return measure;
};
