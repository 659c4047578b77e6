import { describe, expect, it } from '@jest/globals';
import { assert, constantFrom, pre, property } from 'fast-check';
import { isRight, left } from 'fp-ts/lib/Either.js';
import {
  addHsm,
  createUser,
  recordLogin,
  removeHsm,
  usersOf,
  type Cluster,
  type CreateUser,
} from '@hsm-lifecycle/core';
import { accepted, after, aUserName, clusterWith, settled } from '@hsm-lifecycle/testing';
import { itKeepsTime, itWritesOnlyOnPeers } from '../shared.ts';
import { onlyFast, editionWith } from '../support.ts';

const before = clusterWith({ hsms: 2, users: ['alice'] });
const making = (cluster: Cluster, changes: Partial<CreateUser> = {}) =>
  createUser(cluster, { at: cluster.asOf, name: 'bob', role: 'CU', ...changes });

describe('createUser', () => {
  it('puts the user on each ACTIVE HSM, and they still share one value', () => {
    const at = before.asOf;
    const [state, events] = accepted(making(before));
    const hsmIds = before.hsms.map(({ hsmId }) => hsmId);
    expect(events).toEqual([
      { type: 'UserCreated', data: { at, name: 'bob', role: 'CU', hsmIds } },
    ]);
    expect(state.hsms[0]?.access?.users.at(-1)).toEqual({
      name: 'bob',
      role: 'CU',
      createdAt: at,
      passwordSetAt: at,
      lastSeenAt: undefined,
    });
    expect(state.hsms[1]?.access).toBe(state.hsms[0]?.access);
  });

  it('does not reach an HSM that is joining, and never heals there (F-85, F-86)', () => {
    const joining = after(addHsm(before, { at: before.asOf, availabilityZone: 'eu-west-1c' }));
    const joined = settled(after(making(joining)));
    expect(
      joined.hsms.map(({ access }) => access?.users.some(({ name }) => name === 'bob')),
    ).toEqual([true, true, false]);
  });

  describe('again, where some HSM lacks the user', () => {
    const joining = after(addHsm(before, { at: before.asOf, availabilityZone: 'eu-west-1c' }));
    const late = after(making(joining, { name: 'late' }));
    const differing = settled(after(recordLogin(late, { at: late.asOf, name: 'late' })));
    const repaired = accepted(making(differing, { name: 'LATE' }));

    it('completes it there alone, as the user that it is (F-86, U-40)', () => {
      const [state, events] = repaired;
      const hsmIds = differing.hsms.slice(2).map(({ hsmId }) => hsmId);
      const data = { at: differing.asOf, name: 'late', role: 'CU', hsmIds };
      expect(events).toEqual([{ type: 'UserCreated', data }]);
      const [, second, third] = state.hsms;
      expect(third?.access?.users.at(-1)).toEqual(second?.access?.users.at(-1));
      expect(second).toBe(differing.hsms[1]);
    });

    it('refuses it once each HSM has it (F-86, F-195)', () => {
      expect(making(repaired[0], { name: 'Late' })).toEqual(
        left({ _tag: 'UserExists', rule: 'F-195', field: 'name', name: 'Late' }),
      );
    });

    it('refuses it in another role than the HSMs know (F-86, F-195)', () => {
      expect(making(differing, { name: 'late', role: 'CO' })).toEqual(
        left({ _tag: 'UserExists', rule: 'F-195', field: 'name', name: 'late' }),
      );
    });

    it('is remembered by the HSM when the others have gone (F-86)', () => {
      const alone = repaired[0].hsms
        .slice(0, 2)
        .reduce(
          (now, { hsmId }) => settled(after(removeHsm(now, { at: now.asOf, hsmId }))),
          repaired[0],
        );
      expect(usersOf(alone).map(({ name }) => name)).toContain('late');
    });

    it.each([3, 4])(
      'asks the HSM that lacks it for room, and it has %d places (F-129)',
      (usersMax) => {
        expect(differing.hsms[2]?.access?.users).toHaveLength(3);
        const capacity = { keysMax: 9, asymmetricKeysMax: 9, usersMax };
        const edition = editionWith({
          capacities: { 'hsm1.medium': capacity, 'hsm2m.medium': capacity },
        });
        expect(isRight(making({ ...differing, edition }, { name: 'late' }))).toBe(usersMax === 4);
      },
    );
  });

  it.each(['a b', 'a-b', 'a.b', 'é', 'a\n', '\u212a'])(
    'refuses other characters than letters, digits and underscores: %j (F-234)',
    (name) => {
      expect(making(before, { name })).toEqual(
        left({ _tag: 'UserNameCharacters', rule: 'F-234', field: 'name', name }),
      );
    },
  );

  it.each(['ALICE', 'Alice', 'App_User'])('compares names without case: %s (F-234)', (name) => {
    expect(making(before, { name })).toMatchObject(left({ _tag: 'UserExists' }));
  });

  it.each(['Bob_9', '_', '007'])('accepts %s (F-234)', (name) => {
    expect(isRight(making(before, { name }))).toBe(true);
  });

  it('refuses the role of the admin before activation (F-195, F-235)', () => {
    expect(making(before, { role: 'PRECO' })).toMatchObject(left({ _tag: 'ReservedRole' }));
  });

  itKeepsTime(
    () => before,
    (holder, at) => making(holder, { at }),
  );
  itWritesOnlyOnPeers((cluster, at) => making(cluster, { at }));

  it('refuses an appliance user, which belongs to the HSM (F-195, U-28)', () => {
    expect(making(before, { role: 'AU' })).toEqual(
      left({ _tag: 'ReservedRole', rule: 'F-195', name: 'bob', role: 'AU' }),
    );
  });

  it.each([0, 32])('refuses a name of %d characters (F-130)', (length) => {
    expect(making(before, { name: 'x'.repeat(length) })).toEqual(
      left({ _tag: 'UserNameLength', rule: 'F-130', field: 'name', actual: length, limit: 31 }),
    );
  });

  it.each([1, 31])('accepts a name of %d characters (F-130)', (length) => {
    expect(isRight(making(before, { name: 'x'.repeat(length) }))).toBe(true);
  });

  it.each(['alice', 'admin', 'app_user'])('refuses %s, who exists (F-195)', (name) => {
    expect(making(before, { name })).toEqual(
      left({ _tag: 'UserExists', rule: 'F-195', field: 'name', name }),
    );
  });

  it('accepts as many users as the HSM type holds, and no more (F-129)', () => {
    const capacity = { keysMax: 9, asymmetricKeysMax: 9, usersMax: 4 };
    const small = clusterWith({
      users: ['alice'],
      edition: editionWith({ capacities: { 'hsm1.medium': capacity, 'hsm2m.medium': capacity } }),
    });
    const full = after(making(small));
    expect(usersOf(full)).toHaveLength(4);
    expect(making(full, { name: 'carol' })).toEqual(
      left({ _tag: 'TooManyUsers', rule: 'F-129', limit: 4 }),
    );
  });

  it('always keeps the existing users', () => {
    assert(
      property(aUserName, constantFrom('CO' as const, 'CU' as const), (name, role) => {
        const outcome = making(before, { name, role });
        pre(isRight(outcome));
        expect(usersOf(outcome.right[0]).slice(0, -1)).toEqual(usersOf(before));
      }),
      onlyFast,
    );
  });

  it('has no limit on a platform without a capacity (F-129)', () => {
    const unbounded = { ...before, edition: { ...before.edition, capacities: {} } };
    expect(making(unbounded)._tag).toBe('Right');
  });
});
