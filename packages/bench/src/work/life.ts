/**
 * The life of a fleet under a host's edition, event by event, as in a runtime's log.
 *
 * @module
 */
import { DAY_MS, HOUR_MS, type Command } from '@hsm-lifecycle/core';
import {
  advanceFleet,
  emptyFleet,
  step,
  type Fleet,
  type FleetEvent,
} from '@hsm-lifecycle/core/fleet';
import { hostEdition } from '@hsm-lifecycle/runtime';
import { REGION, ZONE } from './grown-fleet.ts';
import { must } from './must.ts';

const BEGINNING = Date.UTC(2026, 0, 1);
const SUBNETS = [{ subnetId: 'subnet-00000000000000001', availabilityZone: ZONE }];

/** A fleet, and the events that led to it from the fleet before. */
export type Stretch = { readonly fleet: Fleet; readonly events: readonly FleetEvent[] };

const obeyed = (fleet: Fleet, commands: readonly Command[]): Stretch => {
  let now = fleet;
  const events: FleetEvent[] = [];
  for (const command of commands) {
    const [after, own] = must(step(now, command));
    now = after;
    events.push(...own);
  }
  return { fleet: now, events };
};

/** A host's reports: every backup is READY, every HSM is ACTIVE. */
const settled = (before: Stretch): Stretch => {
  const at = before.fleet.asOf;
  const commands = before.events.flatMap(({ event }): Command[] => {
    if (event.type === 'BackupCreating')
      return [{ type: 'Settle', data: { at, id: event.data.backupId, outcome: 'SUCCEEDED' } }];
    return event.type === 'HsmAdding'
      ? [{ type: 'Settle', data: { at, id: event.data.hsmId, outcome: 'SUCCEEDED' } }]
      : [];
  });
  const { fleet, events } = obeyed(before.fleet, commands);
  return { fleet, events: [...before.events, ...events] };
};

const waited = (fleet: Fleet, at: number): Stretch => {
  const [after, events] = must(advanceFleet(fleet, { at }));
  return settled({ fleet: after, events });
};

type Asked = (clusterId: string, at: number) => Command;

const BEGINNINGS: readonly Asked[] = [
  (clusterId, at) => ({ type: 'AddHsm', data: { at, clusterId, availabilityZone: ZONE } }),
  (clusterId, at) => ({ type: 'Initialize', data: { at, clusterId } }),
  (clusterId, at) => ({ type: 'Activate', data: { at, clusterId } }),
];

/**
 * Generates a life: clusters with one HSM each, a backup a day, retention of 90 days.
 *
 * @param clusters - how many clusters
 * @param events - the life ends with the day on which it reaches this number of events
 * @returns one stretch after another; the first starts from nothing
 */
export function* life(clusters: number, events: number): Generator<Stretch, void, undefined> {
  const data = {
    at: BEGINNING,
    region: REGION,
    hsmType: 'hsm2m.medium',
    mode: 'FIPS',
    subnets: SUBNETS,
  } as const;
  const creations = Array.from({ length: clusters }, (): Command => ({
    type: 'CreateCluster',
    data,
  }));
  let stretch = obeyed(
    must(emptyFleet({ at: 0, edition: hostEdition, quotas: 'NONE' })),
    creations,
  );
  yield stretch;
  let made = stretch.events.length;
  const clusterIds = [...stretch.fleet.holders.values()].flatMap((it) =>
    it.kind === 'CLUSTER' ? [it.clusterId] : [],
  );
  for (const [index, asked] of BEGINNINGS.entries()) {
    stretch = waited(stretch.fleet, BEGINNING + (index + 1) * HOUR_MS);
    yield stretch;
    const at = BEGINNING + (index + 1) * HOUR_MS;
    stretch = settled(
      obeyed(
        stretch.fleet,
        clusterIds.map((clusterId) => asked(clusterId, at)),
      ),
    );
    yield stretch;
  }
  for (let day = 1; made < events; day += 1) {
    stretch = waited(stretch.fleet, BEGINNING + day * DAY_MS);
    made += stretch.events.length;
    yield stretch;
  }
}
