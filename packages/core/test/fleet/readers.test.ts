import { describe, expect, it } from '@jest/globals';
import { DAY_MS, HOUR_MS, type Command } from '@hsm-lifecycle/core';
import { clusterIn, step, type Fleet } from '@hsm-lifecycle/core/fleet';
import {
  after,
  clustersIn,
  copiesIn,
  ELSEWHERE,
  fleet,
  REGION,
  subnets,
  freshFleet,
} from '@hsm-lifecycle/testing';
import { forecastRetention, recoveryPoints, residualData } from './answers.ts';

const exampleFleet = fleet();
const at = exampleFleet.asOf;
const [cluster] = clustersIn(exampleFleet);
const clusterId = cluster?.clusterId ?? 'cluster-none';
const copyId = copiesIn(exampleFleet)[0]?.copyId ?? '';
const [first = '', second = ''] = cluster?.backups.map(({ backupId }) => backupId) ?? [];
const hsmIds = cluster?.hsms.map(({ hsmId }) => hsmId) ?? [];
const inOrder = (before: Fleet, ...commands: readonly Command[]): Fleet =>
  commands.reduce((now, command) => after(step(now, command)), before);
const losing = (region: string): Command => ({
  type: 'LoseRegion',
  data: { at, region, kind: 'UNREACHABLE' },
});

describe('recoveryPoints', () => {
  it('lists READY backups and copies with their age, newest first (F-167)', () => {
    const { points, undeletable } = recoveryPoints(exampleFleet, { clusterId, at });
    const createdAt = cluster?.backups[1]?.createdAt ?? 0;
    expect(points).toHaveLength(3);
    expect(points.slice(0, 2)).toEqual(
      expect.arrayContaining([
        { backupId: second, holderId: clusterId, region: REGION, createdAt, ageMs: at - createdAt },
        { backupId: copyId, holderId: copyId, region: ELSEWHERE, createdAt, ageMs: at - createdAt },
      ]),
    );
    expect(points[2]?.backupId).toBe(first);
    expect(undeletable).toEqual([]);
  });

  it('lists undeletable backups apart, until they are purged (F-145)', () => {
    const deleted = inOrder(exampleFleet, { type: 'DeleteBackup', data: { at, backupId: first } });
    const until = at + 7 * DAY_MS;
    expect(recoveryPoints(deleted, { clusterId, at }).undeletable).toMatchObject([
      { backupId: first, until },
    ]);
    expect(recoveryPoints(deleted, { clusterId, at }).points).toHaveLength(2);
    expect(recoveryPoints(deleted, { clusterId, at: until }).undeletable).toEqual([]);
  });

  it('counts nothing in a lost region (F-228)', () => {
    expect(
      recoveryPoints(inOrder(exampleFleet, losing(REGION)), { clusterId, at }).points.map(
        ({ region }) => region,
      ),
    ).toEqual([ELSEWHERE]);
    expect(
      recoveryPoints(inOrder(exampleFleet, losing(ELSEWHERE)), { clusterId, at }).points.map(
        ({ region }) => region,
      ),
    ).toEqual([REGION, REGION]);
  });

  it('has nothing for a cluster that never existed', () => {
    expect(recoveryPoints(exampleFleet, { clusterId: 'cluster-none', at })).toEqual({
      points: [],
      undeletable: [],
    });
  });
});

describe('residualData', () => {
  const deleted = inOrder(exampleFleet, {
    type: 'DeleteKey',
    data: { at, clusterId, keyId: 'k1' },
  });

  it('finds what was deleted but not everywhere (F-230)', () => {
    const places = residualData(deleted, { clusterId });
    expect(places.map(({ place, id }) => [place, id])).toEqual(
      expect.arrayContaining([
        ['backup', second],
        ['copy', copyId],
      ]),
    );
    expect(places).toHaveLength(2);
    expect(places.flatMap(({ keys }) => keys.map(({ keyId }) => keyId))).toEqual(['k1', 'k1']);
  });

  it('finds nothing if everything in backups still exists', () => {
    expect(residualData(exampleFleet, { clusterId })).toEqual([]);
    expect(residualData(exampleFleet)).toEqual([]);
  });

  it('finds keys and users by name, on HSMs too', () => {
    const places = residualData(exampleFleet, { keyIds: ['k1'] });
    expect(places.map(({ place }) => place).toSorted()).toEqual(['backup', 'copy', 'hsm', 'hsm']);
    expect(
      residualData(exampleFleet, { userNames: ['alice'], clusterId }).map(
        ({ users }) => users.length,
      ),
    ).toEqual([1, 1, 1, 1]);
    expect(residualData(exampleFleet, { userNames: ['nobody'] })).toEqual([]);
  });

  it('distinguishes pending backups, joining HSMs and origins', () => {
    const restored = inOrder(
      exampleFleet,
      { type: 'Restore', data: { at, backupId: second, subnets: subnets(1) } },
      { type: 'DeleteBackup', data: { at, backupId: second } },
      { type: 'AddHsm', data: { at, clusterId, availabilityZone: 'eu-west-1a' } },
      { type: 'Advance', data: { at: at + 3 * 60_000 } },
    );
    const places = residualData(restored, { keyIds: ['k1'] });
    expect(places.find(({ place }) => place === 'pending-backup')).toMatchObject({
      id: second,
      deleteAt: at + 7 * DAY_MS,
    });
    expect(places.map(({ place }) => place)).toEqual(
      expect.arrayContaining(['joining-hsm', 'origin', 'copy', 'hsm', 'pending-backup']),
    );
  });

  it('finds nothing on an HSM that has failed, nor on one whose backup is not done', () => {
    const worn = inOrder(
      exampleFleet,
      { type: 'AddHsm', data: { at, clusterId, availabilityZone: 'eu-west-1a' } },
      { type: 'FailHsm', data: { at, clusterId, hsmId: hsmIds[0] ?? '' } },
    );
    const places = residualData(worn, { keyIds: ['k1'] }).filter(({ place }) =>
      place.endsWith('hsm'),
    );
    expect(places.map(({ id }) => id)).toEqual([hsmIds[1]]);
  });

  it('searches lost regions too, and marks them', () => {
    const burnt = inOrder(deleted, losing(ELSEWHERE));
    expect(residualData(burnt, { clusterId }).map(({ place, lost }) => [place, lost])).toEqual(
      expect.arrayContaining([
        ['copy', true],
        ['backup', false],
      ]),
    );
  });

  it('finds nothing in a copy that failed, nor for a cluster that never was', () => {
    const failed = inOrder(
      deleted,
      { type: 'CopyToRegion', data: { at, backupId: second, region: 'us-east-1' } },
      losing('us-east-1'),
    );
    expect(residualData(failed, { clusterId })).toHaveLength(2);
    expect(residualData(deleted, { clusterId: 'cluster-none' })).toEqual([]);
  });

  it('compares with every living cluster of a lineage if no cluster is named', () => {
    const restored = inOrder(deleted, {
      type: 'Restore',
      data: { at, backupId: copyId, subnets: subnets(1, ELSEWHERE) },
    });
    expect(residualData(deleted)).toHaveLength(2);
    expect(residualData(restored).map(({ place }) => place)).toEqual([
      'origin',
      'hsm',
      'hsm',
      'backup',
      'backup',
      'copy',
    ]);
    expect(residualData(restored, { clusterId })).toHaveLength(3);
  });

  it('searches only one lineage if a cluster is named (F-111)', () => {
    const other = inOrder(exampleFleet, {
      type: 'CreateCluster',
      data: {
        at,
        region: ELSEWHERE,
        hsmType: 'hsm2m.medium',
        mode: 'FIPS',
        subnets: subnets(1, ELSEWHERE),
      },
    });
    const stranger =
      clustersIn(other).find((each) => each.clusterId !== clusterId)?.clusterId ?? '';
    expect(residualData(other, { clusterId: stranger, keyIds: ['k1'] })).toEqual([]);
  });
});

describe('forecastRetention', () => {
  const paused = hsmIds.reduce(
    (now, hsmId, index) =>
      inOrder(now, { type: 'RemoveHsm', data: { at: at + index * HOUR_MS, clusterId, hsmId } }),
    exampleFleet,
  );
  const quiet = inOrder(paused, { type: 'Advance', data: { at: at + 3 * HOUR_MS } });
  const [oldest] = clusterIn(quiet, clusterId)?.backups ?? [];
  const born = oldest?.createdAt ?? 0;

  it('forecasts each backup under the current and a proposed policy (F-156, F-158)', () => {
    const forecasts = forecastRetention(quiet, { until: at + 200 * DAY_MS, retentionDays: 30 });
    expect(forecasts).toHaveLength(4);
    expect(forecasts[0]).toEqual({
      backupId: oldest?.backupId,
      clusterId,
      asItIs: { expiresAt: born + 90 * DAY_MS, purgedAt: born + 97 * DAY_MS },
      asProposed: { expiresAt: born + 30 * DAY_MS, purgedAt: born + 37 * DAY_MS },
    });
    expect(forecasts.at(-1)?.asItIs).toEqual({ expiresAt: undefined, purgedAt: undefined });
    expect(forecasts.at(-1)?.asProposed).toEqual({ expiresAt: undefined, purgedAt: undefined });
  });

  it('looks no further than asked, and at one cluster if one is named', () => {
    const [forecast] = forecastRetention(quiet, { until: born + 90 * DAY_MS, clusterId });
    expect(forecast).toMatchObject({
      asItIs: { expiresAt: born + 90 * DAY_MS, purgedAt: undefined },
      asProposed: undefined,
    });
    expect(forecastRetention(quiet, { until: quiet.asOf, clusterId: 'cluster-none' })).toEqual([]);
  });

  it('forecasts the same for an unchanged policy, and nothing for a cluster that refuses', () => {
    const same = forecastRetention(quiet, { until: at + 200 * DAY_MS, retentionDays: 90 });
    expect(same.map(({ asProposed }) => asProposed)).toEqual(same.map(({ asItIs }) => asItIs));
    expect(
      forecastRetention(quiet, { until: quiet.asOf, retentionDays: 6 }).map(
        ({ asProposed }) => asProposed,
      ),
    ).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('forecasts the purge of backups that are already marked', () => {
    const marked = inOrder(quiet, {
      type: 'DeleteBackup',
      data: { at: quiet.asOf, backupId: first },
    });
    expect(forecastRetention(marked, { until: at + 30 * DAY_MS })[0]?.asItIs).toEqual({
      expiresAt: undefined,
      purgedAt: quiet.asOf + 7 * DAY_MS,
    });
  });

  it('does not change the fleet', () => {
    expect(forecastRetention(freshFleet({ at }), { until: at })).toEqual([]);
    expect(clusterIn(quiet, clusterId)?.backups).toHaveLength(4);
  });
});
