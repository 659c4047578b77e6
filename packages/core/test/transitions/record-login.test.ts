import { describe, expect, it } from '@jest/globals';
import { assert, integer, property } from 'fast-check';
import { left } from 'fp-ts/lib/Either.js';
import { DAY_MS, inactiveUsers, recordLogin, usersOf } from '@hsm-lifecycle/core';
import { accepted, after, clusterWith } from '@hsm-lifecycle/testing';
import { itKeepsTime, itWritesOnlyOnPeers } from '../shared.ts';
import { onlyFast } from '../support.ts';

const before = clusterWith({ hsms: 2, users: ['alice'] });

describe('recordLogin', () => {
  it('notes when a user was seen', () => {
    const at = before.asOf;
    const [state, events] = accepted(recordLogin(before, { at, name: 'alice' }));
    expect(events).toEqual([{ type: 'UserLoggedIn', data: { at, name: 'alice' } }]);
    expect(usersOf(state).map(({ name, lastSeenAt }) => [name, lastSeenAt])).toEqual([
      ['app_user', undefined],
      ['admin', undefined],
      ['alice', at],
    ]);
  });

  itKeepsTime(
    () => before,
    (holder, at) => recordLogin(holder, { at, name: 'alice' }),
  );
  itWritesOnlyOnPeers((cluster, at) => recordLogin(cluster, { at, name: 'admin' }));

  it('refuses a user that is not there (M-3)', () => {
    expect(recordLogin(before, { at: before.asOf, name: 'bob' })).toEqual(left({ _tag: 'UserNotFound', rule: 'M-3', name: 'bob' }));
  });

  it('always makes a user active again', () => {
    assert(
      property(integer({ min: 0, max: 30 * DAY_MS }), integer({ min: 1, max: 30 }), (wait, idleDays) => {
        const at = before.asOf + wait;
        const names = inactiveUsers(after(recordLogin(before, { at, name: 'alice' })), { at, idleDays }).map(({ name }) => name);
        expect(names).not.toContain('alice');
      }),
      onlyFast,
    );
  });
});
