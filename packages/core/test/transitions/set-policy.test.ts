import { describe, expect, it } from '@jest/globals';
import { assert, pre, property, string } from 'fast-check';
import { isRight, right } from 'fp-ts/lib/Either.js';
import { addHsm, latestBackup, setPolicy, type Cluster } from '@hsm-lifecycle/core';
import { accepted, after, clusterWith, settled } from '@hsm-lifecycle/testing';
import { itKeepsTime, itWritesOnlyOnPeers } from '../shared.ts';
import { onlyFast } from '../support.ts';

const before = clusterWith({ hsms: 2 });
const setting = (cluster: Cluster, value: string, name = 'quorum') =>
  setPolicy(cluster, { at: cluster.asOf, name, value });

describe('setPolicy', () => {
  it('sets a policy on each ACTIVE HSM (F-199)', () => {
    const [state, events] = accepted(setting(before, '2'));
    expect(events).toEqual([
      { type: 'PolicySet', data: { at: before.asOf, name: 'quorum', value: '2' } },
    ]);
    expect(state.hsms.map(({ access }) => access?.policies)).toEqual([
      { quorum: '2' },
      { quorum: '2' },
    ]);
    expect(latestBackup(state)?.access.policies).toEqual({});
  });

  it('never heals on an HSM that was joining, so it can be set again (F-86)', () => {
    const joining = after(addHsm(before, { at: before.asOf, availabilityZone: 'eu-west-1c' }));
    const joined = settled(after(setting(joining, '2')));
    expect(joined.hsms.map(({ access }) => access?.policies['quorum'])).toEqual([
      '2',
      '2',
      undefined,
    ]);
    expect(
      after(setting(joined, '2')).hsms.map(({ access }) => access?.policies['quorum']),
    ).toEqual(['2', '2', '2']);
  });

  itKeepsTime(
    () => before,
    (holder, at) => setPolicy(holder, { at, name: 'quorum', value: '2' }),
  );
  itWritesOnlyOnPeers((cluster, at) => setPolicy(cluster, { at, name: 'quorum', value: '2' }));

  it('accepts the value that each ACTIVE HSM has already, and changes nothing (U-17)', () => {
    const set = after(setting(before, '2'));
    expect(setting(set, '2')).toEqual(right([set, []]));
  });

  it('ignores joining HSMs in deciding whether anything changes (U-17)', () => {
    const set = after(setting(before, '2'));
    const joining = after(addHsm(set, { at: set.asOf, availabilityZone: 'eu-west-1c' }));
    expect(setting(joining, '2')).toEqual(right([joining, []]));
  });

  it('always holds the last value', () => {
    assert(
      property(string(), string(), (one, other) => {
        const outcome = setting(after(setting(before, one)), other);
        pre(isRight(outcome));
        expect(outcome.right[0].hsms.map(({ access }) => access?.policies)).toEqual([
          { quorum: other },
          { quorum: other },
        ]);
      }),
      onlyFast,
    );
  });
});
