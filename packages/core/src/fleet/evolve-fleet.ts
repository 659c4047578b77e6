/**
 * The fold of an estate.
 *
 * @module
 */
import { own } from '../kernel/own.ts';
import { evolve, initialState } from '../evolve/evolve.ts';
import type { HolderEvent } from '../state/event.ts';
import { absorb } from './absorb.ts';
import { changedFleet, stemIn, type Fleet, type Quotas } from './fleet.ts';
import type { EstateEvent, FleetEvent } from './fleet-event.ts';

type EventData<Type extends EstateEvent['type']> = Extract<EstateEvent, { readonly type: Type }>['data'];

const without = <Value>(record: Readonly<Record<string, Value>>, key: string): Readonly<Record<string, Value>> => {
  const { [key]: _gone, ...rest } = record;
  return Object.freeze(rest);
};

const quotaWith = (quota: Partial<Quotas> | undefined, { clusters, hsms }: EventData<'QuotaSet'>): Partial<Quotas> =>
  Object.freeze({ ...quota, ...(clusters !== undefined && { clusters }), ...(hsms !== undefined && { hsms }) });

/** Applies an event of the estate as a whole. */
export const evolveEstate = (fleet: Fleet, { type, data }: EstateEvent): Fleet =>
  changedFleet(fleet, data.at, (after) => {
    const { region } = data;
    switch (type) {
      case 'RegionLost':
        after.lost = Object.freeze({ ...fleet.lost, [region]: data.kind });
        return;
      case 'RegionRecovered':
        after.lost = without(fleet.lost, region);
        return;
      case 'QuotaSet':
        after.regionQuotas = Object.freeze({ ...fleet.regionQuotas, [region]: quotaWith(own(fleet.regionQuotas, region), data) });
    }
  });

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
