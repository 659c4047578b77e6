/**
 * Losing and recovering a zone, and zones without HSMs.
 *
 * @module
 */
import { left, right, type Either } from '../kernel/either.ts';
import { equal } from '../kernel/equal.ts';
import type { CommandOf } from '../transitions/command.ts';
import { evolveCluster } from '../evolve/evolve.ts';
import type { ZoneNotOffered, ZoneOutOfReach } from '../rules/cluster-refusals.ts';
import type { ZoneAlreadyLost, ZoneNotLost } from '../rules/model-refusals.ts';
import type { Cluster } from '../model/cluster.ts';
import type { ClusterEvent } from '../model/event.ts';
import type { EpochMillis } from '../model/instant.ts';
import type { AvailabilityZone } from '../model/placement.ts';
import { hsmFailure } from '../time/hsm-failure.ts';
import { initializationEnded } from '../time/initialization-ended.ts';
import type { Fleet } from './fleet.ts';
import { clustersMoved, type Upheaval } from './upheaval.ts';

/** What a cluster loses with a zone: each HSM there fails, in order of arrival. */
const losing = (
  before: Cluster,
  availabilityZone: AvailabilityZone,
  at: EpochMillis,
): readonly ClusterEvent[] => {
  if (
    before.phase === 'DELETED' ||
    before.subnets.every((it) => it.availabilityZone !== availabilityZone)
  )
    return [];
  const reason = `${availabilityZone} was lost.`;
  const events: ClusterEvent[] = [{ type: 'ClusterZoneLost', data: { at, availabilityZone } }];
  for (const { hsmId } of before.hsms) {
    const now = events.reduce(evolveCluster, before);
    const it = now.hsms.find((each) => each.hsmId === hsmId);
    if (it?.availabilityZone !== availabilityZone || it.state === 'DEGRADED') continue;
    events.push(...initializationEnded(now, at));
    events.push(...hsmFailure(now, it, { at, reason }));
  }
  return events;
};

/** Loses a zone: its HSMs fail in each cluster with a subnet there. */
export const loseZone = (
  fleet: Fleet,
  { data: { at, availabilityZone } }: CommandOf<'LoseZone'>,
): Either<ZoneAlreadyLost, Upheaval> => {
  if (fleet.lostZones.includes(availabilityZone))
    return left({ _tag: 'ZoneAlreadyLost', rule: 'M-7', availabilityZone });
  const moves = clustersMoved(fleet, (it) => losing(it, availabilityZone, at));
  return right({ event: { type: 'ZoneLost', data: { at, availabilityZone } }, moves });
};

/** Recovers a zone: from now on failures there are detected again. */
export const recoverZone = (
  fleet: Fleet,
  { data: { at, availabilityZone } }: CommandOf<'RecoverZone'>,
): Either<ZoneNotLost, Upheaval> => {
  if (!fleet.lostZones.includes(availabilityZone))
    return left({ _tag: 'ZoneNotLost', rule: 'M-7', availabilityZone });
  const moves = clustersMoved(fleet, (it) =>
    it.lostZones.includes(availabilityZone)
      ? [{ type: 'ClusterZoneRecovered', data: { at, availabilityZone } }]
      : [],
  );
  return right({ event: { type: 'ZoneRecovered', data: { at, availabilityZone } }, moves });
};

/**
 * Says in which zones CloudHSM is not offered; HSMs that are there stay. `undefined` if it is so
 * already.
 */
export const setZonesWithoutHsms = (
  fleet: Fleet,
  { data: { at, availabilityZones } }: CommandOf<'SetZonesWithoutHsms'>,
): Either<never, Upheaval | undefined> =>
  equal([...availabilityZones], [...fleet.zonesWithoutHsms])
    ? right(undefined)
    : right({ event: { type: 'ZonesWithoutHsmsSet', data: { at, availabilityZones } }, moves: [] });

/** Says why no HSM can be made in a zone, if so. */
export const zoneRefusal = (
  { lostZones, zonesWithoutHsms }: Fleet,
  availabilityZone: AvailabilityZone,
): ZoneOutOfReach | ZoneNotOffered | undefined => {
  if (zonesWithoutHsms.includes(availabilityZone))
    return { _tag: 'ZoneNotOffered', rule: 'F-245', availabilityZone };
  return lostZones.includes(availabilityZone)
    ? { _tag: 'ZoneOutOfReach', rule: 'U-51', availabilityZone }
    : undefined;
};
