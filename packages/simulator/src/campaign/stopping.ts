/**
 * Stopping when an interval is short enough.
 *
 * @module
 */
import type { Estimate } from '../statistics/interval.ts';

/** The first look, in runs; each later one is at twice as many. */
export const FIRST_LOOK = 256;

/**
 * The runs at which to look: 256, 512, 1,024 and so on, and at the end. Looking seldom leaves the
 * ordinary intervals nearly right; looking after each run would stop at lucky ones.
 */
export const looksUpTo = (runs: number): readonly number[] => {
  const looks: number[] = [];
  for (let look = FIRST_LOOK; look < runs; look *= 2) looks.push(look);
  return [...looks, runs];
};

/** How precise an estimate must be: half its interval, in its units or as a share of its value. */
export type Precision = { readonly absolute: number } | { readonly relative: number };

/** Whether an estimate is precise enough. */
export const isPrecise = ({ value, low, high }: Estimate, wanted: Precision): boolean => {
  if (low === undefined || high === undefined || !Number.isFinite(value)) return false;
  const half = (high - low) / 2;
  return 'absolute' in wanted ? half <= wanted.absolute : half <= wanted.relative * Math.abs(value);
};
