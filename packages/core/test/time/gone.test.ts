import { describe, expect, it } from '@jest/globals';
import {
  addHsm,
  advance,
  createKey,
  createUser,
  DAY_MS,
  deleteBackup,
  deleteCluster,
  deleteKey,
  failHsm,
  removeHsm,
  replaceHsm,
  settle,
  type Cluster,
  type ClusterEvent,
  type CopyEvent,
  type FirstEvent,
  type Outcome,
  type BackupHolder,
  MINUTE_MS,
} from '@hsm-lifecycle/core';
import {
  accepted,
  after,
  cluster,
  clusterWith,
  copiedFrom,
  eventsOf,
  REGION,
  restoredFrom,
  settled,
} from '@hsm-lifecycle/testing';
import { editionWith } from '../support.ts';

type Event = ClusterEvent | CopyEvent | FirstEvent;

/** What is gone, by the type of the event with which it goes. */
const gone = (events: readonly Event[]) =>
  events.flatMap(({ type, data }) =>
    'gone' in data ? [[type, data.gone.keys, data.gone.users] as const] : [],
  );
const goneWith = (outcome: Outcome<unknown, BackupHolder, Event>) => gone(eventsOf(outcome));

const firstHsm = ({ hsms }: Cluster): string => hsms[0]?.hsmId ?? 'none';
const latestBackup = ({ backups }: Cluster): string => backups.at(-1)?.backupId ?? 'none';
const ofAlice = { keyId: 'k1', owner: 'alice', kind: 'symmetric' } as const;
const withAlice = (before: Cluster, keys: readonly string[] = ['k1']): Cluster =>
  keys.reduce(
    (now, keyId) => after(createKey(now, { at: now.asOf, ...ofAlice, keyId })),
    after(createUser(before, { at: before.asOf, name: 'alice', role: 'CU' })),
  );
const joining = (before: Cluster): Cluster =>
  after(addHsm(before, { at: before.asOf, availabilityZone: `${REGION}b` }));

const active = clusterWith();
const { asOf: at } = active;

describe('HsmDegraded', () => {
  it('takes along what was made since the last backup, when no other HSM has it', () => {
    const full = withAlice(active);
    expect(goneWith(failHsm(full, { at, hsmId: firstHsm(full) }))).toEqual([['HsmDegraded', 1, 1]]);
  });

  it('takes along nothing that a backup has', () => {
    expect(goneWith(failHsm(active, { at, hsmId: firstHsm(active) }))).toEqual([
      ['HsmDegraded', 0, 0],
    ]);
  });

  it('takes along nothing that another HSM has', () => {
    const two = withAlice(clusterWith({ hsms: 2 }));
    expect(goneWith(failHsm(two, { at: two.asOf, hsmId: firstHsm(two) }))).toEqual([
      ['HsmDegraded', 0, 0],
    ]);
  });

  it('loses a user created while the other HSM joined, but no key (F-86, U-27)', () => {
    const two = settled(withAlice(joining(active)));
    expect(goneWith(failHsm(two, { at: two.asOf, hsmId: firstHsm(two) }))).toEqual([
      ['HsmDegraded', 0, 1],
    ]);
  });

  it('counts each key once', () => {
    const full = withAlice(active, ['k1', 'k2', 'k3']);
    expect(goneWith(failHsm(full, { at, hsmId: firstHsm(full) }))).toEqual([['HsmDegraded', 3, 1]]);
  });

  it('takes a key that was made again under its old id for another (F-230)', () => {
    const two = settled(joining(withAlice(active)));
    const deleted = after(deleteKey(two, { at: two.asOf, keyId: 'k1' }));
    const again = after(createKey(deleted, { at: deleted.asOf + 1, ...ofAlice }));
    const one = after(failHsm(again, { at: again.asOf, hsmId: firstHsm(again) }));
    expect(goneWith(failHsm(one, { at: one.asOf, hsmId: one.hsms[1]?.hsmId ?? 'none' }))).toEqual([
      ['HsmDegraded', 1, 0],
    ]);
  });
});

describe('HsmReplaced', () => {
  it('takes along what the latest backup does not have', () => {
    const full = withAlice(active);
    const replacing = after(replaceHsm(full, { at, hsmId: firstHsm(full) }));
    expect(goneWith(advance(replacing, { at: at + 20 * MINUTE_MS }))).toEqual([
      ['HsmReplaced', 1, 1],
    ]);
  });

  it('counts nothing of an HSM that had already failed', () => {
    const full = withAlice(active);
    const failed = after(failHsm(full, { at, hsmId: firstHsm(full) }));
    const replacing = after(replaceHsm(failed, { at, hsmId: firstHsm(full) }));
    expect(goneWith(advance(replacing, { at: at + 20 * MINUTE_MS }))).toEqual([
      ['HsmReplaced', 0, 0],
    ]);
  });
});

describe('HsmRemoved', () => {
  const leaving = (before: Cluster) => {
    const going = after(removeHsm(before, { at: before.asOf, hsmId: firstHsm(before) }));
    return gone(accepted(advance(going, { at: going.asOf + DAY_MS / 2 }))[1]);
  };

  it('takes along nothing of an active cluster: a backup comes first (F-94)', () => {
    expect(leaving(withAlice(active))).toEqual([['HsmRemoved', 0, 0]]);
  });

  it('takes along nothing that is written while it leaves: only those that stay take it', () => {
    const two = clusterWith({ hsms: 2 });
    const half = after(removeHsm(two, { at: two.asOf, hsmId: firstHsm(two) }));
    const events = accepted(advance(withAlice(half), { at: half.asOf + DAY_MS / 2 }))[1];
    expect(gone(events)).toEqual([['HsmRemoved', 0, 0]]);
  });

  it('takes along the two users of a cluster that was never activated (F-97, F-235)', () => {
    expect(leaving(cluster('INITIALIZED'))).toEqual([['HsmRemoved', 0, 2]]);
    expect(leaving(cluster('UNINITIALIZED', { hsms: 1 }))).toEqual([['HsmRemoved', 0, 0]]);
  });
});

describe('HsmAdditionFailed', () => {
  it('takes along what only the joining HSM was to have', () => {
    const edition = editionWith({
      durations: { hsm: 'REPORTED' },
      replacement: { detectedAfter: 'REPORTED' },
    });
    const two = joining(withAlice(clusterWith({ edition })));
    const started = accepted(advance(two, { at: two.asOf + DAY_MS / 2 }))[0];
    const [first, second] = started.hsms;
    const alone = after(failHsm(started, { at: started.asOf, hsmId: first?.hsmId ?? '' }));
    const deleted = after(deleteBackup(alone, { at: alone.asOf, backupId: latestBackup(alone) }));
    const purged = accepted(advance(deleted, { at: deleted.asOf + 7 * DAY_MS }))[0];
    expect(purged.hsms[1]?.state).toBe('CREATE_IN_PROGRESS');
    expect(
      goneWith(settle(purged, { at: purged.asOf, id: second?.hsmId ?? '', outcome: 'FAILED' })),
    ).toEqual([['HsmAdditionFailed', 1, 1]]);
  });
});

describe('BackupCreationFailed', () => {
  it('loses what was deleted since it started, before what waits for it fails too', () => {
    const two = joining(withAlice(active));
    const deleted = after(deleteKey(two, { at: two.asOf, keyId: 'k1' }));
    expect(
      goneWith(settle(deleted, { at: deleted.asOf, id: latestBackup(deleted), outcome: 'FAILED' })),
    ).toEqual([
      ['BackupCreationFailed', 1, 0],
      ['HsmAdditionFailed', 0, 0],
    ]);
  });
});

describe('BackupPurged', () => {
  const paused = clusterWith({ hsms: 0, users: ['alice'], keys: ['k1'] });

  it('takes along what no other backup has', () => {
    const deleted = after(
      deleteBackup(paused, { at: paused.asOf, backupId: latestBackup(paused) }),
    );
    expect(gone(accepted(advance(deleted, { at: deleted.asOf + 7 * DAY_MS }))[1])).toEqual([
      ['BackupPurged', 1, 1],
    ]);
  });

  it('takes along nothing while another backup is of the same contents, then all', () => {
    const three = settled(joining(clusterWith({ hsms: 2, users: ['alice'], keys: ['k1'] })));
    const none = three.hsms.reduce(
      (now, { hsmId }) => after(failHsm(now, { at: now.asOf, hsmId })),
      three,
    );
    const all = none.backups.reduce(
      (now, { backupId }) => after(deleteBackup(now, { at: now.asOf, backupId })),
      none,
    );
    expect(gone(accepted(advance(all, { at: all.asOf + 7 * DAY_MS }))[1])).toEqual([
      ['BackupPurged', 0, 0],
      ['BackupPurged', 0, 0],
      ['BackupPurged', 1, 3],
    ]);
  });

  it('takes along all that a copy holds: what it was copied from is no part of it', () => {
    const one = copiedFrom(clusterWith({ hsms: 2, users: ['alice'], keys: ['k1'] }));
    const deleted = after(deleteBackup(one, { at: one.asOf, backupId: one.copyId }));
    expect(gone(accepted(advance(deleted, { at: deleted.asOf + 7 * DAY_MS }))[1])).toEqual([
      ['BackupPurged', 1, 3],
    ]);
  });
});

describe('the end of a restored cluster', () => {
  const restored = restoredFrom(clusterWith({ hsms: 2, users: ['alice'], keys: ['k1'] }));

  it('takes along what it was made from: ClusterDeleted', () => {
    const deleting = after(deleteCluster(restored, { at: restored.asOf }));
    expect(gone(accepted(advance(deleting, { at: deleting.asOf + DAY_MS }))[1])).toEqual([
      ['ClusterDeleted', 1, 3],
    ]);
  });

  it('takes along nothing that its own backups have', () => {
    const one = settled(joining(restored));
    const gonePaused = settled(after(removeHsm(one, { at: one.asOf, hsmId: firstHsm(one) })));
    const deleting = after(deleteCluster(gonePaused, { at: gonePaused.asOf }));
    expect(gone(accepted(advance(deleting, { at: deleting.asOf + DAY_MS }))[1])).toEqual([
      ['ClusterDeleted', 0, 0],
    ]);
  });
});
