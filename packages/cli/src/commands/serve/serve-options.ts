/**
 * The options of `serve`.
 *
 * @module
 */
import { InvalidArgumentError, Option, type Command } from 'commander';
import { CLOCK_END } from '@hsm-lifecycle/aws';
import { editions, HOUR_MS, MINUTE_MS } from '@hsm-lifecycle/core';
import { nonEmpty, wholeNumber } from '../../options/option-values.ts';

/** What the options come to. */
export type ServeOptions = {
  readonly port: number;
  readonly host: string;
  readonly edition: string;
  readonly store?: string;
  readonly keys?: string;
  readonly subnets?: string;
  readonly credentials?: string;
  readonly defaultMode?: 'FIPS' | 'NON_FIPS';
  readonly sharing: 'POLICY' | 'RAM';
  readonly quotas: 'aws' | 'none';
  readonly virtual?: boolean;
  readonly start?: number;
  readonly tick?: number;
  readonly speed: number;
  readonly control?: boolean;
  readonly log?: boolean;
  readonly json?: boolean;
};

const UNITS: Readonly<Record<string, number>> = { s: 1000, m: MINUTE_MS, h: HOUR_MS };

/** Reads a span of time, such as `30s`, in milliseconds. */
const spanOf = (value: string): number => {
  const [, count, unit = ''] = /^(\d{1,9})([smh])$/u.exec(value) ?? [];
  const ms = UNITS[unit];
  if (count === undefined || ms === undefined)
    throw new InvalidArgumentError('It must be a span of time, such as 30s, 5m or 2h.');
  return Number(count) * ms;
};

const instantOf = (value: string): number => {
  const at = Date.parse(value);
  if (Number.isNaN(at) || at < 0)
    throw new InvalidArgumentError('It must be an instant, such as 2026-11-02T09:00:00Z.');
  if (at > CLOCK_END) throw new InvalidArgumentError('Time ends with the year 9999.');
  return at;
};

const PORT_MAX = 65_535;

const portOf = (value: string): number => {
  const port = wholeNumber(value);
  if (port > PORT_MAX) throw new InvalidArgumentError(`It must be 0 to ${PORT_MAX}.`);
  return port;
};

const SPEED_MAX = 1_000_000;

const speedOf = (value: string): number => {
  const speed = wholeNumber(value);
  if (speed < 1 || speed > SPEED_MAX)
    throw new InvalidArgumentError(`It must be 1 to ${SPEED_MAX}.`);
  return speed;
};

/** Why options do not go together, as a sentence; undefined if they do. */
export const optionsProblem = (options: ServeOptions): string | undefined => {
  const { virtual = false, start, tick, speed, keys, store } = options;
  const moved = tick === undefined ? '--start' : '--tick';
  if (!virtual && (start ?? tick) !== undefined)
    return `${moved} is for a clock that stands still: add --virtual, or leave out ${moved}`;
  if (virtual && speed !== 1)
    return '--speed is for a clock that runs: leave out --speed or --virtual';
  return keys !== undefined && store === undefined
    ? '--keys is for a store: add --store FILE, or leave out --keys'
    : undefined;
};

const STANDARD_PORT = 4570;

/** Adds the options of `serve` to its command. */
export const withServeOptions = (command: Command): Command =>
  command
    .option('--port <number>', 'where to listen; 0: any free port', portOf, STANDARD_PORT)
    .option('--host <address>', 'the address to listen at', nonEmpty, '127.0.0.1')
    .option('--store <file>', 'keep the fleet in this file; in memory if left out', nonEmpty)
    .option('--keys <file>', 'the key file, if it is not STORE-keys beside the store', nonEmpty)
    .addOption(
      new Option('--edition <name>', 'the edition of new clusters')
        .choices(Object.keys(editions))
        .default('aws2026'),
    )
    .addOption(
      new Option(
        '--default-mode <mode>',
        'the mode of new clusters for which none is given',
      ).choices(['FIPS', 'NON_FIPS']),
    )
    .addOption(
      new Option('--sharing <kind>', 'list shared backups as resource shares do, or not at all')
        .choices(['POLICY', 'RAM'])
        .default('POLICY'),
    )
    .addOption(
      new Option('--quotas <kind>', 'AWS’s quotas of clusters and HSMs, or none')
        .choices(['aws', 'none'])
        .default('aws'),
    )
    .option('--subnets <file>', 'the subnets that exist (JSON); any if left out', nonEmpty)
    .option('--credentials <file>', 'secret access keys by access key (JSON)', nonEmpty)
    .option('--speed <number>', 'how many times faster than the wall the clock runs', speedOf, 1)
    .option('--virtual', 'a clock that stands still until it is moved')
    .option('--start <instant>', 'where a virtual clock begins; now if left out', instantOf)
    .option('--tick <span>', 'each request moves a virtual clock by this, such as 30s', spanOf)
    .option('--control', 'serve /_control too: move time, activate, plan faults')
    .option('--log', 'print a line of JSON for each request')
    .option('--json', 'print one JSON document when it listens, for machines');
