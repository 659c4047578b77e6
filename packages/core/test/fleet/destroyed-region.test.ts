import { describe, expect, it } from '@jest/globals';
import { left } from 'fp-ts/lib/Either.js';
import { DAY_MS, editions, HOUR_MS, MINUTE_MS, type Command } from '@hsm-lifecycle/core';
import { fleetFromJson, fleetToJson } from '@hsm-lifecycle/core/codec';
import { advanceFleet, clusterIn, equalFleets, step, type Fleet } from '@hsm-lifecycle/core/fleet';
import { accepted, clustersIn, eventsOf, freshFleet, REGION } from '@hsm-lifecycle/testing';
import {
  at,
  clusterId,
  creation,
  exampleFleet,
  hsmIds,
  ordered,
  restoring,
  theCluster,
} from './world.ts';

const [first = 'none', second = 'none'] = hsmIds;

const losing = (when = at, kind: 'DESTROYED' | 'UNREACHABLE' = 'DESTROYED'): Command => ({
  type: 'LoseRegion',
  data: { at: when, region: REGION, kind },
});
const adding: Command = {
  type: 'AddHsm',
  data: { at, clusterId, availabilityZone: theCluster().hsms[0]?.availabilityZone ?? '' },
};
const removing: Command = { type: 'RemoveHsm', data: { at, clusterId, hsmId: first } };
const replacing: Command = { type: 'ReplaceHsm', data: { at, clusterId, hsmId: second } };
const typesOf = (fleet: Fleet, command: Command) =>
  eventsOf(step(fleet, command)).map(({ event }) => event.type);
const within = (fleet: Fleet, ms: number) =>
  accepted(advanceFleet(fleet, { at: fleet.asOf + ms }))[1].map(({ event }) => event.type);

const CHANGING = 'cluster-changing234';

/** A fleet whose only cluster changes its type, or later, complete, is on the way back. */
const changing = (later: readonly number[]): Fleet => {
  const of = { clusterId: CHANGING } as const;
  const made = ordered(
    freshFleet({ at, edition: editions.aws2024 }),
    { ...creation(), data: { ...creation().data, ...of, hsmType: 'hsm1.medium' } },
    { type: 'AddHsm', data: { at: at + HOUR_MS, ...of, availabilityZone: `${REGION}a` } },
    { type: 'Initialize', data: { at: at + 2 * HOUR_MS, ...of } },
    { type: 'Activate', data: { at: at + 3 * HOUR_MS, ...of } },
    { type: 'ChangeHsmType', data: { at: at + 4 * HOUR_MS, ...of, hsmType: 'hsm2m.medium' } },
  );
  return later.reduce(
    (now, ms) =>
      ordered(now, {
        type: 'ChangeHsmType',
        data: { at: now.asOf + ms, ...of, hsmType: 'hsm1.medium' },
      }),
    made,
  );
};

describe('a destroyed region (U-55)', () => {
  it('fails a backup and what waits for it, a replacement, and nothing follows', () => {
    const busy = ordered(exampleFleet, adding, replacing);
    const when = at + MINUTE_MS;
    expect(typesOf(busy, losing(when))).toEqual([
      'RegionLost',
      'ClusterIsolated',
      'BackupCreationFailed',
      'HsmAdditionFailed',
      'HsmReplacementFailed',
    ]);
    const destroyed = ordered(busy, losing(when));
    expect(theCluster(destroyed).hsms.map(({ state }) => state)).toEqual([
      'ACTIVE',
      'ACTIVE',
      'DEGRADED',
    ]);
    expect(within(destroyed, 3 * DAY_MS)).toEqual([]);
  });

  it.each([
    { what: 'keeps', later: [], phase: 'MODIFY_IN_PROGRESS', state: 'ACTIVE' },
    { what: 'loses', later: [HOUR_MS], phase: 'ROLLBACK_IN_PROGRESS', state: 'DEGRADED' },
  ])('fails a change of HSM type ($phase), which $what the HSM', ({ later, phase, state }) => {
    const before = changing(later);
    const when = before.asOf + 5 * MINUTE_MS;
    expect(typesOf(before, losing(when))).toContain('HsmMigrationFailed');
    const destroyed = ordered(before, losing(when));
    const [cluster] = clustersIn(destroyed);
    expect(cluster?.phase).toBe(phase);
    expect(cluster?.hsms).toMatchObject([{ state }]);
    expect(cluster?.hsms[0]?.migratesTo).toBeUndefined();
    expect(within(destroyed, DAY_MS)).toEqual([]);
  });

  it('fails a creation and a restore', () => {
    const made = ordered(exampleFleet, creation(), restoring());
    expect(typesOf(made, losing())).toEqual(
      expect.arrayContaining(['ClusterCreationFailed', 'ClusterRestoreFailed']),
    );
    expect(within(ordered(made, losing()), HOUR_MS)).toEqual([]);
  });

  it('drops the origin of a restored cluster with the last HSM that joins from it (U-52)', () => {
    const made = ordered(exampleFleet, restoring());
    const id = clustersIn(made).find((each) => each.clusterId !== clusterId)?.clusterId ?? '';
    const addingAt = (minute: number, zone: string): Command => ({
      type: 'AddHsm',
      data: {
        at: at + HOUR_MS + minute * MINUTE_MS,
        clusterId: id,
        availabilityZone: `${REGION}${zone}`,
      },
    });
    const joining = ordered(made, addingAt(0, 'a'), addingAt(9, 'b'), addingAt(11, 'b'));
    const when = at + HOUR_MS + 14 * MINUTE_MS;
    const before = accepted(advanceFleet(joining, { at: when }))[0];
    const restored = clusterIn(before, id);
    expect(restored?.hsms.map(({ joinsFrom }) => joinsFrom)).toEqual([
      undefined,
      'ORIGIN',
      'BACKUP',
    ]);
    expect(restored?.origin).toBeDefined();
    const lost = eventsOf(step(before, losing(when))).filter(({ stream }) => stream === id);
    expect(lost.map(({ event }) => event.type)).toEqual([
      'ClusterIsolated',
      'HsmAdditionFailed',
      'HsmAdditionFailed',
      'OriginDropped',
    ]);
    expect(clusterIn(ordered(before, losing(when)), id)?.origin).toBeUndefined();
  });

  it('fails an initialization', () => {
    const made = ordered(exampleFleet, creation());
    const fresh = [...made.holders.values()].find(
      (each) => each.kind === 'CLUSTER' && each.clusterId !== clusterId,
    );
    if (fresh?.kind !== 'CLUSTER') throw new Error('no cluster');
    const { clusterId: id, subnets } = fresh;
    const going = ordered(
      made,
      {
        type: 'AddHsm',
        data: {
          at: at + HOUR_MS,
          clusterId: id,
          availabilityZone: subnets[0]?.availabilityZone ?? '',
        },
      },
      { type: 'Initialize', data: { at: at + 2 * HOUR_MS, clusterId: id } },
    );
    expect(typesOf(going, losing(at + 2 * HOUR_MS))).toContain('ClusterInitializationFailed');
  });

  it('lets an HSM go that waits for no backup, and fails one that does', () => {
    const leaving = ordered(exampleFleet, removing);
    expect(typesOf(leaving, losing())).toEqual([
      'RegionLost',
      'ClusterIsolated',
      'BackupCreationFailed',
      'HsmRemovalFailed',
    ]);
    const when = at + 2 * MINUTE_MS;
    expect(typesOf(leaving, losing(when))).toEqual([
      'BackupCreated',
      'RegionLost',
      'ClusterIsolated',
    ]);
    expect(within(ordered(leaving, losing(when)), HOUR_MS)).toEqual(['HsmRemoved']);
  });

  it('lets the deletion of a cluster end', () => {
    const remove = (hsmId: string): Command => ({
      type: 'RemoveHsm',
      data: { at, clusterId, hsmId },
    });
    const deleting = ordered(exampleFleet, ...hsmIds.map(remove), {
      type: 'DeleteCluster',
      data: { at: at + HOUR_MS, clusterId },
    });
    const destroyed = ordered(deleting, losing(at + HOUR_MS));
    expect(within(destroyed, HOUR_MS)).toEqual(['ClusterDeleted']);
  });

  it('fails what goes on in a region that was only out of reach', () => {
    const cutOff = ordered(exampleFleet, adding, losing(at, 'UNREACHABLE'));
    expect(typesOf(cutOff, losing(at + 1))).toEqual([
      'RegionLost',
      'BackupCreationFailed',
      'HsmAdditionFailed',
    ]);
  });

  it('gets no replacement, by the service or by a report', () => {
    const failed = ordered(exampleFleet, {
      type: 'FailHsm',
      data: { at, clusterId, hsmId: first },
    });
    const destroyed = ordered(failed, losing());
    expect(within(destroyed, 5 * HOUR_MS)).toEqual([]);
    expect(step(destroyed, replacing)).toEqual(
      left({ _tag: 'RegionOutOfReach', rule: 'M-7', region: REGION, kind: 'DESTROYED' }),
    );
    expect(step(ordered(failed, losing(at, 'UNREACHABLE')), replacing)._tag).toBe('Right');
  });

  it('goes on with retention and purges', () => {
    const short = ordered(
      exampleFleet,
      { type: 'SetRetention', data: { at, clusterId, retentionDays: 7 } },
      losing(at + HOUR_MS),
    );
    const types = within(short, 30 * DAY_MS);
    expect(types).toContain('BackupExpired');
    expect(types).toContain('BackupPurged');
  });

  it('uses no quota, however it is read or replayed', () => {
    const destroyed = ordered(exampleFleet, losing());
    const usageOf = (of: Fleet) => [...of.usage.entries()];
    expect(usageOf(exampleFleet)).toHaveLength(1);
    expect(usageOf(destroyed)).toEqual([]);
    const later = ordered(ordered(exampleFleet, removing), losing(at + 2 * MINUTE_MS), {
      type: 'Advance',
      data: { at: at + HOUR_MS },
    });
    expect(usageOf(later)).toEqual([]);
    const read = fleetFromJson(fleetToJson(later));
    expect(read._tag === 'Right' && equalFleets(read.right, later)).toBe(true);
    expect(read._tag === 'Right' && usageOf(read.right)).toEqual([]);
  });
});
