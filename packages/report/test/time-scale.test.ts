import { describe, expect, it } from '@jest/globals';
import { array, assert, integer, property } from 'fast-check';
import { ticksOf } from '../src/model/ticks.ts';
import { roomyScale, type AxisPlan } from '../src/model/time-scale.ts';

const HOUR = 3_600_000;
const START = Date.UTC(2026, 10, 2, 9);

/** Plans of up to 60 days with up to 40 instants, half of them busy. */
const aPlan = array(integer({ min: 0, max: 60 * 24 * 60 }), { minLength: 1, maxLength: 40 }).map(
  (minutes): AxisPlan => {
    const instants = minutes.map((minute) => START + minute * 60_000).toSorted((a, b) => a - b);
    const to = (instants.at(-1) ?? START) + 1;
    return { from: START, to, instants, busy: instants.filter((_, index) => index % 2 === 0) };
  },
);

describe('the axis of time', () => {
  it('goes from 0 to 1, and never back', () => {
    assert(
      property(aPlan, (plan) => {
        const { place } = roomyScale(plan);
        const places = [plan.from, ...plan.instants, plan.to].map(place);
        expect(places[0]).toBe(0);
        expect(places.at(-1)).toBe(1);
        expect(places).toEqual(places.toSorted((a, b) => a - b));
      }),
    );
  });

  it('is true to scale within each stretch, and leaves no gap between them', () => {
    assert(
      property(aPlan, (plan) => {
        const { place, stretches } = roomyScale(plan);
        for (const [index, { from, to, start, end }] of stretches.entries()) {
          expect(place((from + to) / 2)).toBeCloseTo((start + end) / 2, 9);
          expect(stretches[index + 1]?.from ?? plan.to).toBe(to);
        }
      }),
    );
  });

  it('gives an hour in which much happens more room than a week in which nothing does', () => {
    const busy = [0, 0.2, 0.4, 0.6, 0.8, 1].map((hours) => START + hours * HOUR);
    const to = START + 8 * 24 * HOUR;
    const { place } = roomyScale({ from: START, to, instants: busy, busy });
    expect(place(START + HOUR)).toBeGreaterThan(0.5);
  });

  it('has texts that are far enough apart to be read', () => {
    assert(
      property(aPlan, (plan) => {
        const places = ticksOf(roomyScale(plan))
          .filter(({ text }) => text !== '')
          .map(({ place }) => place);
        for (const [index, place] of places.entries())
          expect(place - (places[index - 1] ?? -1)).toBeGreaterThanOrEqual(0.075);
      }),
    );
  });
});
