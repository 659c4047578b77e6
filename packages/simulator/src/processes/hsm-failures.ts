/**
 * HSMs that fail at random.
 *
 * @module
 */
import type { AvailabilityZone, Hsm } from '@hsm-lifecycle/core';
import { holderIn, type Fleet } from '@hsm-lifecycle/core/fleet';
import { fleetReading } from '@hsm-lifecycle/runbooks';
import type { Act, Process, Reaction, Timer } from '../life/process.ts';
import { isMemoryless, type Distribution } from '../random/distribution.ts';

/** The options of `hsmFailuresProcess`. */
export type HsmFailures = {
  /** How long an HSM works until it fails. */
  readonly every: Distribution;
};

/** An HSM and the one that replaces it share a place, and the new one stands for both. */
const placesIn = (
  fleet: Fleet,
  zone: AvailabilityZone,
): readonly { readonly clusterId: string; readonly hsm: Hsm }[] =>
  fleetReading(fleet).clusters.flatMap(({ clusterId, hsms }) => {
    const replaced = new Set(hsms.map(({ replaces }) => replaces));
    return hsms
      .filter((it) => it.availabilityZone === zone && !replaced.has(it.hsmId))
      .map((hsm) => ({ clusterId, hsm }));
  });

/** How many clocks each zone has. */
type Clocks = Readonly<Record<AvailabilityZone, number>>;

/** Each zone of a cluster has a clock for each HSM there, and at least two. */
const CLOCKS_MIN = 2;

const wanted = (fleet: Fleet): Clocks => {
  const zones = fleetReading(fleet).clusters.flatMap(({ subnets }) =>
    subnets.map(({ availabilityZone }) => availabilityZone),
  );
  return Object.fromEntries(
    [...new Set(zones)].map((zone) => [zone, Math.max(CLOCKS_MIN, placesIn(fleet, zone).length)]),
  );
};

const clock = (zone: AvailabilityZone, place: number, every: Distribution): Timer => ({
  subject: `${zone}/${place}`,
  about: { what: 'PLACE', id: zone, number: place },
  after: every,
});

/** Adds the clocks that are missing. */
const grown = (clocks: Clocks, fleet: Fleet, every: Distribution): Reaction<Clocks> => {
  const timers: Timer[] = [];
  const after: Record<AvailabilityZone, number> = { ...clocks };
  for (const [zone, count] of Object.entries(wanted(fleet))) {
    const has = after[zone] ?? 0;
    for (let place = has; place < count; place += 1) timers.push(clock(zone, place, every));
    after[zone] = Math.max(has, count);
  }
  return [after, timers];
};

/**
 * Clocks of places, in calendar time, that hit whoever is there, joining and leaving HSMs too. For
 * failures without memory this is exact, and two policies meet the same failures.
 */
const byPlace = ({ every }: HsmFailures): Process<Clocks> => ({
  name: 'HsmFailures',
  kind: 'FAULT',
  sees: ['ClusterCreating', 'ClusterRestoring', 'ClusterObserved', 'HsmAdding'],
  begin: ({ world }) => grown({}, world.fleet, every),
  see: (clocks, _, { world }) => grown(clocks, world.fleet, every),
  wake: (clocks, { about }, { world: { fleet, at } }) => {
    const { id: zone = '', number: place = 0 } = about;
    const hit = placesIn(fleet, zone)[place];
    const acts: readonly Act[] =
      hit === undefined
        ? []
        : [{ type: 'FailHsm', data: { at, clusterId: hit.clusterId, hsmId: hit.hsm.hsmId } }];
    return { state: clocks, acts, timers: [clock(zone, place, every)] };
  },
});

const ageing = ({ hsmId, availabilityZone }: Hsm, every: Distribution): Timer => ({
  subject: availabilityZone,
  about: { what: 'HSM', id: hsmId },
  after: every,
});

const newHsmOf = (fleet: Fleet, hsmId: string): readonly Hsm[] => {
  const holder = holderIn(fleet, hsmId);
  return holder?.kind === 'CLUSTER' ? holder.hsms.filter((it) => it.hsmId === hsmId) : [];
};

/** A clock for each HSM, which starts with it: for those that wear out. */
const byHsm = ({ every }: HsmFailures): Process<undefined> => ({
  name: 'HsmFailures',
  kind: 'FAULT',
  sees: ['HsmAdded', 'HsmReplaced', 'HsmMigrated'],
  begin: ({ world }) => [
    undefined,
    fleetReading(world.fleet).clusters.flatMap(({ hsms }) => hsms.map((it) => ageing(it, every))),
  ],
  see: (_, { event }, { world }) => {
    const { data } = event;
    const id = 'newHsmId' in data ? data.newHsmId : 'hsmId' in data ? data.hsmId : '';
    return [undefined, newHsmOf(world.fleet, id ?? '').map((it) => ageing(it, every))];
  },
  wake: (_, { about }, { world: { fleet, at } }) => {
    const { id: hsmId = '' } = about;
    const holder = holderIn(fleet, hsmId);
    const acts: readonly Act[] =
      holder?.kind === 'CLUSTER'
        ? [{ type: 'FailHsm', data: { at, clusterId: holder.clusterId, hsmId } }]
        : [];
    return { state: undefined, acts };
  },
});

/**
 * HSMs that fail. If `every` is exponential, each place of a zone has a clock, in calendar time,
 * that hits the HSM which is there; otherwise each HSM has a clock that starts when it joins.
 */
export const hsmFailuresProcess = (options: HsmFailures): Process =>
  isMemoryless(options.every) ? byPlace(options) : byHsm(options);
