/**
 * A year of a fleet's daily backups, all at once and change by change.
 *
 * @module
 */
import { DAY_MS } from '@hsm-lifecycle/core';
import { advanceFleet, eachDue, type Fleet } from '@hsm-lifecycle/core/fleet';
import { elapsed } from '../measure/medians.ts';
import type { Options, Row, Section } from '../report/row.ts';
import { digits } from '../report/row.ts';
import { grown } from '../work/grown-fleet.ts';
import { must } from '../work/must.ts';

const DAYS = 365;
const MICROSECONDS = 1_000_000;
const KIB_PER_MIB = 1024;
const MEMORY_MIB_MAX = 1024;

type Way = {
  readonly name: string;
  readonly secondsMax: number;
  readonly live: (fleet: Fleet, at: number) => number;
};

const atOnce: Way = {
  name: 'advanceFleet',
  secondsMax: 5,
  live: (fleet, at) => must(advanceFleet(fleet, { at }))[1].length,
};

const oneByOne: Way = {
  name: 'eachDue',
  secondsMax: 15,
  live: (fleet, at) => {
    let count = 0;
    for (const _ of must(eachDue(fleet, { at }))) count += 1;
    return count;
  },
};

const rows = ({ name, secondsMax, live }: Way, { isQuick }: Options): readonly Row[] => {
  const clusters = isQuick ? 100 : 1000;
  const { fleet } = grown(clusters, 1);
  let events = 0;
  const processor = process.cpuUsage();
  const seconds = elapsed(() => (events = live(fleet, fleet.asOf + DAYS * DAY_MS))) / 1000;
  const { user, system } = process.cpuUsage(processor);
  const memoryMiB = process.resourceUsage().maxRSS / KIB_PER_MIB;
  const work = `${name}, ${clusters} clusters, ${DAYS} days, ${events} events`;
  const verdict = (isMet: boolean): boolean | undefined => (isQuick ? undefined : isMet);
  const memory: Row = {
    work: `${name}, peak memory of the process`,
    figure: `${digits(memoryMiB)} MiB`,
  };
  return [
    {
      work,
      figure: `${digits(seconds)} s`,
      target: `under ${secondsMax} s`,
      isMet: verdict(seconds < secondsMax),
    },
    {
      work: `${name}, of all processors' time`,
      figure: `${digits((user + system) / MICROSECONDS)} s`,
    },
    name === 'advanceFleet'
      ? { ...memory, target: 'under 1 GiB', isMet: verdict(memoryMiB < MEMORY_MIB_MAX) }
      : memory,
  ];
};

/** Measures `advanceFleet`, which returns all events. */
export const yearAtOnceSection = (options: Options): Section => ({
  title: 'A year at once: daily backups, retention of 90 days, purges',
  rows: rows(atOnce, options),
});

/** Measures `eachDue`, which holds one change at a time. */
export const yearOneByOneSection = (options: Options): Section => ({
  title: 'The same year, one change at a time',
  rows: rows(oneByOne, options),
});
