import { describe, expect, it } from '@jest/globals';
import { assert, integer, property } from 'fast-check';
import { left } from 'fp-ts/lib/Either.js';
import {
  addHsm,
  createUser,
  DAY_MS,
  inactiveUsers,
  recordLogin,
  usersOf,
} from '@hsm-lifecycle/core';
import { accepted, after, clusterWith, settled } from '@hsm-lifecycle/testing';
import { itKeepsTime, itWritesOnlyOnPeers } from '../shared.ts';
import { onlyFast } from '../support.ts';

const before = clusterWith({ hsms: 2, users: ['alice'] });

describe('recordLogin', () => {
  it('records when a user was seen', () => {
    const at = before.asOf;
    const [state, events] = accepted(recordLogin(before, { at, name: 'alice' }));
    expect(events).toEqual([{ type: 'UserLoggedIn', data: { at, name: 'alice' } }]);
    expect(usersOf(state).map(({ name, lastSeenAt }) => [name, lastSeenAt])).toEqual([
      ['app_user', undefined],
      ['admin', undefined],
      ['alice', at],
    ]);
  });

  it('records nothing on an HSM that joined without the user: users never heal (F-86)', () => {
    const joining = after(addHsm(before, { at: before.asOf, availabilityZone: 'eu-west-1c' }));
    const joined = settled(
      after(createUser(joining, { at: joining.asOf, name: 'bob', role: 'CU' })),
    );
    const at = joined.asOf;
    const seen = after(recordLogin(joined, { at, name: 'bob' }));
    expect(
      seen.hsms.map(({ access }) => access?.users.find(({ name }) => name === 'bob')?.lastSeenAt),
    ).toEqual([at, at, undefined]);
    expect(seen.hsms[2]).toBe(joined.hsms[2]);
  });

  itKeepsTime(
    () => before,
    (holder, at) => recordLogin(holder, { at, name: 'alice' }),
  );
  itWritesOnlyOnPeers((cluster, at) => recordLogin(cluster, { at, name: 'admin' }));

  it('refuses a user that is not there (M-3)', () => {
    expect(recordLogin(before, { at: before.asOf, name: 'bob' })).toEqual(
      left({ _tag: 'UserNotFound', rule: 'M-3', name: 'bob' }),
    );
  });

  it('always makes a user active again', () => {
    assert(
      property(
        integer({ min: 0, max: 30 * DAY_MS }),
        integer({ min: 1, max: 30 }),
        (wait, idleDays) => {
          const at = before.asOf + wait;
          const names = inactiveUsers(after(recordLogin(before, { at, name: 'alice' })), {
            at,
            idleDays,
          }).map(({ name }) => name);
          expect(names).not.toContain('alice');
        },
      ),
      onlyFast,
    );
  });
});
