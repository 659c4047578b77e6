import { describe, expect, it } from '@jest/globals';
import { assert, constantFrom, property } from 'fast-check';
import { left } from 'fp-ts/lib/Either.js';
import { addHsm, createKey, deleteKey, failHsm, latestBackup } from '@hsm-lifecycle/core';
import { accepted, after, clusterWith, settled } from '@hsm-lifecycle/testing';
import { itKeepsTime, itWritesOnlyOnPeers } from '../shared.ts';
import { onlyFast } from '../support.ts';

const before = clusterWith({ hsms: 2, users: ['alice'], keys: ['k1', 'k2'] });

describe('deleteKey', () => {
  it('removes the key from all HSMs, but from no backup (F-86, F-230)', () => {
    const [state, events] = accepted(deleteKey(before, { at: before.asOf, keyId: 'k1' }));
    expect(events).toEqual([{ type: 'KeyDeleted', data: { at: before.asOf, keyId: 'k1' } }]);
    expect(state.material?.keys.map(({ keyId }) => keyId)).toEqual(['k2']);
    expect(latestBackup(state)?.material.keys.map(({ keyId }) => keyId)).toEqual(['k1', 'k2']);
  });

  it('removes the key from a joining HSM too (U-27)', () => {
    const joining = after(addHsm(before, { at: before.asOf, availabilityZone: 'eu-west-1c' }));
    const deleted = after(deleteKey(joining, { at: joining.asOf, keyId: 'k1' }));
    const joined = settled(deleted);
    expect(latestBackup(joined)?.material.keys).toHaveLength(2);
    expect(joined.material?.keys.map(({ keyId }) => keyId)).toEqual(['k2']);
  });

  it('brings the key back when no peer is left to heal the joiner', () => {
    const joining = after(addHsm(before, { at: before.asOf, availabilityZone: 'eu-west-1c' }));
    const deleted = after(deleteKey(joining, { at: joining.asOf, keyId: 'k1' }));
    const alone = before.hsms.reduce(
      (rest, { hsmId }) => after(failHsm(rest, { at: rest.asOf, hsmId })),
      deleted,
    );
    expect(settled(alone).material?.keys.map(({ keyId }) => keyId)).toEqual(['k1', 'k2']);
  });

  itKeepsTime(
    () => before,
    (holder, at) => deleteKey(holder, { at, keyId: 'k1' }),
  );
  itWritesOnlyOnPeers((cluster, at) => deleteKey(cluster, { at, keyId: 'k1' }));

  it('refuses a key that is not there (M-3)', () => {
    expect(deleteKey(before, { at: before.asOf, keyId: 'k9' })).toEqual(
      left({ _tag: 'KeyNotFound', rule: 'M-3', keyId: 'k9' }),
    );
  });

  it('always undoes a creation', () => {
    assert(
      property(
        constantFrom('k3', 'k4', ' ', '__proto__'),
        constantFrom('symmetric' as const, 'asymmetric' as const),
        (keyId, kind) => {
          const made = after(createKey(before, { at: before.asOf, keyId, owner: 'alice', kind }));
          expect(after(deleteKey(made, { at: made.asOf, keyId })).material).toEqual(
            before.material,
          );
        },
      ),
      onlyFast,
    );
  });
});
