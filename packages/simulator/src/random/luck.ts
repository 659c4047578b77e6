/**
 * Luck: random answers by name. Whoever asks never holds a generator.
 *
 * @module
 */
import type { Millis } from '@hsm-lifecycle/core';
import type { Distribution } from './distribution.ts';
import { spanAt } from './quantile.ts';
import { streamOf, type Stream } from './stream.ts';

/**
 * Answers at random. Each subject has a stream of its own, so that what one asks does not change
 * the answers to others.
 */
export type Luck = {
  /** A span, in whole milliseconds. */
  readonly span: (subject: string, distribution: Distribution) => Millis;
  /** Whether something of this probability happens. */
  readonly chance: (subject: string, probability: number) => boolean;
  /** A whole number from 0, less than `count`. */
  readonly choice: (subject: string, count: number) => number;
};

/** Where a run's luck comes from. */
export type LuckPath = {
  readonly seed: number;
  /** The run, and the branch of it if it is one. */
  readonly run: string;
  /** Who asks. */
  readonly process: string;
};

/** Makes the luck of a process in a run. */
export const luckOf = ({ seed, run, process }: LuckPath): Luck => {
  const streams = new Map<string, Stream>();
  const next = (subject: string): number => {
    const known = streams.get(subject);
    const stream = known ?? streamOf(['hsm-lifecycle', 1, seed, run, process, subject]);
    if (known === undefined) streams.set(subject, stream);
    return stream();
  };
  return {
    span: (subject, distribution) =>
      'constant' in distribution ? distribution.constant : spanAt(distribution, next(subject)),
    chance: (subject, probability) => probability > 0 && next(subject) < probability,
    choice: (subject, count) => Math.floor(next(subject) * count),
  };
};
