/**
 * All that a page shows of a story, computed once: by Node for the text, and again in the page.
 *
 * @module
 */
import type { EpochMillis } from '@hsm-lifecycle/core';
import type { StoryData, StoryEvent } from '../story/story.ts';
import { barsOf, type Bar } from './bars.ts';
import { homesOf, type Home } from './homes.ts';
import { outagesOf, type Outage } from './outages.ts';
import { replayed, type Stop } from './replay.ts';
import { rowsOf, type NameOf, type Rows } from './rows.ts';
import { roomyScale, type AxisPlan, type TimeScale } from './time-scale.ts';

/** A story, ready to be drawn. */
export type Scene = {
  readonly data: StoryData;
  readonly stops: readonly Stop[];
  readonly bars: readonly Bar[];
  readonly outages: readonly Outage[];
  readonly homes: readonly Home[];
  readonly rows: Rows;
  readonly plan: AxisPlan;
  readonly scale: TimeScale;
  readonly nameOf: NameOf;
  /** The ids of all clusters, in the order in which they began. */
  readonly clusterIds: readonly string[];
};

/** What the service does every day by itself. */
const ROUTINE: ReadonlySet<string> = new Set([
  'BackupCreating',
  'BackupCreated',
  'BackupExpired',
  'BackupPurged',
]);

/** Whether an event is what the service does every day by itself. */
export const isRoutine = ({ step, event }: StoryEvent): boolean =>
  step === undefined && ROUTINE.has(event.type);

const busyInstants = ({ events, remarks }: StoryData): readonly EpochMillis[] =>
  [
    ...events.filter((it) => !isRoutine(it)).map(({ event }) => event.data.at),
    ...remarks.map(({ at }) => at),
  ].toSorted((a, b) => a - b);

const planOf = (data: StoryData): AxisPlan => ({
  from: data.begin.at,
  to: Math.max(data.endsAt, data.begin.at + 1),
  instants: [...new Set(data.events.map(({ event }) => event.data.at))],
  busy: busyInstants(data),
});

/** Computes all that a page shows of a story. */
export const sceneOf = (data: StoryData): Scene => {
  const nameOf: NameOf = (id) => data.names[id] ?? id;
  const stops = replayed(data);
  const bars = barsOf(stops);
  const outages = outagesOf(stops);
  const plan = planOf(data);
  return {
    data,
    stops,
    bars,
    outages,
    homes: homesOf(stops),
    rows: rowsOf({ bars, outages, nameOf }),
    plan,
    scale: roomyScale(plan),
    nameOf,
    clusterIds: bars.filter(({ kind }) => kind === 'CLUSTER').map(({ id }) => id),
  };
};
