import { describe, expect, it } from '@jest/globals';
import { assert, property } from 'fast-check';
import { left } from 'fp-ts/lib/Either.js';
import {
  addHsm,
  createUser,
  deleteUser,
  deleteKey,
  removeHsm,
  usersOf,
  type Cluster,
} from '@hsm-lifecycle/core';
import { accepted, after, aUserName, clusterWith, settled } from '@hsm-lifecycle/testing';
import { itKeepsTime, itWritesOnlyOnPeers } from '../shared.ts';
import { onlyFast } from '../support.ts';

const before = clusterWith({ hsms: 2, users: ['alice', 'bob'], keys: ['k1'] });
const deleting = (name: string) => deleteUser(before, { at: before.asOf, name });

describe('deleteUser', () => {
  it('removes the user from each ACTIVE HSM', () => {
    const [state, events] = accepted(deleting('bob'));
    expect(events).toEqual([{ type: 'UserDeleted', data: { at: before.asOf, name: 'bob' } }]);
    expect(usersOf(state).map(({ name }) => name)).toEqual(['app_user', 'admin', 'alice']);
    expect(state.hsms[1]?.access).toBe(state.hsms[0]?.access);
  });

  it('refuses who owns keys, in any spelling, until they are deleted (F-231, F-234)', () => {
    expect(deleting('ALICE')).toEqual(
      left({ _tag: 'UserOwnsKeys', rule: 'F-231', name: 'alice', keyIds: ['k1'] }),
    );
    const emptied = after(deleteKey(before, { at: before.asOf, keyId: 'k1' }));
    const deleted = after(deleteUser(emptied, { at: emptied.asOf, name: 'Alice' }));
    expect(usersOf(deleted).map(({ name }) => name)).toEqual(['app_user', 'admin', 'bob']);
  });

  it('accepts an officer who has the name of keys that a user of another HSM owned (F-231)', () => {
    const two = after(createUser(before, { at: before.asOf, name: 'deputy', role: 'CO' }));
    const strange = {
      ...two,
      material: {
        keys: (two.material?.keys ?? []).map((key) => Object.assign({}, key, { owner: 'deputy' })),
        isComplete: true,
        certificates: [],
      },
    };
    expect(deleteUser(strange, { at: two.asOf, name: 'deputy' })._tag).toBe('Right');
  });

  it('brings the user back with an HSM that was joining (U-27)', () => {
    const joining = after(addHsm(before, { at: before.asOf, availabilityZone: 'eu-west-1c' }));
    const deleted = after(deleteUser(joining, { at: joining.asOf, name: 'bob' }));
    expect(usersOf(deleted).map(({ name }) => name)).not.toContain('bob');
    expect(usersOf(settled(deleted)).map(({ name }) => name)).toContain('bob');
  });

  it('can remove the user that came back, without changing the other HSMs', () => {
    const joining = after(addHsm(before, { at: before.asOf, availabilityZone: 'eu-west-1c' }));
    const joined = settled(after(deleteUser(joining, { at: joining.asOf, name: 'bob' })));
    const again = after(deleteUser(joined, { at: joined.asOf, name: 'bob' }));
    expect(usersOf(again).map(({ name }) => name)).not.toContain('bob');
    expect(again.hsms[0]).toBe(joined.hsms[0]);
  });

  itKeepsTime(
    () => before,
    (holder, at) => deleteUser(holder, { at, name: 'bob' }),
  );
  itWritesOnlyOnPeers((cluster, at) => deleteUser(cluster, { at, name: 'admin' }));

  it('refuses a user that is not there (M-3)', () => {
    expect(deleting('nobody')).toEqual(left({ _tag: 'UserNotFound', rule: 'M-3', name: 'nobody' }));
  });

  it('refuses the appliance user (F-195, U-28)', () => {
    expect(deleting('app_user')).toEqual(
      left({ _tag: 'ReservedRole', rule: 'F-195', name: 'app_user', role: 'AU' }),
    );
  });

  it('refuses the last crypto officer (U-28)', () => {
    expect(deleting('admin')).toEqual(
      left({ _tag: 'LastCryptoOfficer', rule: 'U-28', name: 'admin' }),
    );
  });

  it('accepts a crypto officer when there is another (U-28)', () => {
    const two = after(createUser(before, { at: before.asOf, name: 'deputy', role: 'CO' }));
    expect(
      usersOf(after(deleteUser(two, { at: two.asOf, name: 'admin' }))).map(({ name }) => name),
    ).toContain('deputy');
  });

  describe('if HSMs differ, since users do not heal (F-86)', () => {
    const joining = after(
      addHsm(clusterWith({ users: ['alice'] }), {
        at: before.asOf,
        availabilityZone: 'eu-west-1b',
      }),
    );
    const differing = settled(
      after(createUser(joining, { at: joining.asOf, name: 'deputy', role: 'CO' })),
    );
    const remove = (from: Cluster, name: string) => deleteUser(from, { at: from.asOf, name });

    it('refuses the last officer on any of them (U-28)', () => {
      expect(remove(differing, 'admin')).toEqual(
        left({ _tag: 'LastCryptoOfficer', rule: 'U-28', name: 'admin' }),
      );
    });

    it('accepts an officer who is not on that HSM (U-28)', () => {
      expect(usersOf(after(remove(differing, 'deputy'))).map(({ name }) => name)).toEqual([
        'app_user',
        'admin',
        'alice',
      ]);
    });

    it('ignores a leaving HSM (U-28)', () => {
      const leaving = after(
        removeHsm(differing, { at: differing.asOf, hsmId: differing.hsms[1]?.hsmId ?? 'hsm-none' }),
      );
      expect(usersOf(after(remove(leaving, 'admin'))).map(({ name }) => name)).toEqual([
        'app_user',
        'alice',
        'deputy',
      ]);
    });
  });

  it('always undoes a creation', () => {
    assert(
      property(aUserName, (name) => {
        const made = after(
          createUser(before, { at: before.asOf, name: `u${name}`.slice(0, 31), role: 'CU' }),
        );
        expect(
          usersOf(after(deleteUser(made, { at: made.asOf, name: `u${name}`.slice(0, 31) }))),
        ).toEqual(usersOf(before));
      }),
      onlyFast,
    );
  });
});
