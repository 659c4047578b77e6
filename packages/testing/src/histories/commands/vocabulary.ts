/**
 * The values that generated commands use: few, so that the same names are deleted and created
 * again.
 *
 * @module
 */
import {
  DAY_MS,
  DEFAULT_ACCOUNT,
  MINUTE_MS,
  type AccountId,
  type EpochMillis,
  type Region,
  type Edition,
} from '@hsm-lifecycle/core';
import { nextDueAt, type Fleet } from '@hsm-lifecycle/core/fleet';
import { ELSEWHERE, REGION } from '../../examples/inputs.ts';
import { drawAnyOf, chance, drawOneOf, drawWeighted, type Draw, type Weighted } from './draw.ts';

/** Regions of generated fleets. */
export const REGIONS: readonly [Region, ...Region[]] = [REGION, ELSEWHERE, 'us-east-1'];

/** Accounts. Commands that name none mean the first. */
export const ACCOUNTS: readonly [AccountId, ...AccountId[]] = [
  DEFAULT_ACCOUNT,
  '111111111111',
  '222222222222',
];

/**
 * Names of users, one of them in two spellings. `admin` is the first crypto officer of most
 * clusters.
 */
export const NAMES: readonly [string, ...string[]] = ['alice', 'bob', 'carol', 'admin', 'Alice'];

/** Ids of keys and certificates. */
export const KEYS: readonly [string, ...string[]] = ['k1', 'k2', 'k3', 'k4', 'k5'];

/** Draws the days of a retention policy, often short ones. */
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
 * Draws the instant of the next command: often that of the next due event, or 1 ms from it;
 * otherwise after a wait, mostly a short one.
 *
 * @param clock - the instant of the command before
 */
export const someInstant = (fleet: Fleet, clock: EpochMillis, draw: Draw): EpochMillis => {
  const due = chance(draw, DUE_SHARE) ? nextDueAt(fleet) : undefined;
  if (due !== undefined) return Math.max(clock, due + (drawAnyOf(draw, [-1, 0, 0, 1]) ?? 0));
  const [min, max] = drawWeighted(draw, SPANS);
  return clock + min + draw(max - min + 1);
};
