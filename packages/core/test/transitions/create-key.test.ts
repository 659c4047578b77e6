import { describe, expect, it } from '@jest/globals';
import { assert, pre, property, string } from 'fast-check';
import { isRight, left } from 'fp-ts/lib/Either.js';
import { createKey, type Cluster, type CreateKey } from '@hsm-lifecycle/core';
import { accepted, after, clusterWith } from '@hsm-lifecycle/testing';
import { itKeepsTime, itWritesOnlyOnPeers } from '../shared.ts';
import { onlyFast, editionWith } from '../support.ts';

const before = clusterWith({ hsms: 2, users: ['alice'], keys: ['k1'] });
const making = (cluster: Cluster, changes: Partial<CreateKey> = {}) =>
  createKey(cluster, {
    at: cluster.asOf,
    keyId: 'k2',
    owner: 'alice',
    kind: 'symmetric',
    ...changes,
  });

const small = clusterWith({
  users: ['alice'],
  edition: editionWith({
    capacities: {
      'hsm1.medium': { keysMax: 3, asymmetricKeysMax: 3, usersMax: 3 },
      'hsm2m.medium': { keysMax: 3, asymmetricKeysMax: 2, usersMax: 3 },
    },
  }),
});

describe('createKey', () => {
  it('puts the key on all HSMs (F-86)', () => {
    const at = before.asOf;
    const [state, events] = accepted(making(before, { label: 'signing', expiresAt: at + 1 }));
    const key = {
      keyId: 'k2',
      label: 'signing',
      owner: 'alice',
      kind: 'symmetric',
      createdAt: at,
      expiresAt: at + 1,
    };
    expect(events).toEqual([{ type: 'KeyCreated', data: { at, key } }]);
    expect(state.material?.keys.at(-1)).toEqual(key);
  });

  itKeepsTime(
    () => before,
    (holder, at) => making(holder, { at }),
  );
  itWritesOnlyOnPeers((cluster, at) => making(cluster, { at }));

  it('counts only asymmetric keys against their limit (F-128)', () => {
    const one = after(making(small, { kind: 'symmetric' }));
    const two = after(making(one, { keyId: 'k3', kind: 'asymmetric' }));
    expect(after(making(two, { keyId: 'k4', kind: 'asymmetric' })).material?.keys).toHaveLength(3);
  });

  it.each([-1, 0.5, Number.NaN])(
    'refuses %d as a key’s expiresAt, which is not an instant (M-2)',
    (expiresAt) => {
      expect(making(before, { expiresAt })).toEqual(
        left({ _tag: 'NotAnInstant', rule: 'M-2', at: expiresAt, field: 'expiresAt' }),
      );
    },
  );

  it.each(['nobody', 'admin', 'app_user'])(
    'refuses %s as an owner: only crypto users own keys (F-195)',
    (owner) => {
      expect(making(before, { owner })).toEqual(
        left({ _tag: 'OwnerNotFound', rule: 'F-195', owner }),
      );
    },
  );

  it('refuses an id that another key has (M-4)', () => {
    expect(making(before, { keyId: 'k1' })).toEqual(
      left({ _tag: 'KeyExists', rule: 'M-4', keyId: 'k1' }),
    );
  });

  it('accepts as many keys as the HSM type holds, and no more (F-128)', () => {
    const two = after(making(after(making(small, { keyId: 'a' })), { keyId: 'b' }));
    const three = after(making(two, { keyId: 'c' }));
    expect(three.material?.keys).toHaveLength(3);
    expect(making(three, { keyId: 'd' })).toEqual(
      left({ _tag: 'TooManyKeys', rule: 'F-128', limit: 3, kind: 'any' }),
    );
  });

  it('accepts as many asymmetric pairs as the HSM type holds, and no more (F-128)', () => {
    const two = after(
      making(after(making(small, { keyId: 'a', kind: 'asymmetric' })), {
        keyId: 'b',
        kind: 'asymmetric',
      }),
    );
    expect(making(two, { keyId: 'c', kind: 'asymmetric' })).toEqual(
      left({ _tag: 'TooManyKeys', rule: 'F-128', limit: 2, kind: 'asymmetric' }),
    );
    expect(isRight(making(two, { keyId: 'c' }))).toBe(true);
  });

  it('always keeps the existing keys', () => {
    assert(
      property(string(), string(), (keyId, label) => {
        const outcome = making(before, { keyId, label });
        pre(isRight(outcome));
        expect(outcome.right[0].material?.keys.slice(0, -1)).toEqual(before.material?.keys);
      }),
      onlyFast,
    );
  });
});
