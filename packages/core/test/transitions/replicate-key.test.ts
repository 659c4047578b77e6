import { describe, expect, it } from '@jest/globals';
import { isRight, left } from 'fp-ts/lib/Either.js';
import {
  createKey,
  deleteKey,
  replicateKey,
  replicateUser,
  type Cluster,
} from '@hsm-lifecycle/core';
import { accepted, after, cluster, clusterWith } from '@hsm-lifecycle/testing';
import { itKeepsTime, itWritesOnlyOnPeers } from '../shared.ts';
import { editionWith } from '../support.ts';
import { untyped } from '../untyped.ts';
import { at, away, broken, home } from './kin.ts';

const replicating = (to: Cluster, keyId: string, from: Cluster = away) =>
  replicateKey(to, { at, from, keyId });

describe('replicateKey', () => {
  it('brings the key with its own creation, and says from where (F-247)', () => {
    const key = away.material?.keys.find(({ keyId }) => keyId === 'of alice');
    const [state, events] = accepted(replicating(home, 'of alice'));
    const own = events.filter(({ type }) => type !== 'BackupCreating' && type !== 'BackupCreated');
    expect(own).toEqual([{ type: 'KeyReplicated', data: { at, key, from: away.clusterId } }]);
    expect(state.material?.keys.at(-1)).toEqual(key);
  });

  it('brings about nothing where that very key is (F-247)', () => {
    const there = after(replicating(home, 'of alice'));
    expect(accepted(replicating(there, 'of alice'))).toEqual([there, []]);
    expect(accepted(replicating(there, 'k1'))).toEqual([there, []]);
  });

  it('refuses another key of that id, made at the same instant (M-4)', () => {
    const own = { at, keyId: 'twin', kind: 'symmetric', owner: 'alice' } as const;
    const ours = after(createKey(home, own));
    const theirs = after(createKey(away, { ...own, kind: 'asymmetric' }));
    expect(replicating(ours, 'twin', theirs)).toEqual(
      left({ _tag: 'KeyExists', rule: 'M-4', keyId: 'twin' }),
    );
    expect(accepted(replicating(ours, 'twin', after(createKey(away, own))))).toEqual([ours, []]);
  });

  it('makes fail-back possible: users first, then keys (F-247)', () => {
    const withDora = after(replicateUser(home, { at, from: away, name: 'dora' }));
    const state = after(replicating(withDora, 'of dora'));
    expect(state.material?.keys.map(({ keyId }) => keyId)).toEqual(['k1', 'of dora']);
  });

  itKeepsTime(
    () => after(replicating(home, 'of alice')),
    (holder, instant) => replicateKey(holder, { at: instant, from: holder, keyId: 'k1' }),
  );
  itWritesOnlyOnPeers((to, instant) => replicateKey(to, { at: instant, from: to, keyId: 'k1' }));

  it('refuses an instant before the last event of the source (M-1)', () => {
    const early = home.asOf;
    expect(replicateKey(home, { at: early, from: { ...away, asOf: at + 1 }, keyId: 'k1' })).toEqual(
      left({ _tag: 'TimeRanBackwards', rule: 'M-1', at: early, asOf: at + 1 }),
    );
  });

  it('refuses a source of another lineage (F-247)', () => {
    const stranger = { ...away, lineageId: 'cluster-stranger234' } as const;
    expect(replicating(home, 'of alice', stranger)).toEqual(
      left({
        _tag: 'NotRelated',
        rule: 'F-247',
        clusterId: home.clusterId,
        from: away.clusterId,
      }),
    );
  });

  it('refuses a source without an ACTIVE HSM, or one not activated (F-247)', () => {
    const { lineageId } = home;
    const sources = [
      { ...broken(away), lineageId },
      { ...cluster('INITIALIZED'), lineageId },
      { ...clusterWith({ hsms: 0 }), lineageId },
    ];
    for (const from of sources)
      expect(replicateKey(home, { at, from, keyId: 'k1' })).toEqual(
        left({
          _tag: 'SourceHasNoPeer',
          rule: 'F-247',
          from: from.clusterId,
          state: from.state,
        }),
      );
  });

  it('refuses a source that is no cluster (M-12)', () => {
    expect(replicateKey(home, { at, from: untyped(undefined), keyId: 'k1' })).toEqual(
      left({
        _tag: 'NotWellFormed',
        rule: 'M-12',
        field: 'from',
        expected: 'a cluster',
        actual: 'missing',
      }),
    );
  });

  it('refuses a key that the source lacks (M-3)', () => {
    expect(replicating(home, 'k9')).toEqual(
      left({ _tag: 'KeyNotFound', rule: 'M-3', keyId: 'k9' }),
    );
  });

  it('refuses a key whose id stands for another one (M-4)', () => {
    const emptied = after(deleteKey(home, { at, keyId: 'k1' }));
    const remade = after(
      createKey(emptied, { at, keyId: 'k1', owner: 'alice', kind: 'symmetric' }),
    );
    expect(replicating(remade, 'k1')).toEqual(
      left({ _tag: 'KeyExists', rule: 'M-4', keyId: 'k1' }),
    );
    expect(isRight(replicating(emptied, 'k1'))).toBe(true);
  });

  it('refuses a key whose owner is not there (F-195)', () => {
    expect(replicating(home, 'of dora')).toEqual(
      left({ _tag: 'OwnerNotFound', rule: 'F-195', owner: 'dora' }),
    );
  });

  it.each([1, 2])('refuses it where there is no room: %d places (F-128)', (keysMax) => {
    const capacity = { keysMax, asymmetricKeysMax: 9, usersMax: 9 };
    const edition = editionWith({
      capacities: { 'hsm1.medium': capacity, 'hsm2m.medium': capacity },
    });
    expect(isRight(replicating({ ...home, edition }, 'of alice'))).toBe(keysMax > 1);
  });
});
