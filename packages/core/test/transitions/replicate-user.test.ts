import { describe, expect, it } from '@jest/globals';
import { isRight, left } from 'fp-ts/lib/Either.js';
import {
  addHsm,
  changePassword,
  createUser,
  replicateUser,
  usersOf,
  type Cluster,
} from '@hsm-lifecycle/core';
import { accepted, after, settled } from '@hsm-lifecycle/testing';
import { itKeepsTime, itWritesOnlyOnPeers } from '../shared.ts';
import { editionWith } from '../support.ts';
import { at, away, broken, home } from './kin.ts';

const replicating = (to: Cluster, name: string, from: Cluster = away) =>
  replicateUser(to, { at: Math.max(at, to.asOf), from, name });
const dora = usersOf(away).find(({ name }) => name === 'dora');

describe('replicateUser', () => {
  it('brings the user with its own creation and password to each HSM (F-247)', () => {
    const [state, events] = accepted(replicating(home, 'DORA'));
    const hsmIds = home.hsms.map(({ hsmId }) => hsmId);
    expect(events.at(-1)).toEqual({
      type: 'UserReplicated',
      data: { at, user: dora, from: away.clusterId, hsmIds },
    });
    expect(state.hsms.map(({ access }) => access?.users.at(-1))).toEqual([dora, dora]);
  });

  it('brings about nothing where each HSM has that very user (F-247)', () => {
    const there = after(replicating(home, 'dora'));
    expect(accepted(replicating(there, 'dora'))).toEqual([there, []]);
  });

  it('overwrites nobody, not even a password (F-247)', () => {
    const changed = after(changePassword(away, { at, name: 'alice' }));
    expect(accepted(replicating(home, 'alice', changed))[1].map(({ type }) => type)).not.toContain(
      'UserReplicated',
    );
  });

  it('completes it on the HSMs that lack it (F-86, F-247)', () => {
    const joining = after(addHsm(home, { at, availabilityZone: 'eu-west-1c' }));
    const joined = settled(after(replicating(joining, 'dora')));
    const has = ({ hsms }: Cluster) =>
      hsms.map(({ access }) => access?.users.some(({ name }) => name === 'dora'));
    expect(has(joined)).toEqual([true, true, false]);
    const later = { ...away, asOf: at };
    expect(has(after(replicating(joined, 'dora', later)))).toEqual([true, true, true]);
  });

  itKeepsTime(
    () => after(replicating(home, 'dora')),
    (holder, instant) => replicateUser(holder, { at: instant, from: holder, name: 'alice' }),
  );
  itWritesOnlyOnPeers((to, instant) => replicateUser(to, { at: instant, from: to, name: 'admin' }));

  it('refuses a source that cannot be read (F-247)', () => {
    expect(replicating(home, 'dora', { ...away, lineageId: 'cluster-stranger234' })).toMatchObject(
      left({ _tag: 'NotRelated' }),
    );
    expect(replicating(home, 'dora', broken(away))).toMatchObject(
      left({ _tag: 'SourceHasNoPeer' }),
    );
  });

  it('refuses a user that the source lacks, and its own users (M-3, F-195)', () => {
    expect(replicating(home, 'nobody')).toEqual(
      left({ _tag: 'UserNotFound', rule: 'M-3', name: 'nobody' }),
    );
    expect(replicating(home, 'app_user')).toMatchObject(left({ _tag: 'ReservedRole' }));
  });

  it.each(['CU', 'CO'] as const)('refuses it where another %s has the name (F-195)', (role) => {
    const other = after(createUser(home, { at: home.asOf, name: 'Dora', role }));
    expect(replicating(other, 'dora')).toEqual(
      left({ _tag: 'UserExists', rule: 'F-195', field: 'name', name: 'dora' }),
    );
  });

  it.each([3, 4])('refuses it where there is no room: %d places (F-129)', (usersMax) => {
    const capacity = { keysMax: 9, asymmetricKeysMax: 9, usersMax };
    const edition = editionWith({
      capacities: { 'hsm1.medium': capacity, 'hsm2m.medium': capacity },
    });
    expect(isRight(replicating({ ...home, edition }, 'dora'))).toBe(usersMax === 4);
  });
});
