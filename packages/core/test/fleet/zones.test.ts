import { describe, expect, it } from '@jest/globals';
import { left, right } from 'fp-ts/lib/Either.js';
import { HOUR_MS, type Command } from '@hsm-lifecycle/core';
import { fleetFromJson, fleetToJson } from '@hsm-lifecycle/core/codec';
import { advanceFleet, clusterIn, equalFleets, step, type Fleet } from '@hsm-lifecycle/core/fleet';
import { accepted, freshFleet, subnets } from '@hsm-lifecycle/testing';
import { at, clusterId, exampleFleet, ordered } from './world.ts';

const cluster = (fleet: Fleet) => {
  const found = clusterIn(fleet, clusterId);
  if (found === undefined) throw new Error('no cluster');
  return found;
};
const { hsms } = cluster(exampleFleet);
const [first = '', second = ''] = hsms.map(({ hsmId }) => hsmId);
const zone = hsms[0]?.availabilityZone ?? '';
const losing: Command = { type: 'LoseZone', data: { at, availabilityZone: zone } };
const recovering = (when: number): Command => ({
  type: 'RecoverZone',
  data: { at: when, availabilityZone: zone },
});
const adding: Command = { type: 'AddHsm', data: { at, clusterId, availabilityZone: zone } };
const typesOf = (fleet: Fleet, command: Command) =>
  accepted(step(fleet, command))[1].map(({ event }) => event.type);
const within = (fleet: Fleet, ms: number) =>
  accepted(advanceFleet(fleet, { at: fleet.asOf + ms }))[1].map(({ event }) => event.type);

describe('a lost zone', () => {
  it('takes along what its HSMs hold, in clusters with a subnet there (U-51)', () => {
    expect(typesOf(exampleFleet, losing)).toEqual(['ZoneLost', 'ClusterZoneLost', 'HsmDegraded']);
    const lost = ordered(exampleFleet, losing);
    expect(lost.lostZones).toEqual([zone]);
    expect(cluster(lost)).toMatchObject({
      lostZones: [zone],
      hsms: [{ hsmId: first, state: 'DEGRADED', failedAt: at, access: undefined }, hsms[1]],
    });
    const elsewhere: Command = { type: 'LoseZone', data: { at, availabilityZone: 'sa-east-1a' } };
    expect(typesOf(exampleFleet, elsewhere)).toEqual(['ZoneLost']);
  });

  it('fails what joins, leaves or is replaced there', () => {
    const busy = ordered(exampleFleet, adding, {
      type: 'ReplaceHsm',
      data: { at, clusterId, hsmId: first },
    });
    expect(typesOf(busy, losing)).toEqual([
      'ZoneLost',
      'ClusterZoneLost',
      'HsmDegraded',
      'BackupCreationFailed',
      'HsmAdditionFailed',
      'HsmReplacementFailed',
    ]);
    const leaving = ordered(exampleFleet, {
      type: 'RemoveHsm',
      data: { at, clusterId, hsmId: first },
    });
    expect(typesOf(leaving, losing)).toEqual([
      'ZoneLost',
      'ClusterZoneLost',
      'HsmDegraded',
      'BackupCreationFailed',
      'HsmRemovalFailed',
    ]);
  });

  it('takes no new HSM and no replacement, and detects failures anew when it is back (U-51)', () => {
    const lost = ordered(exampleFleet, losing);
    const refusal = left({ _tag: 'ZoneOutOfReach', rule: 'U-51', availabilityZone: zone });
    expect(step(lost, adding)).toEqual(refusal);
    expect(step(lost, { type: 'ReplaceHsm', data: { at, clusterId, hsmId: first } })).toEqual(
      refusal,
    );
    expect(within(lost, 20 * HOUR_MS)).not.toContain('HsmReplacing');
    const back = ordered(lost, recovering(at + 5 * HOUR_MS));
    expect(back.lostZones).toEqual([]);
    expect(cluster(back).lostZones).toEqual([]);
    expect(cluster(back).hsms[1]).toBe(cluster(lost).hsms[1]);
    expect(within(back, HOUR_MS - 1)).not.toContain('HsmReplacing');
    expect(within(back, HOUR_MS)).toContain('HsmReplacing');
  });

  it('leaves the HSMs of other zones alone', () => {
    const lost = ordered(exampleFleet, losing);
    const replacing: Command = { type: 'ReplaceHsm', data: { at, clusterId, hsmId: second } };
    expect(typesOf(lost, replacing)).toEqual(['HsmReplacing']);
  });

  it('is refused to clusters that are made while it is lost, too', () => {
    const region = zone.slice(0, -1);
    const made = ordered(freshFleet({ at }), losing, {
      type: 'CreateCluster',
      data: {
        at,
        region,
        hsmType: 'hsm2m.medium',
        mode: 'FIPS',
        subnets: [{ subnetId: 'subnet-0f1e2d3c', availabilityZone: zone }],
      },
    });
    const [holder] = made.holders.values();
    const id = holder?.kind === 'CLUSTER' ? holder.clusterId : '';
    const command: Command = {
      type: 'AddHsm',
      data: { at: at + HOUR_MS, clusterId: id, availabilityZone: zone },
    };
    expect(step(made, command)).toEqual(
      left({ _tag: 'ZoneOutOfReach', rule: 'U-51', availabilityZone: zone }),
    );
    expect(typesOf(made, recovering(at + HOUR_MS))).toEqual(['ClusterCreated', 'ZoneRecovered']);
  });

  it('ends an initialization that its HSM was going through (F-75)', () => {
    const place = subnets(1)[0]?.availabilityZone ?? '';
    const creating = ordered(freshFleet({ at }), {
      type: 'CreateCluster',
      data: {
        at,
        region: place.slice(0, -1),
        hsmType: 'hsm2m.medium',
        mode: 'FIPS',
        subnets: subnets(1),
      },
    });
    const [holder] = creating.holders.values();
    const id = holder?.kind === 'CLUSTER' ? holder.clusterId : '';
    const going = ordered(
      creating,
      { type: 'AddHsm', data: { at: at + HOUR_MS, clusterId: id, availabilityZone: place } },
      { type: 'Initialize', data: { at: at + 2 * HOUR_MS, clusterId: id } },
    );
    expect(
      typesOf(going, {
        type: 'LoseZone',
        data: { at: at + 2 * HOUR_MS, availabilityZone: place },
      }),
    ).toEqual(['ZoneLost', 'ClusterZoneLost', 'ClusterInitializationFailed', 'HsmDegraded']);
  });

  it('passes by a deleted cluster, and an HSM that had failed already', () => {
    const failed = ordered(exampleFleet, {
      type: 'FailHsm',
      data: { at, clusterId, hsmId: first },
    });
    expect(typesOf(failed, losing)).toEqual(['ZoneLost', 'ClusterZoneLost']);
    const remove = (hsmId: string): Command => ({
      type: 'RemoveHsm',
      data: { at, clusterId, hsmId },
    });
    const deleted = ordered(
      exampleFleet,
      ...hsms.map(({ hsmId }) => remove(hsmId)),
      { type: 'DeleteCluster', data: { at: at + HOUR_MS, clusterId } },
      { type: 'Advance', data: { at: at + 2 * HOUR_MS } },
    );
    const later: Command = { type: 'LoseZone', data: { at: deleted.asOf, availabilityZone: zone } };
    expect(typesOf(deleted, later)).toEqual(['ZoneLost']);
  });

  it('is lost once, and recovers once (M-7)', () => {
    expect(step(ordered(exampleFleet, losing), losing)).toEqual(
      left({ _tag: 'ZoneAlreadyLost', rule: 'M-7', availabilityZone: zone }),
    );
    expect(step(exampleFleet, recovering(at))).toEqual(
      left({ _tag: 'ZoneNotLost', rule: 'M-7', availabilityZone: zone }),
    );
  });
});

describe('a zone without HSMs', () => {
  const saying: Command = { type: 'SetZonesWithoutHsms', data: { at, availabilityZones: [zone] } };

  it('is refused when an HSM is to be made there, not before (F-245)', () => {
    const bare = ordered(exampleFleet, saying);
    expect(step(bare, adding)).toEqual(
      left({ _tag: 'ZoneNotOffered', rule: 'F-245', availabilityZone: zone }),
    );
    expect(typesOf(bare, { ...losing })).toContain('HsmDegraded');
    const none: Command = { type: 'SetZonesWithoutHsms', data: { at, availabilityZones: [] } };
    expect(typesOf(ordered(bare, none), adding)).toContain('HsmAdding');
  });

  it('is said once (U-17)', () => {
    const bare = ordered(exampleFleet, saying);
    expect(step(bare, saying)).toEqual(right([bare, []]));
  });

  it('is written down, like a lost one', () => {
    const fleet = ordered(exampleFleet, saying, losing);
    const read = fleetFromJson(fleetToJson(fleet));
    expect(read._tag === 'Right' && equalFleets(read.right, fleet)).toBe(true);
    expect(equalFleets(fleet, ordered(exampleFleet, saying))).toBe(false);
  });
});
