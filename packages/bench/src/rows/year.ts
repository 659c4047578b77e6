/**
 * A year of a fleet's daily backups, all at once and change by change.
 *
 * @module
 */
import { DAY_MS } from '@hsm-lifecycle/core';
import { advanceFleet, eachDue, type Fleet } from '@hsm-lifecycle/core/fleet';
import { elapsed } from '../measure/medians.ts';
import { dueMove } from '../peers/due.ts';
import { xstate } from '../peers/xstate.ts';
import { digits, type Options, type Row, type Section } from '../report/row.ts';
import type { PeerCluster } from '../work/peer.ts';
import { clusterOf, grown, type GrownFleet } from '../work/grown-fleet.ts';
import { must } from '../work/must.ts';
import { shown } from '../work/shown.ts';

const DAYS = 365;
const MICROSECONDS = 1_000_000;
const KIB_PER_MIB = 1024;
const MEMORY_MIB_MAX = 1024;
const TIMES_XSTATE = 10;
/** XState runs the year for this part of the clusters only: its cost grows with their number. */
const XSTATE_PART = 1 / 10;

type Way = {
  readonly name: string;
  /** Whether the row has a target, or is only for comparison. */
  readonly isJudged: boolean;
  readonly live: (fleet: Fleet, at: number) => number;
};

const atOnce: Way = {
  name: 'advanceFleet',
  isJudged: true,
  live: (fleet, at) => must(advanceFleet(fleet, { at }))[1].length,
};

const oneByOne: Way = {
  name: 'eachDue',
  isJudged: false,
  live: (fleet, at) => {
    let count = 0;
    for (const _ of must(eachDue(fleet, { at }))) count += 1;
    return count;
  },
};

/** A cluster's year as an XState machine that gets each move when it is due. */
const liveInXState = (start: PeerCluster, at: number): number => {
  const peer = xstate(start);
  let snapshot = peer.begin();
  let count = 0;
  for (
    let move = dueMove(snapshot.context);
    move !== undefined && move.at <= at;
    move = dueMove(snapshot.context)
  ) {
    snapshot = peer.apply(snapshot, move);
    count += 1;
  }
  return count;
};

/** Seconds that XState would take for as many events as a fleet's year has. */
const xstateSeconds = (grownFleet: GrownFleet, events: number): number => {
  const { fleet, clusterIds } = grownFleet;
  const some = clusterIds.slice(0, clusterIds.length * XSTATE_PART);
  const starts = some.map((clusterId) => shown(clusterOf(grownFleet, clusterId)));
  const at = fleet.asOf + DAYS * DAY_MS;
  let count = 0;
  const took = elapsed(() => starts.forEach((start) => (count += liveInXState(start, at))));
  if (Math.abs(count / some.length - events / clusterIds.length) > 1)
    throw new Error(`XState does other work: ${count} moves of ${some.length} clusters`);
  return ((took / count) * events) / 1000;
};

const rows = ({ name, isJudged, live }: Way, { isQuick }: Options): readonly Row[] => {
  const clusters = isQuick ? 100 : 1000;
  const grownFleet = grown({ clusters, backups: 1, accounts: 1 });
  const { fleet } = grownFleet;
  let events = 0;
  const processor = process.cpuUsage();
  const seconds = elapsed(() => (events = live(fleet, fleet.asOf + DAYS * DAY_MS))) / 1000;
  const { user, system } = process.cpuUsage(processor);
  const memoryMiB = process.resourceUsage().maxRSS / KIB_PER_MIB;
  const work = `${name}, ${clusters} clusters, ${DAYS} days, ${events} events`;
  const verdict = (isMet: boolean): boolean | undefined => (isQuick ? undefined : isMet);
  const ratio = xstateSeconds(grownFleet, events) / seconds;
  const memory: Row = {
    work: `${name}, peak memory of the process`,
    figure: `${digits(memoryMiB)} MiB`,
  };
  const least = isJudged ? TIMES_XSTATE : undefined;
  return [
    {
      work: `${work}, rate against XState 5 transition`,
      figure: `${digits(ratio)}x`,
      target: least && `at least ${least}x`,
      isMet: least && verdict(ratio >= least),
    },
    { work, figure: `${digits(seconds)} s` },
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
