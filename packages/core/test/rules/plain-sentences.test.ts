import { describe, expect, it } from '@jest/globals';
import { decide, explain, initialState } from '@hsm-lifecycle/core';
import { Command, decodeCommand } from '@hsm-lifecycle/core/codec';
import { untyped } from '../untyped.ts';

const said = (error: unknown): string => explain(untyped(error)).split(' (')[0] ?? '';

const misread = (value: unknown): string => {
  const outcome = decodeCommand(value);
  return outcome._tag === 'Left' ? explain(outcome.left) : 'accepted';
};

describe('what a decoder refuses', () => {
  const zap = { type: 'Advance', data: { at: 0, zap: 1 } };

  it('names an unknown field, and says to remove it', () => {
    expect(misread(zap)).toBe("'data.zap' is not a known field. Remove it.");
    expect(Command['~standard'].validate(zap)).toEqual({
      issues: [{ message: "'zap' is not a known field. Remove it.", path: ['data', 'zap'] }],
    });
  });

  it('says what is missing', () => {
    expect(misread({ type: 'Advance' })).toBe("'data' is missing. It must be an object.");
  });
});

describe('an unknown command', () => {
  const refused = (type: unknown): string => {
    const outcome = decide(initialState, untyped({ type, data: {} }));
    return outcome._tag === 'Left' ? explain(outcome.left) : 'accepted';
  };

  it.each([
    ['AddHSM', 'AddHsm'],
    ['activate', 'Activate'],
    ['Initialise', 'Initialize'],
    ['set-retention', 'SetRetention'],
    ['DeletBackup', 'DeleteBackup'],
    ['Advnace', 'Advance'],
  ])('that is almost one gets a hint: %s', (type, meant) => {
    expect(refused(type)).toContain(
      `The command's type is ${type}; there is no such command here. Did you mean ${meant}? Use`,
    );
  });

  it.each(['ShrinkFleet', 'Zap', ''])('that is like none gets no hint: %p', (type) => {
    expect(refused(type)).not.toContain('Did you mean');
  });

  it('may have a type that is not text', () => {
    expect(refused(Symbol('s'))).toContain("The command's type is a symbol; there is no such");
  });
});

describe('a sentence', () => {
  const rule = 'M-3';

  it.each<[object, string]>([
    [
      { _tag: 'HsmsRemain', hsmIds: ['hsm-a'] },
      'The cluster still has hsm-a. Remove it and wait until it is gone.',
    ],
    [
      { _tag: 'HsmsRemain', hsmIds: ['hsm-a', 'hsm-b'] },
      'The cluster still has hsm-a, hsm-b. Remove them and wait until they are gone.',
    ],
    [
      { _tag: 'StaleSigningRequest', signingRequestId: 'csr-a' },
      'The certificate answers csr-a, but the cluster has no signing request. Add an HSM, wait ' +
        'until it is ACTIVE, and sign its request.',
    ],
    [
      { _tag: 'HsmNotFound', rule, eniId: 'eni-a' },
      'The cluster has no HSM with the network interface eni-a.',
    ],
    [
      { _tag: 'HsmNotFound', rule, ipAddress: '10.0.0.1' },
      'The cluster has no HSM with the address 10.0.0.1.',
    ],
    [
      { _tag: 'UserExists', field: 'name', name: 'the boss' },
      'User "the boss" already exists, on every ACTIVE HSM or in another role. Choose another name.',
    ],
    [
      { _tag: 'ReservedRole', name: 'a', role: 'AU' },
      'User "a" has the role AU, which belongs to the HSM itself. Only users with the role CO or ' +
        'CU can be created and deleted.',
    ],
    [
      { _tag: 'NotYetActivated', rule: 'F-244' },
      'The cluster is activated, but the service still reports INITIALIZED. Wait until it ' +
        'reports ACTIVE.',
    ],
    [
      { _tag: 'HsmNotOperating', rule: 'F-92', hsmId: 'hsm-a', actual: 'DEGRADED' },
      'hsm-a is DEGRADED. It has never been ACTIVE, so nothing replaces it: remove it and add ' +
        'another.',
    ],
    [
      { _tag: 'TooManyHsms', rule: 'F-186', limit: 27 },
      'A cluster with more than 27 HSMs cannot change its HSM type. Remove one first.',
    ],
    [
      { _tag: 'HsmBusy', hsmId: 'hsm-a', actual: 'ACTIVE', counterpart: 'hsm-b' },
      'The service is replacing one of hsm-a and hsm-b by the other. Wait until the replacement ' +
        'has ended.',
    ],
    [
      { _tag: 'MigrationNotSupported', from: 'a', to: 'c', supported: ['b'] },
      'A cluster of a cannot change to c. It can change to b.',
    ],
    [
      { _tag: 'UserOwnsKeys', name: 'alice', keyIds: ['k1', 'k2', 'k3', 'k4'] },
      'User "alice" owns 4 keys: k1, k2, k3 and others. Delete what it owns first.',
    ],
    [
      { _tag: 'UserOwnsKeys', name: 'alice', keyIds: ['k1', 'k2', 'k3'] },
      'User "alice" owns 3 keys: k1, k2, k3. Delete what it owns first.',
    ],
    [
      { _tag: 'HsmTypeNotOffered', hsmType: 'x', mode: 'FIPS', offered: [] },
      'New clusters of x in mode FIPS are not offered.',
    ],
  ])('is plain: %#', (error, text) => {
    expect(said(error).startsWith(text)).toBe(true);
  });
});
