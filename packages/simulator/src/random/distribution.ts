/**
 * Distributions of spans of time, as data.
 *
 * @module
 */
import type { Millis } from '@hsm-lifecycle/core';

/** A distribution of spans of time, in milliseconds. */
export type Distribution =
  | {
      /** Always this long. */
      readonly constant: Millis;
    }
  | {
      /** Exponential, with this mean: what happens at random, with no memory. */
      readonly exponential: Millis;
    }
  | {
      /** Any span between these two, equally likely. */
      readonly uniform: readonly [least: Millis, most: Millis];
    }
  | {
      /** Lognormal: half of all are shorter than `median`, 95 % shorter than `p95`. */
      readonly lognormal: { readonly median: Millis; readonly p95: Millis };
    }
  | {
      /** Weibull: things that wear out (`shape` above 1) or fail early (below 1). */
      readonly weibull: { readonly median: Millis; readonly shape: number };
    };

/** Whether what happens at such distances has no memory: how long it has waited tells nothing. */
export const isMemoryless = (it: Distribution): boolean => 'exponential' in it;
