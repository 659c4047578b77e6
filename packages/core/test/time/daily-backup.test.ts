import { describe, expect, it } from '@jest/globals';
import {
  addHsm,
  advance,
  DAY_MS,
  evolveCluster,
  failHsm,
  HOUR_MS,
  latestBackup,
  MINUTE_MS,
  nextDailyBackupAt,
  removeHsm,
  replaceHsm,
  settle,
  type Cluster,
  type ClusterEvent,
} from '@hsm-lifecycle/core';
import {
  accepted,
  after,
  cluster,
  clusterWith,
  restoredFrom,
  settled,
} from '@hsm-lifecycle/testing';
import { editionWith } from '../support.ts';

const startsIn = (holder: Cluster, at: number) =>
  accepted(advance(holder, { at }))[1].flatMap((event: ClusterEvent) =>
    event.type === 'BackupCreating' ? [event.data.at] : [],
  );

const one = clusterWith();
const lastStart = one.lastBackupAt ?? 0;

describe('the daily backup', () => {
  it('is due exactly 24 hours after the start of the last one (F-135, U-5)', () => {
    expect(nextDailyBackupAt(one)).toBe(lastStart + DAY_MS);
    expect(startsIn(one, lastStart + DAY_MS - 1)).toEqual([]);
    expect(startsIn(one, lastStart + DAY_MS)).toEqual([lastStart + DAY_MS]);
  });

  it('is made every day, from the first peer (F-135)', () => {
    const at = lastStart + 5 * DAY_MS;
    expect(startsIn(one, at)).toEqual([1, 2, 3, 4, 5].map((day) => lastStart + day * DAY_MS));
    expect(latestBackup(settled(accepted(advance(one, { at }))[0]))).toMatchObject({
      cause: 'DAILY',
      createdAt: at,
    });
  });

  it('does not come while a backup is in progress', () => {
    const slow = clusterWith({ edition: editionWith({ durations: { backup: 'REPORTED' } }) });
    const going = after(addHsm(slow, { at: slow.asOf, availabilityZone: 'eu-west-1a' }));
    expect(nextDailyBackupAt(going)).toBeUndefined();
    expect(startsIn(going, going.asOf + 3 * DAY_MS)).toEqual([]);
  });

  it('starts at once when one that took longer than a day is done', () => {
    const slow = clusterWith({ edition: editionWith({ durations: { backup: 'REPORTED' } }) });
    const going = after(addHsm(slow, { at: slow.asOf, availabilityZone: 'eu-west-1a' }));
    const at = going.asOf + 3 * DAY_MS;
    const done = after(
      settle(going, { at, id: going.backups.at(-1)?.backupId ?? '', outcome: 'SUCCEEDED' }),
    );
    expect(startsIn(done, at)).toEqual([at]);
  });

  it('is postponed by a forced one', () => {
    const at = one.asOf + 5 * HOUR_MS;
    const two = settled(after(addHsm(one, { at, availabilityZone: 'eu-west-1a' })));
    expect(nextDailyBackupAt(two)).toBe(at + DAY_MS);
  });

  it('comes again an hour after it failed (U-5)', () => {
    const [going] = accepted(advance(one, { at: lastStart + DAY_MS }));
    const at = going.asOf + MINUTE_MS;
    const failed = after(
      settle(going, { at, id: going.backups.at(-1)?.backupId ?? '', outcome: 'FAILED' }),
    );
    expect(nextDailyBackupAt(failed)).toBe(at + HOUR_MS);
    expect(startsIn(failed, at + HOUR_MS)).toEqual([at + HOUR_MS]);
  });

  it('comes a day after the failed one’s predecessor if that is later than in an hour', () => {
    const going = after(addHsm(one, { at: one.asOf + HOUR_MS, availabilityZone: 'eu-west-1a' }));
    const failed = after(
      settle(going, {
        at: going.asOf,
        id: going.backups.at(-1)?.backupId ?? '',
        outcome: 'FAILED',
      }),
    );
    expect(nextDailyBackupAt(failed)).toBe(lastStart + DAY_MS);
  });

  it('pauses with the cluster, and restarts when an HSM is back', () => {
    const paused = clusterWith({ hsms: 0 });
    expect(nextDailyBackupAt(paused)).toBeUndefined();
    expect(startsIn(paused, paused.asOf + 30 * DAY_MS)).toEqual([]);
    const back = settled(
      after(addHsm(paused, { at: paused.asOf + 30 * DAY_MS, availabilityZone: 'eu-west-1a' })),
    );
    expect(nextDailyBackupAt(back)).toBe(back.asOf + DAY_MS);
    expect(back.peerSince).toBe(back.asOf);
  });

  it('starts a day after a restored cluster’s first HSM, which makes none itself (U-23)', () => {
    const restored = restoredFrom(clusterWith({ hsms: 0 }));
    const up = settled(
      after(addHsm(restored, { at: restored.asOf + 3 * DAY_MS, availabilityZone: 'eu-west-1a' })),
    );
    expect(up.backups).toEqual([]);
    expect(startsIn(up, up.asOf + DAY_MS)).toEqual([up.asOf + DAY_MS]);
  });

  it('stops while there is no peer, and restarts with a replacement', () => {
    const degraded = after(failHsm(one, { at: one.asOf, hsmId: one.hsms[0]?.hsmId ?? '' }));
    expect(nextDailyBackupAt(degraded)).toBeUndefined();
    const at = degraded.asOf + MINUTE_MS;
    const replacing = after(replaceHsm(degraded, { at, hsmId: degraded.hsms[0]?.hsmId ?? '' }));
    expect(nextDailyBackupAt(replacing)).toBeUndefined();
    expect(nextDailyBackupAt(settled(replacing))).toBe(at + 20 * MINUTE_MS + DAY_MS);
  });

  it('goes on while one of two HSMs leaves', () => {
    const two = clusterWith({ hsms: 2 });
    const leaving = after(removeHsm(two, { at: two.asOf, hsmId: two.hsms[0]?.hsmId ?? '' }));
    expect(settled(leaving).peerSince).toBe(two.peerSince);
  });

  it('does not come in a region that is out of reach', () => {
    const isolated = evolveCluster(one, { type: 'ClusterIsolated', data: { at: one.asOf } });
    expect(nextDailyBackupAt(isolated)).toBeUndefined();
    const at = one.asOf + 3 * DAY_MS;
    expect(
      nextDailyBackupAt(evolveCluster(isolated, { type: 'ClusterReconnected', data: { at } })),
    ).toBe(at + DAY_MS);
  });

  it.each(['UNINITIALIZED', 'INITIALIZED', 'DEGRADED', 'DELETED'] as const)(
    'does not come to a cluster that is %s',
    (state) => {
      expect(nextDailyBackupAt(cluster(state, { hsms: 1 }))).toBeUndefined();
    },
  );
});
