import { describe, expect, it } from '@jest/globals';
import { left } from 'fp-ts/lib/Either.js';
import { DAY_MS, HOUR_MS, latestBackup, type Command } from '@hsm-lifecycle/core';
import { clusterIn, holderIn, step, type Fleet } from '@hsm-lifecycle/core/fleet';
import {
  accepted,
  after,
  clustersIn,
  copiesIn,
  ELSEWHERE,
  eventsOf,
  fleet,
  REGION,
  subnets,
} from '@hsm-lifecycle/testing';

const exampleFleet = fleet();
const at = exampleFleet.asOf;
const [cluster] = clustersIn(exampleFleet);
const clusterId = cluster?.clusterId ?? 'cluster-none';
const copyId = copiesIn(exampleFleet)[0]?.copyId ?? '';
const backupId = cluster === undefined ? '' : (latestBackup(cluster)?.backupId ?? '');
const hsmId = cluster?.hsms[0]?.hsmId ?? '';

const lost = (
  region: string,
  kind: 'UNREACHABLE' | 'DESTROYED' = 'UNREACHABLE',
  before: Fleet = exampleFleet,
) => step(before, { type: 'LoseRegion', data: { at, region, kind } });
const recovered = (before: Fleet, region: string, when = at) =>
  step(before, { type: 'RecoverRegion', data: { at: when, region } });
const burnt = after(lost(REGION));
const typesOf = (outcome: ReturnType<typeof step>) =>
  eventsOf(outcome).map(({ stream, event }) => [stream, event.type]);

describe('losing a region', () => {
  it('isolates its clusters', () => {
    expect(typesOf(lost(REGION))).toEqual([
      ['fleet', 'RegionLost'],
      [clusterId, 'ClusterIsolated'],
    ]);
    expect(clusterIn(burnt, clusterId)?.isolatedSince).toBe(at);
  });

  it('stops daily backups there, while retention and purges continue', () => {
    const deleted = after(
      step(exampleFleet, {
        type: 'DeleteBackup',
        data: { at, backupId: cluster?.backups[0]?.backupId ?? '' },
      }),
    );
    const later = step(after(lost(REGION, 'UNREACHABLE', deleted)), {
      type: 'Advance',
      data: { at: at + 200 * DAY_MS },
    });
    expect(typesOf(later)).toEqual([[clusterId, 'BackupPurged']]);
  });

  it.each<Command>([
    { type: 'AddHsm', data: { at, clusterId, availabilityZone: 'eu-west-1a' } },
    { type: 'DeleteBackup', data: { at, backupId } },
    { type: 'Tag', data: { at, resourceId: clusterId, tags: { a: 'b' } } },
    { type: 'CopyToRegion', data: { at, backupId, region: 'us-east-1' } },
    { type: 'Restore', data: { at, backupId, subnets: subnets(1) } },
    {
      type: 'CreateCluster',
      data: { at, region: REGION, hsmType: 'hsm2m.medium', mode: 'FIPS', subnets: subnets(1) },
    },
    { type: 'CopyToRegion', data: { at, backupId: copyId, region: REGION } },
  ])('makes it refuse requests: $type (M-7)', (command) => {
    expect(step(burnt, command)).toEqual(
      left({ _tag: 'RegionOutOfReach', rule: 'M-7', region: REGION, kind: 'UNREACHABLE' }),
    );
  });

  it.each<Command>([
    { type: 'FailHsm', data: { at, clusterId, hsmId } },
    { type: 'ReplaceHsm', data: { at, clusterId, hsmId } },
  ])('lets reports through: $type (M-7)', (command) => {
    expect(step(burnt, command)._tag).toBe('Right');
  });

  it('accepts reports (M-7)', () => {
    const joining = after(
      step(exampleFleet, {
        type: 'AddHsm',
        data: { at, clusterId, availabilityZone: 'eu-west-1a' },
      }),
    );
    const id = clusterIn(joining, clusterId)?.backups.at(-1)?.backupId ?? '';
    expect(
      step(after(lost(REGION, 'UNREACHABLE', joining)), {
        type: 'Settle',
        data: { at, id, outcome: 'FAILED' },
      })._tag,
    ).toBe('Right');
  });

  it.each([REGION, 'us-east-1'])(
    'fails a copy in flight when %s is lost, from it or to it',
    (region) => {
      const copying = accepted(
        step(exampleFleet, { type: 'CopyToRegion', data: { at, backupId, region: 'us-east-1' } }),
      );
      const stream = copying[1].at(-1)?.stream ?? '';
      const outcome = lost(region, 'UNREACHABLE', copying[0]);
      expect(typesOf(outcome)).toContainEqual([stream, 'BackupCopyFailed']);
      expect(holderIn(after(outcome), stream)?.backups[0]).toMatchObject({
        state: 'DELETED',
        deleteAt: at + 7 * DAY_MS,
      });
    },
  );

  it('does not affect a copy in progress elsewhere, nor one that has arrived', () => {
    const copying = accepted(
      step(exampleFleet, { type: 'CopyToRegion', data: { at, backupId, region: 'us-east-1' } }),
    )[0];
    expect(typesOf(lost(ELSEWHERE, 'UNREACHABLE', copying))).toEqual([['fleet', 'RegionLost']]);
  });

  it('leaves the way to restore from a copy elsewhere', () => {
    const restored = step(burnt, {
      type: 'Restore',
      data: { at, backupId: copyId, subnets: subnets(1, ELSEWHERE) },
    });
    expect(clustersIn(after(restored)).find(({ origin }) => origin !== undefined)).toMatchObject({
      region: ELSEWHERE,
      lineageId: clusterId,
    });
  });

  it('leaves a DELETED cluster as it is', () => {
    const hsmIds = cluster?.hsms.map((each) => each.hsmId) ?? [];
    const paused = hsmIds.reduce(
      (now, each) =>
        after(
          step(now, {
            type: 'RemoveHsm',
            data: { at: now.asOf + HOUR_MS, clusterId, hsmId: each },
          }),
        ),
      exampleFleet,
    );
    const deleting = after(
      step(paused, { type: 'DeleteCluster', data: { at: paused.asOf + HOUR_MS, clusterId } }),
    );
    const gone = after(step(deleting, { type: 'Advance', data: { at: deleting.asOf + HOUR_MS } }));
    expect(
      typesOf(
        step(gone, {
          type: 'LoseRegion',
          data: { at: gone.asOf, region: REGION, kind: 'DESTROYED' },
        }),
      ),
    ).toEqual([['fleet', 'RegionLost']]);
  });

  it('can end in destruction, but not in being lost again (M-7)', () => {
    const refusal = left({ _tag: 'RegionAlreadyLost', rule: 'M-7', region: REGION });
    expect(lost(REGION, 'UNREACHABLE', burnt)).toEqual(refusal);
    const destroyed = after(lost(REGION, 'DESTROYED', burnt));
    expect(destroyed.lost).toEqual({ [REGION]: 'DESTROYED' });
    expect(lost(REGION, 'UNREACHABLE', destroyed)).toEqual(refusal);
    expect(lost(REGION, 'DESTROYED', destroyed)).toEqual(refusal);
  });
});

describe('recovering a region', () => {
  it('restarts the daily backups', () => {
    const when = at + 3 * DAY_MS;
    const outcome = recovered(burnt, REGION, when);
    expect(typesOf(outcome)).toEqual([
      ['fleet', 'RegionRecovered'],
      [clusterId, 'ClusterReconnected'],
    ]);
    expect(after(outcome).lost).toEqual({});
    expect(typesOf(step(after(outcome), { type: 'Advance', data: { at: when + DAY_MS } }))).toEqual(
      [[clusterId, 'BackupCreating']],
    );
  });

  it('refuses a region that was not lost (M-7)', () => {
    expect(recovered(exampleFleet, REGION)).toEqual(
      left({ _tag: 'RegionNotLost', rule: 'M-7', region: REGION }),
    );
  });

  it('refuses a region that is destroyed (M-7)', () => {
    expect(recovered(after(lost(REGION, 'DESTROYED')), REGION)).toEqual(
      left({ _tag: 'RegionDestroyed', rule: 'M-7', region: REGION }),
    );
  });
});
