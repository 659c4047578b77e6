import { describe, expect, it } from '@jest/globals';
import { left } from 'fp-ts/lib/Either.js';
import {
  addHsm,
  changePassword,
  createUser,
  deleteUser,
  latestBackup,
  type Cluster,
} from '@hsm-lifecycle/core';
import { accepted, after, clusterWith, restoredFrom, settled } from '@hsm-lifecycle/testing';
import { itKeepsTime, itWritesOnlyOnPeers } from '../shared.ts';

const before = clusterWith({ hsms: 2, users: ['alice'] });
const at = before.asOf + 1000;
const setAt = ({ hsms }: Cluster, called: string): readonly (number | undefined)[] =>
  hsms.map(({ access }) => access?.users.find(({ name }) => name === called)?.passwordSetAt);

describe('changePassword', () => {
  it('changes it on each ACTIVE HSM, in any spelling of the name (F-234)', () => {
    const [state, events] = accepted(changePassword(before, { at, name: 'ALICE' }));
    expect(events).toEqual([{ type: 'PasswordChanged', data: { at, name: 'alice' } }]);
    expect(setAt(state, 'alice')).toEqual([at, at]);
    expect(setAt(state, 'admin')).toEqual(setAt(before, 'admin'));
    expect(state.hsms[1]?.access).toBe(state.hsms[0]?.access);
  });

  it('leaves the old one in the backups, and in a clone of one (F-246)', () => {
    const changed = after(changePassword(before, { at, name: 'alice' }));
    const old = setAt(before, 'alice')[0];
    const backup = latestBackup(changed)?.access.users.find(({ name }) => name === 'alice');
    expect(backup?.passwordSetAt).toBe(old);
    const clone = restoredFrom(changed);
    const filled = settled(
      after(addHsm(clone, { at: clone.asOf, availabilityZone: 'eu-west-1a' })),
    );
    expect(setAt(filled, 'alice')).toEqual([old]);
  });

  it('never reaches an HSM that is joining, and is what another HSM gets then (F-86, U-40)', () => {
    const joining = after(addHsm(before, { at: before.asOf, availabilityZone: 'eu-west-1c' }));
    const changed = after(changePassword(joining, { at: joining.asOf, name: 'alice' }));
    const joined = settled(changed);
    const [first, , last] = setAt(joined, 'alice');
    expect(last).toBeLessThan(first ?? 0);
    const without = { ...joined, hsms: joined.hsms.slice(2) };
    const lacking = after(deleteUser(without, { at: joined.asOf, name: 'alice' }));
    const apart = { ...joined, hsms: [...joined.hsms.slice(0, 2), ...lacking.hsms] };
    const again = after(createUser(apart, { at: joined.asOf, name: 'alice', role: 'CU' }));
    expect(setAt(again, 'alice')).toEqual([first, first, first]);
  });

  it('passes over an HSM that lacks the user (F-86)', () => {
    const joining = after(addHsm(before, { at: before.asOf, availabilityZone: 'eu-west-1c' }));
    const made = settled(
      after(createUser(joining, { at: joining.asOf, name: 'late', role: 'CU' })),
    );
    const changed = after(changePassword(made, { at: made.asOf, name: 'late' }));
    expect(setAt(changed, 'late')).toEqual([made.asOf, made.asOf, undefined]);
  });

  itKeepsTime(
    () => before,
    (holder, instant) => changePassword(holder, { at: instant, name: 'alice' }),
  );
  itWritesOnlyOnPeers((cluster, instant) =>
    changePassword(cluster, { at: instant, name: 'admin' }),
  );

  it('refuses a user that is not there (M-3)', () => {
    expect(changePassword(before, { at, name: 'nobody' })).toEqual(
      left({ _tag: 'UserNotFound', rule: 'M-3', name: 'nobody' }),
    );
  });

  it('refuses the appliance user (F-195)', () => {
    expect(changePassword(before, { at, name: 'App_User' })).toEqual(
      left({ _tag: 'ReservedRole', rule: 'F-195', name: 'app_user', role: 'AU' }),
    );
  });
});
