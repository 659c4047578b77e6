import { describe, expect, it } from '@jest/globals';
import { left } from 'fp-ts/lib/Either.js';
import { DAY_MS, HOUR_MS, MINUTE_MS, type Command } from '@hsm-lifecycle/core';
import { advanceFleet, holderIn, step, type Fleet } from '@hsm-lifecycle/core/fleet';
import {
  accepted,
  clustersIn,
  copiesIn,
  ELSEWHERE,
  eventsOf,
  refusalOf,
  REGION,
  subnets,
} from '@hsm-lifecycle/testing';
import {
  at,
  backupIds,
  blankDeleted,
  clusterId,
  copyId,
  copying,
  creation,
  exampleFleet,
  hsmIds,
  ordered,
  restoring,
  storyOf,
  theCluster,
} from './world.ts';
import { recoveryPoints } from './answers.ts';

const [oldest = 'none', newest = 'none'] = backupIds;
const [first = 'none'] = hsmIds;
const THIRD = 'us-east-1';

type Kind = 'UNREACHABLE' | 'DESTROYED';
const losing = (region: string, kind: Kind = 'UNREACHABLE', when = at): Command => ({
  type: 'LoseRegion',
  data: { at: when, region, kind },
});
const recovering = (region: string, when: number): Command => ({
  type: 'RecoverRegion',
  data: { at: when, region },
});
const adding: Command = { type: 'AddHsm', data: { at, clusterId, availabilityZone: `${REGION}c` } };
const typesWithin = (before: Fleet, ms: number) =>
  accepted(advanceFleet(before, { at: at + ms }))[1].map(({ event }) => event.type);

const requests: readonly Command[] = [
  { type: 'Initialize', data: { at, clusterId } },
  { type: 'Activate', data: { at, clusterId } },
  adding,
  { type: 'RemoveHsm', data: { at, clusterId, hsmId: first } },
  { type: 'DeleteCluster', data: { at, clusterId } },
  { type: 'SetRetention', data: { at, clusterId, retentionDays: 30 } },
  { type: 'ApplyRetention', data: { at, clusterId } },
  { type: 'CreateUser', data: { at, clusterId, name: 'bob', role: 'CU' } },
  { type: 'DeleteUser', data: { at, clusterId, name: 'alice' } },
  { type: 'RecordLogin', data: { at, clusterId, name: 'alice' } },
  { type: 'CreateKey', data: { at, clusterId, keyId: 'k2', owner: 'alice', kind: 'symmetric' } },
  { type: 'DeleteKey', data: { at, clusterId, keyId: 'k1' } },
  { type: 'PutCertificate', data: { at, clusterId, certificateId: 'c1' } },
  { type: 'SetPolicy', data: { at, clusterId, name: 'quorum', value: '2' } },
  { type: 'DeleteBackup', data: { at, backupId: oldest } },
  { type: 'UndeleteBackup', data: { at, backupId: oldest } },
  { type: 'SetNeverExpires', data: { at, backupId: oldest, neverExpires: true } },
  { type: 'Tag', data: { at, resourceId: clusterId, tags: { a: 'b' } } },
  { type: 'Untag', data: { at, resourceId: oldest, keys: ['a'] } },
  restoring(),
  copying({ region: THIRD }),
  copying({ backupId: copyId, region: REGION }),
  creation(),
];

describe('a region that is out of reach', () => {
  it.each(requests.map((command) => ({ type: command.type, command })))(
    'answers no $type (M-7)',
    ({ command }) => {
      const refusal = (kind: Kind) =>
        left({ _tag: 'RegionOutOfReach', rule: 'M-7', region: REGION, kind });
      expect(step(ordered(exampleFleet, losing(REGION)), command)).toEqual(refusal('UNREACHABLE'));
      expect(step(ordered(exampleFleet, losing(REGION, 'DESTROYED')), command)).toEqual(
        refusal('DESTROYED'),
      );
    },
  );

  it('does not keep another region from answering', () => {
    const lost = ordered(exampleFleet, losing(REGION));
    const elsewhere: readonly Command[] = [
      { type: 'DeleteBackup', data: { at, backupId: copyId } },
      { type: 'Tag', data: { at, resourceId: copyId, tags: { a: 'b' } } },
      copying({ backupId: copyId, region: THIRD }),
      restoring({ backupId: copyId, subnets: subnets(1, ELSEWHERE) }),
      creation({ region: ELSEWHERE }),
    ];
    for (const command of elsewhere) expect(step(lost, command)._tag).toBe('Right');
  });

  it('first refuses an unknown id, which needs no region (M-3)', () => {
    const lost = ordered(exampleFleet, losing(REGION));
    expect(
      refusalOf(step(lost, { type: 'DeleteCluster', data: { at, clusterId: 'cluster-none' } }))
        ._tag,
    ).toBe('ClusterNotFound');
  });

  it('accepts reports of work in progress (M-7)', () => {
    const lost = ordered(exampleFleet, adding, losing(REGION));
    const backupId = theCluster(lost).backups.at(-1)?.backupId ?? 'none';
    expect(
      storyOf(lost, { type: 'Settle', data: { at, id: backupId, outcome: 'SUCCEEDED' } }),
    ).toEqual([`${clusterId} BackupCreated`]);
    expect(storyOf(lost, { type: 'FailHsm', data: { at, clusterId, hsmId: first } })).toEqual([
      `${clusterId} HsmDegraded`,
      `${clusterId} BackupCreationFailed`,
      `${clusterId} HsmAdditionFailed`,
    ]);
    expect(storyOf(lost, { type: 'ReplaceHsm', data: { at, clusterId, hsmId: first } })).toEqual([
      `${clusterId} HsmReplacing`,
    ]);
  });

  it('accepts a quota, which is no request to the region', () => {
    expect(
      step(ordered(exampleFleet, losing(REGION)), {
        type: 'SetQuota',
        data: { at, region: REGION, hsms: 9 },
      })._tag,
    ).toBe('Right');
  });

  it('ends work in progress', () => {
    const lost = ordered(exampleFleet, adding, losing(REGION));
    expect(typesWithin(lost, HOUR_MS)).toEqual(['BackupCreated', 'HsmAdded']);
  });

  it('gets no daily backup, while its backups still expire and are purged', () => {
    const short = ordered(
      exampleFleet,
      { type: 'SetRetention', data: { at, clusterId, retentionDays: 7 } },
      { type: 'DeleteBackup', data: { at, backupId: copyId } },
      adding,
      { type: 'Advance', data: { at: at + HOUR_MS } },
      losing(REGION, 'UNREACHABLE', at + HOUR_MS),
    );
    expect(typesWithin(short, 30 * DAY_MS).toSorted()).toEqual([
      'BackupExpired',
      'BackupExpired',
      'BackupPurged',
      'BackupPurged',
      'BackupPurged',
    ]);
  });

  it('gets no daily backup for an HSM that is replaced inside it', () => {
    const lost = ordered(exampleFleet, losing(REGION), {
      type: 'ReplaceHsm',
      data: { at: at + HOUR_MS, clusterId, hsmId: first },
    });
    expect(typesWithin(lost, 10 * DAY_MS)).toEqual(['HsmReplaced']);
  });

  it('can hold a cluster that is being deleted, restored or created', () => {
    const made = ordered(exampleFleet, creation(), restoring(), losing(REGION));
    expect(clustersIn(made).map(({ isolatedSince }) => isolatedSince)).toEqual([at, at, at]);
    expect(typesWithin(made, HOUR_MS)).toEqual(['ClusterCreated', 'ClusterRestored']);
  });

  it('still counts against its quotas (U-22)', () => {
    expect(ordered(exampleFleet, losing(REGION)).usage).toEqual(exampleFleet.usage);
  });

  it('leaves a deleted cluster alone, and so does its recovery', () => {
    const deleted = blankDeleted();
    const when = at + 2 * HOUR_MS;
    expect(storyOf(deleted, losing(REGION, 'UNREACHABLE', when)).toSorted()).toEqual([
      `${clusterId} ClusterIsolated`,
      'fleet RegionLost',
    ]);
    const lost = ordered(deleted, losing(REGION, 'UNREACHABLE', when));
    expect(storyOf(lost, recovering(REGION, when)).toSorted()).toEqual([
      `${clusterId} ClusterReconnected`,
      'fleet RegionRecovered',
    ]);
  });

  it('can be lost without having anything in it', () => {
    expect(storyOf(exampleFleet, losing(THIRD))).toEqual(['fleet RegionLost']);
  });
});

describe('a copy in flight', () => {
  const inFlight = ordered(exampleFleet, copying({ region: THIRD }));
  const id = copiesIn(inFlight).find((each) => each.copyId !== copyId)?.copyId ?? 'none';

  it.each([REGION, THIRD])('fails at the exact instant at which %s is lost', (region) => {
    const when = at + MINUTE_MS;
    const events = eventsOf(step(inFlight, losing(region, 'DESTROYED', when)));
    expect(events).toContainEqual({
      stream: id,
      event: {
        type: 'BackupCopyFailed',
        data: {
          at: when,
          backupId: id,
          reason: `${region} was lost.`,
          deleteAt: when + 7 * DAY_MS,
          gone: expect.anything(),
        },
      },
    });
  });

  it('has arrived if it is due at that exact instant', () => {
    const when = at + 10 * MINUTE_MS;
    const after = ordered(inFlight, losing(THIRD, 'UNREACHABLE', when));
    expect(holderIn(after, id)?.backups[0]?.state).toBe('READY');
  });

  it('that failed is purged after its grace period, lost region or not (F-166)', () => {
    const failed = ordered(inFlight, losing(THIRD));
    const gone = accepted(advanceFleet(failed, { at: at + 7 * DAY_MS }))[0];
    expect(holderIn(failed, id)?.backups[0]?.state).toBe('DELETED');
    expect(holderIn(gone, id)?.backups).toEqual([]);
  });

  it('of a copy depends on the region of its direct source only', () => {
    const second = ordered(exampleFleet, copying({ backupId: copyId, region: THIRD }));
    expect(storyOf(second, losing(REGION))).toEqual([
      'fleet RegionLost',
      `${clusterId} ClusterIsolated`,
    ]);
    expect(storyOf(second, losing(ELSEWHERE))).toHaveLength(2);
  });
});

describe('a region that is recovered', () => {
  const when = at + 3 * DAY_MS;

  it('gets its next daily backup a day after, to the millisecond (F-135, U-5)', () => {
    const back = ordered(exampleFleet, losing(REGION), recovering(REGION, when));
    const daily = accepted(advanceFleet(back, { at: when + DAY_MS }))[1];
    expect(accepted(advanceFleet(back, { at: when + DAY_MS - 1 }))[1]).toEqual([]);
    expect(daily.map(({ stream, event }) => [stream, event.type, event.data.at])).toEqual([
      [clusterId, 'BackupCreating', when + DAY_MS],
    ]);
  });

  it('answers again', () => {
    const back = ordered(exampleFleet, losing(REGION), recovering(REGION, at));
    for (const command of [adding, restoring(), creation(), copying()])
      expect(step(back, command)._tag).toBe('Right');
    expect(recoveryPoints(back, { clusterId, at }).points).toHaveLength(3);
    expect(
      recoveryPoints(ordered(exampleFleet, losing(REGION)), { clusterId, at }).points,
    ).toHaveLength(1);
  });

  it('can be lost and recovered once more', () => {
    const twice = ordered(
      exampleFleet,
      losing(REGION),
      recovering(REGION, at),
      losing(REGION),
      recovering(REGION, when),
    );
    expect(twice.lost).toEqual({});
    expect(theCluster(twice).isolatedSince).toBeUndefined();
    expect(theCluster(twice).peerSince).toBe(when);
  });

  it('recovers alone', () => {
    const both = ordered(
      exampleFleet,
      losing(REGION),
      losing(ELSEWHERE),
      recovering(ELSEWHERE, at),
    );
    expect(both.lost).toEqual({ [REGION]: 'UNREACHABLE' });
    expect(theCluster(both).isolatedSince).toBe(at);
  });

  it('does not bring a copy back that failed', () => {
    const inFlight = ordered(
      exampleFleet,
      copying({ region: THIRD }),
      losing(THIRD),
      recovering(THIRD, at + MINUTE_MS),
    );
    expect(
      copiesIn(inFlight)
        .flatMap(({ backups }) => backups.map(({ state }) => state))
        .toSorted(),
    ).toEqual(['DELETED', 'READY']);
  });
});

describe('the newest backup of a lost region', () => {
  it('is out of reach even by its own id, and its copy is not', () => {
    const lost = ordered(exampleFleet, losing(REGION, 'DESTROYED'));
    expect(refusalOf(step(lost, restoring({ backupId: newest })))._tag).toBe('RegionOutOfReach');
    const saved = ordered(lost, restoring({ backupId: copyId, subnets: subnets(1, ELSEWHERE) }));
    expect(
      clustersIn(saved)
        .map(({ region }) => region)
        .toSorted(),
    ).toEqual([ELSEWHERE, REGION]);
  });
});
