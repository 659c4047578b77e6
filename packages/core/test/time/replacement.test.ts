import { describe, expect, it } from '@jest/globals';
import {
  addHsm,
  advance,
  deleteBackup,
  DAY_MS,
  evolveCluster,
  failHsm,
  HOUR_MS,
  MINUTE_MS,
  removeHsm,
  settle,
  type Cluster,
} from '@hsm-lifecycle/core';
import { accepted, after, cluster, clusterWith } from '@hsm-lifecycle/testing';
import { editionWith } from '../support.ts';

const two = clusterWith({ hsms: 2, users: ['alice'], keys: ['k1'] });
const [first = '', second = ''] = two.hsms.map(({ hsmId }) => hsmId);
const failed = (holder: Cluster, hsmId = holder.hsms[0]?.hsmId ?? '') =>
  after(failHsm(holder, { at: holder.asOf, hsmId }));
const within = (holder: Cluster, ms: number) =>
  accepted(advance(holder, { at: holder.asOf + ms }))[1].map(
    ({ type, data }) => `${(data.at - holder.asOf) / MINUTE_MS} ${type}`,
  );

describe('a failed HSM', () => {
  it('is replaced by itself, an hour after it failed, in 20 minutes (F-100, U-50)', () => {
    expect(within(failed(two), HOUR_MS - 1)).toEqual([]);
    expect(within(failed(two), HOUR_MS)).toEqual(['60 HsmReplacing']);
    expect(within(failed(two), 2 * HOUR_MS)).toEqual(['60 HsmReplacing', '80 HsmReplaced']);
  });

  it('is replaced before activation too', () => {
    for (const state of ['UNINITIALIZED', 'INITIALIZED'] as const)
      expect(within(failed(cluster(state, { hsms: 1 })), DAY_MS)).toEqual([
        '60 HsmReplacing',
        '80 HsmReplaced',
      ]);
  });

  it('is not replaced while there is nothing to load another from, and then at once (U-8)', () => {
    const one = clusterWith();
    const bare = after(
      deleteBackup(one, { at: one.asOf, backupId: one.backups[0]?.backupId ?? '' }),
    );
    const broken = failed(bare);
    expect(within(broken, DAY_MS)).toEqual([]);
    const restored = evolveCluster(broken, {
      type: 'BackupUndeleted',
      data: {
        at: broken.asOf + DAY_MS,
        backupId: one.backups[0]?.backupId ?? 'backup-none',
        reprievedUntil: undefined,
      },
    });
    expect(within(restored, 0)).toEqual(['0 HsmReplacing']);
  });

  it('is not replaced if it never joined (F-92)', () => {
    const joining = after(addHsm(two, { at: two.asOf, availabilityZone: 'eu-west-1c' }));
    const broken = failed(joining, joining.hsms[2]?.hsmId);
    expect(within(broken, 20 * HOUR_MS)).toEqual(['2 BackupCreated']);
  });

  it('is not replaced while it leaves, and is detected anew if it stays (U-39)', () => {
    const edition = editionWith({ durations: { hsmDeletion: 'REPORTED' } });
    const broken = failed(clusterWith({ hsms: 2, edition }));
    const hsmId = broken.hsms[0]?.hsmId ?? '';
    const leaving = after(removeHsm(broken, { at: broken.asOf, hsmId }));
    expect(within(leaving, 20 * HOUR_MS)).toEqual(['2 BackupCreated']);
    const at = leaving.asOf + 2 * HOUR_MS;
    const stayed = after(settle(leaving, { at, id: hsmId, outcome: 'FAILED' }));
    expect(within(stayed, 61 * MINUTE_MS)).toEqual(['60 HsmReplacing']);
  });

  it('is not replaced out of reach, and is detected anew when the region is back', () => {
    const lost = evolveCluster(failed(two), { type: 'ClusterIsolated', data: { at: two.asOf } });
    expect(within(lost, DAY_MS)).toEqual([]);
    const at = two.asOf + 5 * HOUR_MS;
    const back = evolveCluster(lost, { type: 'ClusterReconnected', data: { at } });
    expect(within(back, HOUR_MS)).toEqual(['60 HsmReplacing']);
    expect(back.hsms[1]).toBe(two.hsms[1]);
  });

  it('is not replaced where a host reports what it detects', () => {
    const edition = editionWith({ replacement: { detectedAfter: 'REPORTED' } });
    expect(within(failed(clusterWith({ hsms: 2, edition })), 20 * HOUR_MS)).toEqual([]);
  });

  it('is tried again an hour after a replacement failed', () => {
    const begun = accepted(advance(failed(two), { at: two.asOf + HOUR_MS }))[0];
    const id = begun.hsms[2]?.hsmId ?? '';
    const at = begun.asOf + MINUTE_MS;
    const again = after(settle(begun, { at, id, outcome: 'FAILED' }));
    expect(within(again, 2 * HOUR_MS)).toEqual(['60 HsmReplacing', '80 HsmReplaced']);
  });
});

describe('a backup', () => {
  it('fails when its HSM is removed before it is done (U-39)', () => {
    const edition = editionWith({ durations: { backup: 'REPORTED' } });
    const slow = clusterWith({ hsms: 2, edition });
    const [hsmId = ''] = slow.hsms.map((each) => each.hsmId);
    const { asOf: at } = slow;
    const joining = after(addHsm(slow, { at, availabilityZone: 'eu-west-1c' }));
    const leaving = after(removeHsm(joining, { at, hsmId }));
    const released = after(
      settle(leaving, { at, id: leaving.backups.at(-1)?.backupId ?? '', outcome: 'SUCCEEDED' }),
    );
    const types = ['HsmRemoved', 'BackupCreationFailed', 'HsmAdditionFailed'];
    expect(within(released, HOUR_MS)).toEqual(types.map((type) => `2 ${type}`));
    const early = accepted(settle(released, { at, id: hsmId, outcome: 'SUCCEEDED' }))[1];
    expect(early.map(({ type }) => type)).toEqual(types);
  });

  it('of the daily clock is made of an HSM that is not being replaced, if there is one', () => {
    const due = (two.lastBackupAt ?? 0) + DAY_MS;
    const edition = editionWith({ replacement: { takes: 'REPORTED' } });
    const slow = clusterWith({ hsms: 2, edition });
    const begun = evolveCluster(slow, {
      type: 'HsmReplacing',
      data: {
        at: slow.asOf,
        hsmId: slow.hsms[0]?.hsmId ?? 'hsm-none',
        newHsmId: 'hsm-igklspoyj5vaaaac',
        from: { kind: 'PEER', hsmId: slow.hsms[1]?.hsmId ?? 'hsm-none' },
        expectedAt: undefined,
      },
    });
    const sourceAt = (holder: Cluster) =>
      accepted(advance(holder, { at: due }))[0].backups.at(-1)?.hsmId;
    expect([sourceAt(two), sourceAt(begun)]).toEqual([first, second]);
  });
});
