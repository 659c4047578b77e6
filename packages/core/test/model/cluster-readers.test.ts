import { describe, expect, it } from '@jest/globals';
import {
  addHsm,
  createKey,
  createUser,
  DAY_MS,
  deleteBackup,
  deleteUser,
  effectiveContents,
  expiredKeys,
  failHsm,
  inactiveUsers,
  isGone,
  isPeer,
  isRestorable,
  latestBackup,
  ownerlessKeys,
  recordLogin,
  removeHsm,
  usersOf,
  type Cluster,
  type Inventory,
} from '@hsm-lifecycle/core';
import { after, cluster, clusterWith, copy, restoredFrom, settled } from '@hsm-lifecycle/testing';

const before = clusterWith({ hsms: 2, users: ['alice'], keys: ['k1'] });
const at = before.asOf;
const names = ({ keys, users }: Inventory) => [
  keys.map(({ keyId }) => keyId),
  users.map(({ name }) => name),
];

describe('expiredKeys', () => {
  const dated = after(
    createKey(before, {
      at,
      keyId: 'k2',
      owner: 'alice',
      kind: 'symmetric',
      expiresAt: at + DAY_MS,
    }),
  );

  it('finds a key from its expiresAt on, but none that never expires', () => {
    expect(expiredKeys(dated, { at: at + DAY_MS - 1 })).toEqual([]);
    expect(expiredKeys(dated, { at: at + DAY_MS }).map(({ keyId }) => keyId)).toEqual(['k2']);
  });

  it('finds nothing on a cluster that holds nothing', () => {
    expect(expiredKeys(cluster('UNINITIALIZED'), { at })).toEqual([]);
  });
});

describe('inactiveUsers', () => {
  const aliceAt = usersOf(before).find(({ name }) => name === 'alice')?.createdAt ?? 0;

  it('finds users not seen since creation, but never the appliance user', () => {
    const found = inactiveUsers(before, { at: aliceAt + 30 * DAY_MS, idleDays: 30 });
    expect(found.map(({ name }) => name)).toEqual(['admin', 'alice']);
  });

  it('counts days to the millisecond', () => {
    const found = inactiveUsers(before, { at: aliceAt + 30 * DAY_MS - 1, idleDays: 30 });
    expect(found.map(({ name }) => name)).not.toContain('alice');
  });

  it('counts from the last login', () => {
    const seen = after(recordLogin(before, { at: at + DAY_MS, name: 'alice' }));
    const idle = (when: number) =>
      inactiveUsers(seen, { at: when, idleDays: 1 }).map(({ name }) => name);
    expect(idle(at + 2 * DAY_MS - 1)).toEqual(['admin']);
    expect(idle(at + 2 * DAY_MS)).toEqual(['admin', 'alice']);
  });
});

describe('ownerlessKeys', () => {
  it('finds the keys of a deleted user (U-29)', () => {
    expect(
      ownerlessKeys(after(deleteUser(before, { at, name: 'alice' }))).map(({ keyId }) => keyId),
    ).toEqual(['k1']);
    expect(ownerlessKeys(before)).toEqual([]);
    expect(ownerlessKeys(cluster('UNINITIALIZED'))).toEqual([]);
  });

  it.each(['CU', 'CO'] as const)('still finds them when a new %s gets the name (U-29)', (role) => {
    const deleted = after(deleteUser(before, { at, name: 'alice' }));
    const renewed = after(createUser(deleted, { at: at + 1, name: 'alice', role }));
    expect(ownerlessKeys(renewed).map(({ keyId }) => keyId)).toEqual(['k1']);
  });

  it('includes a leaving HSM, and one that joined with users that the others lost', () => {
    const leaving = before.hsms.reduce(
      (now, { hsmId }) => after(removeHsm(now, { at, hsmId })),
      before,
    );
    expect(leaving.hsms.some(isPeer)).toBe(false);
    expect(ownerlessKeys(leaving)).toEqual([]);
    const joining = after(addHsm(before, { at, availabilityZone: 'eu-west-1a' }));
    expect(ownerlessKeys(joining)).toEqual([]);
    const deleted = after(deleteUser(joining, { at, name: 'alice' }));
    const renewed = after(createUser(deleted, { at: at + 1, name: 'alice', role: 'CU' }));
    expect(ownerlessKeys(settled(renewed))).toEqual([]);
  });
});

describe('latestBackup and isRestorable', () => {
  it('find the newest READY one (U-7, U-10)', () => {
    const joining = after(addHsm(before, { at, availabilityZone: 'eu-west-1a' }));
    expect(latestBackup(joining)).toBe(joining.backups[1]);
    expect(latestBackup(settled(joining))?.backupId).toBe(joining.backups[2]?.backupId);
    expect(latestBackup(joining)).toBe(latestBackup(joining));
  });

  it('find none if none is READY', () => {
    expect(latestBackup(cluster('UNINITIALIZED'))).toBeUndefined();
    expect(latestBackup(cluster('INITIALIZED'))).toBeUndefined();
  });

  it('tell what can be restored (U-13)', () => {
    const deleted = after(
      deleteBackup(before, { at, backupId: before.backups[0]?.backupId ?? '' }),
    );
    expect(deleted.backups.map(isRestorable)).toEqual([false, true]);
    expect(copy().backups.map(isRestorable)).toEqual([true]);
  });
});

describe('isPeer and isGone', () => {
  it('recognize an HSM that is ACTIVE and not leaving', () => {
    const leaving = after(removeHsm(before, { at, hsmId: before.hsms[0]?.hsmId ?? '' }));
    expect(leaving.hsms.map(isPeer)).toEqual([false, true]);
  });

  it('recognize a cluster of which nothing is left', () => {
    expect([cluster('ACTIVE'), cluster('DELETED'), copy()].map(isGone)).toEqual([
      false,
      false,
      false,
    ]);
  });
});

describe('effectiveContents', () => {
  it('is what the ACTIVE HSMs hold', () => {
    expect(names(effectiveContents(before))).toEqual([['k1'], ['app_user', 'admin', 'alice']]);
  });

  it('is what the next HSM of a paused cluster would get', () => {
    expect(
      names(effectiveContents(clusterWith({ hsms: 0, users: ['alice'], keys: ['k1'] }))),
    ).toEqual([['k1'], ['app_user', 'admin', 'alice']]);
  });

  it('is what a restored cluster would start from', () => {
    const restored = restoredFrom(clusterWith({ hsms: 0, users: ['alice'], keys: ['k1'] }));
    expect(names(effectiveContents(restored))).toEqual([['k1'], ['app_user', 'admin', 'alice']]);
  });

  it('is what the latest backup of a DEGRADED cluster holds', () => {
    const one = clusterWith({ users: ['alice'], keys: ['k1'] });
    const degraded = after(failHsm(one, { at: one.asOf, hsmId: one.hsms[0]?.hsmId ?? '' }));
    expect(names(effectiveContents(degraded))).toEqual([[], ['app_user', 'admin']]);
  });

  it('is empty for a DELETED cluster, and for one that never held anything', () => {
    expect(names(effectiveContents(cluster('DELETED')))).toEqual([[], []]);
    expect(names(effectiveContents(cluster('UNINITIALIZED')))).toEqual([[], []]);
  });
});

describe('usersOf', () => {
  const joining = after(addHsm(before, { at, availabilityZone: 'eu-west-1c' }));
  const removing = (from: Cluster, index: number) =>
    after(removeHsm(from, { at: from.asOf, hsmId: from.hsms[index]?.hsmId ?? 'hsm-none' }));

  it('leaves out users only on a leaving HSM', () => {
    const differing = settled(after(deleteUser(joining, { at, name: 'alice' })));
    expect(usersOf(differing).map(({ name }) => name)).toContain('alice');
    expect(usersOf(removing(differing, 2)).map(({ name }) => name)).not.toContain('alice');
  });

  it('has each user once, as on the first HSM (F-86)', () => {
    const without = after(deleteUser(joining, { at, name: 'alice' }));
    const differing = settled(
      after(createUser(without, { at: at + 1, name: 'alice', role: 'CU' })),
    );
    expect(
      differing.hsms[2]?.access?.users.find(({ name }) => name === 'alice')?.createdAt,
    ).toBeLessThan(at + 1);
    expect(usersOf(differing).filter(({ name }) => name === 'alice')).toEqual([
      expect.objectContaining({ createdAt: at + 1 }),
    ]);
  });
});
