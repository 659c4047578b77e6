/**
 * The fold of a fleet.
 *
 * @module
 */
import { undraft } from '../kernel/draft.ts';
import { excerpt } from '../kernel/excerpt.ts';
import { invariant } from '../kernel/invariant.ts';
import { appended, kept } from '../kernel/list.ts';
import { own } from '../kernel/own.ts';
import { written } from '../kernel/tree.ts';
import type { Writable } from '../kernel/writable.ts';
import { checkedEvent, evolve, initialState } from '../evolve/evolve.ts';
import { accountRegionKey } from '../model/account.ts';
import type { HolderEvent } from '../model/event.ts';
import { holderIdOf, isGone } from '../model/holder.ts';
import type { HolderId } from '../model/ids.ts';
import type { Region } from '../model/placement.ts';
import { absorb } from './absorb.ts';
import { changedFleet, stemIn, type Fleet, type Quotas } from './fleet.ts';
import type { FleetEvent, FleetWideEvent, FleetWideEventOf } from './fleet-event.ts';

const without = <Value>(
  record: Readonly<Record<string, Value>>,
  key: string,
): Readonly<Record<string, Value>> => {
  const { [key]: _gone, ...rest } = record;
  return Object.freeze(rest);
};

/** Drops what accounts use in a region. */
const withoutRegion = (usage: Fleet['usage'], region: Region): Fleet['usage'] =>
  written(
    usage,
    [...usage.entries()].flatMap(([key]) =>
      key.endsWith(`/${region}`) ? [[key, undefined] as const] : [],
    ),
  );

const quotaWith = (
  quota: Partial<Quotas> | undefined,
  { clusters, hsms }: FleetWideEventOf<'QuotaSet'>['data'],
): Partial<Quotas> =>
  Object.freeze({
    ...quota,
    ...(clusters !== undefined && { clusters }),
    ...(hsms !== undefined && { hsms }),
  });

const forget = (after: Writable<Fleet>, id: HolderId): void => {
  const stem = stemIn(after, id);
  const holder = stem === undefined ? undefined : after.holders.get(stem);
  invariant(
    stem !== undefined && holder !== undefined && holderIdOf(holder) === id && isGone(holder),
    `${id} is not gone`,
  );
  after.holders = written(after.holders, [[stem, undefined]]);
  after.forgotten = written(after.forgotten, [[stem, id]]);
};

/** Applies an event of the fleet as a whole. */
const evolveFleetWide = (fleet: Fleet, { type, data }: FleetWideEvent): Fleet =>
  changedFleet(fleet, data.at, (after) => {
    switch (type) {
      case 'RegionLost':
        after.lost = Object.freeze({ ...fleet.lost, [data.region]: data.kind });
        if (data.kind === 'DESTROYED') after.usage = withoutRegion(fleet.usage, data.region);
        return;
      case 'RegionRecovered':
        after.lost = without(fleet.lost, data.region);
        return;
      case 'QuotaSet': {
        const key = accountRegionKey(data);
        const quota = quotaWith(own(fleet.regionQuotas, key), data);
        after.regionQuotas = Object.freeze({ ...fleet.regionQuotas, [key]: quota });
        return;
      }
      case 'ZoneLost':
        after.lostZones = appended(fleet.lostZones, data.availabilityZone);
        return;
      case 'ZoneRecovered':
        after.lostZones = kept(fleet.lostZones, (it) => it !== data.availabilityZone);
        return;
      case 'ZonesWithoutHsmsSet':
        after.zonesWithoutHsms = Object.freeze([...data.availabilityZones]);
        return;
      case 'ClusterForgotten':
        forget(after, data.clusterId);
        return;
      case 'BackupCopyForgotten':
        forget(after, data.backupId);
    }
  });

const stemOfFirst = ({ type, data }: HolderEvent): string | undefined => {
  // Only first events tell.
  // eslint-disable-next-line typescript/switch-exhaustiveness-check
  switch (type) {
    case 'ClusterCreating':
    case 'ClusterRestoring':
    case 'BackupCopying':
      return data.stem;
    case 'ClusterObserved':
      return data.cluster.stem;
    case 'BackupCopyObserved':
      return data.copy.stem;
    default:
      return undefined;
  }
};

/**
 * Applies one event to a fleet. Replaying all events of a fleet gives the fleet.
 *
 * @throws InvariantViolation when the event cannot belong to the fleet
 */
export const evolveFleet = (given: Fleet, streamed: FleetEvent): Fleet => {
  invariant(
    typeof streamed === 'object' && streamed !== null && typeof streamed.stream === 'string',
    `${excerpt(streamed)} is not an event of a fleet`,
  );
  const { stream, event } = streamed;
  checkedEvent(event);
  const fleet = undraft(given);
  if (stream === 'fleet') return evolveFleetWide(fleet, event);
  const stem = stemOfFirst(event) ?? stemIn(fleet, stream);
  invariant(stem !== undefined, `${stream} is no id of this fleet`);
  const before = fleet.holders.get(stem);
  invariant(fleet.forgotten.get(stem) === undefined, `${stream} is forgotten`);
  const after = evolve(before ?? initialState, event);
  return absorb(fleet, [{ stem, before, after, events: [event] }], event.data.at);
};
