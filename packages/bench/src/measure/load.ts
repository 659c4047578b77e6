/**
 * Puts load on a server from several callers.
 *
 * @module
 */
import { digits } from '../report/row.ts';
import type { Server } from '../work/servers.ts';
import { elapsedTurn } from './turns.ts';

/** How many callers ask at a time. */
export const CALLERS = 8;

const PERCENT = 100;

const percentile = (values: readonly number[], percent: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor(((values.length - 1) * percent) / PERCENT)] ?? 0;

/** Requests a second, latencies in milliseconds, and the server's CPU for a request. */
export type Load = {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** In milliseconds; undefined where the system does not say. */
  readonly cpuMs: number | undefined;
};

const spent = (
  before: number | undefined,
  after: number | undefined,
  requests: number,
): number | undefined =>
  before === undefined || after === undefined ? undefined : (after - before) / requests;

/** Gives some requests, each caller one after the other. */
export const loaded = async (
  requests: number,
  { cpu }: Pick<Server, 'cpu'>,
  ask: (index: number) => Promise<unknown>,
): Promise<Load> => {
  const noted: number[] = [];
  const before = cpu();
  let next = 0;
  const caller = async (): Promise<void> => {
    while (next < requests) {
      const index = next;
      next += 1;
      // A caller waits for its answer.
      // oxlint-disable-next-line no-await-in-loop
      noted.push(await elapsedTurn(() => ask(index)));
    }
  };
  const took = await elapsedTurn(() => Promise.all(Array.from({ length: CALLERS }, caller)));
  return {
    perSecond: (requests * 1000) / took,
    p50: percentile(noted, 50),
    p99: percentile(noted, 99),
    cpuMs: spent(before, cpu(), requests),
  };
};

/** A load in words. */
export const loadText = ({ perSecond, p50, p99, cpuMs }: Load): string => {
  const cpu = cpuMs === undefined ? '' : `, CPU ${digits(cpuMs)} ms`;
  return `${digits(perSecond)}/s, p50 ${digits(p50)} ms, p99 ${digits(p99)} ms${cpu}`;
};

/** How much less CPU a request costs; where the system does not say, how many more a second. */
export const ratioOf = (own: Load, peer: Load): number =>
  own.cpuMs === undefined || peer.cpuMs === undefined
    ? own.perSecond / peer.perSecond
    : peer.cpuMs / own.cpuMs;
