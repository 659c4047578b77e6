/**
 * The few words that generated commands are made of: few, so that the same name is met again,
 * deleted, and made anew.
 *
 * @module
 */
import {
  DAY_MS,
  MINUTE_MS,
  type EpochMillis,
  type Region,
  type Edition,
} from '@hsm-lifecycle/core';
import { nextDueAt, type Fleet } from '@hsm-lifecycle/core/fleet';
import { ELSEWHERE, REGION } from '../../examples/inputs.ts';
import { drawAnyOf, chance, drawOneOf, drawWeighted, type Draw, type Weighted } from './draw.ts';

/** Where generated fleets stand. */
export const REGIONS: readonly [Region, ...Region[]] = [REGION, ELSEWHERE, 'us-east-1'];

/** What users are called. `admin` is the first officer of most clusters. */
export const NAMES: readonly [string, ...string[]] = ['alice', 'bob', 'carol', 'admin'];

/** What keys and certificates are called. */
export const KEYS: readonly [string, ...string[]] = ['k1', 'k2', 'k3', 'k4', 'k5'];

/** Draws a number of days that a policy may have, short ones often. */
export const someDays = (
  draw: Draw,
  { retentionDaysMin: min, retentionDaysMax: max, retentionDaysDefault: standard }: Edition,
): number => drawOneOf(draw, [min, min, Math.min(min + 1, max), standard, max]);

type Span = readonly [min: number, max: number];

const SPANS: readonly [Weighted<Span>, ...Weighted<Span>[]] = [
  [6, [0, 0]],
  [5, [MINUTE_MS, 15 * MINUTE_MS]],
  [3, [MINUTE_MS, 26 * 60 * MINUTE_MS]],
  [2, [MINUTE_MS, 10 * DAY_MS]],
  [1, [30 * DAY_MS, 100 * DAY_MS]],
];

const DUE_SHARE = 0.3;

/**
 * Draws the instant of the next command: often that of the next due event, or a millisecond beside
 * it; else after a wait, a short one most of the time.
 *
 * @param clock - the instant of the command before
 */
export const someInstant = (fleet: Fleet, clock: EpochMillis, draw: Draw): EpochMillis => {
  const due = chance(draw, DUE_SHARE) ? nextDueAt(fleet) : undefined;
  if (due !== undefined) return Math.max(clock, due + (drawAnyOf(draw, [-1, 0, 0, 1]) ?? 0));
  const [min, max] = drawWeighted(draw, SPANS);
  return clock + min + draw(max - min + 1);
};
