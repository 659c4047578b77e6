import { describe, expect, it } from '@jest/globals';
import { assert, constantFrom, property } from 'fast-check';
import { isRight, left } from 'fp-ts/lib/Either.js';
import {
  addHsm,
  createKey,
  createUser,
  deleteKey,
  failHsm,
  latestBackup,
  MINUTE_MS,
} from '@hsm-lifecycle/core';
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
    const backedUp = joining.asOf + 2 * MINUTE_MS;
    const deleted = after(deleteKey(joining, { at: backedUp, keyId: 'k1' }));
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

  it.each(['alice', 'ALICE', undefined])('accepts %s, who owns it (F-232, F-234)', (by) => {
    const said = by === undefined ? {} : { by };
    expect(isRight(deleteKey(before, { at: before.asOf, keyId: 'k1', ...said }))).toBe(true);
  });

  it.each(['admin', 'bob'])('refuses %s, who does not own it (F-232)', (by) => {
    expect(deleteKey(before, { at: before.asOf, keyId: 'k1', by })).toEqual(
      left({ _tag: 'NotKeyOwner', rule: 'F-232', keyId: 'k1', owner: 'alice', by }),
    );
  });

  it('refuses it while its owner is on no HSM, and not once the owner is there again (U-41)', () => {
    const joining = after(addHsm(before, { at: before.asOf, availabilityZone: 'eu-west-1c' }));
    const made = after(createUser(joining, { at: joining.asOf, name: 'late', role: 'CU' }));
    const owned = after(
      createKey(made, { at: made.asOf, keyId: 'k3', owner: 'late', kind: 'symmetric' }),
    );
    const joined = settled(owned);
    const alone = joined.hsms
      .slice(0, 2)
      .reduce((rest, { hsmId }) => after(failHsm(rest, { at: rest.asOf, hsmId })), joined);
    const input = { at: alone.asOf, keyId: 'k3' };
    expect(deleteKey(alone, input)).toEqual(
      left({ _tag: 'OwnerNotFound', rule: 'U-41', owner: 'late' }),
    );
    const again = after(createUser(alone, { at: alone.asOf, name: 'Late', role: 'CU' }));
    expect(isRight(deleteKey(again, input))).toBe(true);
  });

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
