/**
 * The fold of an estate.
 *
 * @module
 */
import { own } from '../kernel/own.ts';
import { evolve, initialState } from '../evolve/evolve.ts';
import type { HolderEvent } from '../state/event.ts';
import { absorb } from './absorb.ts';
import { stemIn, type Fleet } from './fleet.ts';
import type { EstateEvent, FleetEvent } from './fleet-event.ts';

const without = <Value>(record: Readonly<Record<string, Value>>, key: string): Readonly<Record<string, Value>> => {
  const { [key]: _gone, ...rest } = record;
  return Object.freeze(rest);
};

/** Applies an event of the estate as a whole. */
export const evolveEstate = (fleet: Fleet, { type, data }: EstateEvent): Fleet => {
  const { at: now, region } = data;
  switch (type) {
    case 'RegionLost':
      return Object.freeze({ ...fleet, now, lost: Object.freeze({ ...fleet.lost, [region]: data.kind }) });
    case 'RegionRecovered':
      return Object.freeze({ ...fleet, now, lost: without(fleet.lost, region) });
    case 'QuotaSet': {
      const { clusters, hsms } = data;
      const quota = {
        ...own(fleet.regionQuotas, region),
        ...(clusters !== undefined && { clusters }),
        ...(hsms !== undefined && { hsms }),
      };
      return Object.freeze({ ...fleet, now, regionQuotas: Object.freeze({ ...fleet.regionQuotas, [region]: Object.freeze(quota) }) });
    }
  }
};

const stemOfFirst = (event: HolderEvent): string | undefined =>
  event.type === 'ClusterCreated' || event.type === 'ClusterRestored' || event.type === 'BackupCopying' ? event.data.stem : undefined;

/**
 * Applies one event to an estate: an estate is what its events replay to.
 *
 * @throws InvariantViolation when the event cannot belong to the estate
 */
export const evolveFleet = (fleet: Fleet, { stream, event }: FleetEvent): Fleet => {
  if (stream === 'fleet') return evolveEstate(fleet, event);
  const stem = stemOfFirst(event) ?? stemIn(fleet, stream);
  const before = fleet.holders.get(stem);
  const after = evolve(before ?? initialState, event);
  return absorb(fleet, [{ stem, before, after, events: [event] }], event.data.at);
};
