/**
 * The options of `simulate`.
 *
 * @module
 */
import type { RunRange } from '@hsm-lifecycle/simulator';
import { InvalidArgumentError, type Command } from 'commander';
import { JSON_OPTION, type JsonOption } from '../../options/common-options.ts';
import { nonEmpty, wholeNumber } from '../../options/option-values.ts';

/** A part of the runs: the first of three, say. */
export type Shard = { readonly part: number; readonly of: number };

/** The options of `simulate`. */
export type SimulateOptions = JsonOption & {
  readonly runs: number;
  readonly seed: number;
  readonly years?: number;
  readonly workers: number;
  readonly compare?: string;
  readonly vary?: string;
  readonly untilCi?: string;
  readonly campaign?: string;
  readonly shard?: Shard;
};

const RUNS = 1000;
const SEED = 1;

const positive = (value: string): number => {
  const number = wholeNumber(value);
  if (number === 0) throw new InvalidArgumentError('It must be 1 or more.');
  return number;
};

const shardFrom = (value: string): Shard => {
  const [part = 0, of = 0] = value.split('/').map(Number);
  if (!/^\d+\/\d+$/u.test(value) || part < 1 || part > of)
    throw new InvalidArgumentError('It must be like 3/8: the third of eight parts.');
  return { part, of };
};

/** The runs of a shard; all runs without one. Each run is in exactly one shard. */
export const rangeOf = ({ runs, shard = { part: 1, of: 1 } }: SimulateOptions): RunRange => {
  const { part, of } = shard;
  return { from: Math.floor((runs * (part - 1)) / of), to: Math.floor((runs * part) / of) };
};

/** Adds the options. */
export const addSimulateOptions = (command: Command): Command =>
  command
    .option('--runs <number>', 'how many runs', positive, RUNS)
    .option('--seed <number>', 'the random seed', wholeNumber, SEED)
    .option('--years <number>', 'how long each run is measured, instead of the horizon', positive)
    .option('--workers <number>', 'how many worker threads; 0 for none', wholeNumber, 0)
    .option(
      '--compare <scenario>',
      'compare with another scenario, which meets the same luck',
      nonEmpty,
    )
    .option(
      '--vary <path=values>',
      'also with other values, such as faults[0].every.exponential=500d,1500d',
      nonEmpty,
    )
    .option(
      '--until-ci <figure>',
      "stop when an interval is short, such as 'RecoveryPoint.p99 < 5%'",
      nonEmpty,
    )
    .option(
      '--campaign <file>',
      'save the runs to this file every ten seconds, and resume from it if it exists',
      nonEmpty,
    )
    .option('--shard <i/n>', 'only the i-th of n parts of the runs; needs --campaign', shardFrom)
    .option(...JSON_OPTION);
