/**
 * The axis of time. Hours in which much happens get more room than days in which nothing does; each
 * stretch is true to scale within itself.
 *
 * @module
 */
import { HOUR_MS, type EpochMillis } from '@hsm-lifecycle/core';

/** A stretch of the axis: instants, and places from 0 to 1. */
export type AxisStretch = {
  readonly from: EpochMillis;
  readonly to: EpochMillis;
  readonly start: number;
  readonly end: number;
  /** Whether little happens in it, so that it is drawn narrower than its time. */
  readonly calm: boolean;
};

/** Where instants are on the axis, from 0 to 1. */
export type TimeScale = {
  readonly stretches: readonly AxisStretch[];
  readonly place: (at: EpochMillis) => number;
};

/** What the axis is made for. */
export type AxisPlan = {
  readonly from: EpochMillis;
  readonly to: EpochMillis;
  /** All instants at which something happens, oldest first. */
  readonly instants: readonly EpochMillis[];
  /** The instants that need room, oldest first: what people or faults did, not routine. */
  readonly busy: readonly EpochMillis[];
};

type Span = { readonly from: EpochMillis; readonly to: EpochMillis; readonly calm: boolean };

/** Two busy instants further apart than this are in two stretches. */
const PAUSE_MS = 3 * HOUR_MS;
/** Whole stories shorter than this are true to scale. */
const SHORT_MS = 6 * HOUR_MS;

const busySpans = ({ busy, from, to }: AxisPlan): readonly Span[] => {
  const spans: Span[] = [];
  for (const at of [from, ...busy.filter((it) => it > from && it < to), to]) {
    const last = spans.at(-1);
    if (last !== undefined && at - last.to <= PAUSE_MS)
      spans[spans.length - 1] = { ...last, to: at };
    else spans.push({ from: at, to: at, calm: false });
  }
  return spans;
};

/** Fills the gaps between busy spans, and drops spans of no length. */
const spansOf = (plan: AxisPlan): readonly Span[] => {
  const spans: Span[] = [];
  for (const span of busySpans(plan)) {
    const before = spans.at(-1)?.to ?? plan.from;
    if (before < span.from) {
      const last = spans.at(-1);
      if (last?.calm === true) spans[spans.length - 1] = { ...last, to: span.from };
      else spans.push({ from: before, to: span.from, calm: true });
    }
    if (span.from < span.to) spans.push(span);
  }
  return spans;
};

/** How much room a stretch gets: by what happens in it, and a little by how long it lasts. */
const roomFor = ({ from, to, calm }: Span, instants: readonly EpochMillis[]): number => {
  const happenings = instants.filter((at) => at >= from && at <= to).length;
  const length = Math.log2(1 + (to - from) / HOUR_MS);
  return calm ? 1 + Math.min(happenings, 40) * 0.35 + length * 0.5 : 2 + happenings * 1.1 + length;
};

const inStretches = (stretches: readonly AxisStretch[]): TimeScale => ({
  stretches,
  place: (at) => {
    const it = stretches.find(({ to }) => at <= to) ?? stretches.at(-1);
    if (it === undefined || it.to === it.from) return 0;
    const share = Math.min(1, Math.max(0, (at - it.from) / (it.to - it.from)));
    return it.start + share * (it.end - it.start);
  },
});

/** Makes an axis that is true to scale everywhere. */
export const trueScale = ({ from, to }: AxisPlan): TimeScale =>
  inStretches([{ from, to, start: 0, end: 1, calm: false }]);

/** Makes an axis that gives room to what happens. */
export const roomyScale = (plan: AxisPlan): TimeScale => {
  if (plan.to - plan.from <= SHORT_MS) return trueScale(plan);
  const spans = spansOf(plan);
  const rooms = spans.map((span) => roomFor(span, plan.instants));
  const total = rooms.reduce((sum, room) => sum + room, 0);
  let start = 0;
  return inStretches(
    spans.map(({ from, to, calm }, index): AxisStretch => {
      const end = index === spans.length - 1 ? 1 : start + (rooms[index] ?? 0) / total;
      const stretch = { from, to, calm, start, end };
      start = end;
      return stretch;
    }),
  );
};
