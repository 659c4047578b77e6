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
  recordLogin,
  removeHsm,
  usersOf,
  type Cluster,
  type Inventory,
} from '@hsm-lifecycle/core';
import { after, cluster, clusterWith, copy, restoredFrom, settled } from '@hsm-lifecycle/testing';

const before = clusterWith({ hsms: 2, users: ['alice'], keys: ['k1'] });
const at = before.asOf;
const names = ({ keys, everywhere }: Inventory) => [
  keys.map(({ keyId }) => keyId),
  everywhere.map(({ name }) => name),
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

describe('latestBackup and latestBackup', () => {
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

describe('effectiveContents where HSMs differ', () => {
  const emptied = clusterWith({ hsms: 2, users: ['alice'] });
  const joining = after(addHsm(emptied, { at: emptied.asOf, availabilityZone: 'eu-west-1c' }));
  const written = after(createUser(joining, { at: joining.asOf, name: 'late', role: 'CU' }));
  const differing = settled(after(deleteUser(written, { at: written.asOf, name: 'alice' })));
  const told = effectiveContents(differing);

  it('says who is everywhere, and who only somewhere (F-86)', () => {
    expect(told.everywhere.map(({ name }) => name)).toEqual(['app_user', 'admin']);
    expect(told.somewhere.map(({ name }) => name)).toEqual(['late', 'alice']);
  });

  it('tells users of one name apart (F-86)', () => {
    const renewed = after(createUser(written, { at: written.asOf, name: 'alicia', role: 'CU' }));
    expect(effectiveContents(renewed).somewhere).toEqual([]);
    const gone = after(deleteUser(written, { at: written.asOf, name: 'alice' }));
    const again = after(createUser(gone, { at: gone.asOf + 1, name: 'alice', role: 'CU' }));
    const twice = effectiveContents(settled(again)).somewhere.filter(
      ({ name }) => name === 'alice',
    );
    expect(twice).toHaveLength(2);
  });
});

describe('usersOf', () => {
  const keyless = clusterWith({ hsms: 2, users: ['alice'] });
  const joining = after(addHsm(keyless, { at: keyless.asOf, availabilityZone: 'eu-west-1c' }));
  const removing = (from: Cluster, index: number) =>
    after(removeHsm(from, { at: from.asOf, hsmId: from.hsms[index]?.hsmId ?? 'hsm-none' }));

  it('leaves out users only on a leaving HSM', () => {
    const differing = settled(after(deleteUser(joining, { at: joining.asOf, name: 'alice' })));
    expect(usersOf(differing).map(({ name }) => name)).toContain('alice');
    expect(usersOf(removing(differing, 2)).map(({ name }) => name)).not.toContain('alice');
  });

  it('has each user once, as on the first HSM (F-86)', () => {
    const without = after(deleteUser(joining, { at: joining.asOf, name: 'alice' }));
    const differing = settled(
      after(createUser(without, { at: without.asOf + 1, name: 'alice', role: 'CU' })),
    );
    expect(
      differing.hsms[2]?.access?.users.find(({ name }) => name === 'alice')?.createdAt,
    ).toBeLessThan(without.asOf + 1);
    expect(usersOf(differing).filter(({ name }) => name === 'alice')).toEqual([
      expect.objectContaining({ createdAt: without.asOf + 1 }),
    ]);
  });
});
