import { describe, expect, it } from '@jest/globals';
import { assert, property } from 'fast-check';
import { explain, ruleBook, ruleOf, saying, type AnyRefusal } from '@hsm-lifecycle/core';
import { aHistory } from '@hsm-lifecycle/testing';
import { onlyFast } from '../support.ts';

/**
 * One refusal of each kind, and each of its wordings; TypeScript and the sentences see to it that
 * none is missing.
 */
const refusals: readonly AnyRefusal[] = [
  { _tag: 'TimeRanBackwards', rule: 'M-1', at: 1, asOf: 2 },
  { _tag: 'NotAnInstant', rule: 'M-2', at: 0.5 },
  { _tag: 'NotAnInstant', rule: 'M-2', at: 0.5, field: 'expiresAt' },
  { _tag: 'ClusterNotFound', rule: 'M-3', clusterId: 'cluster-a' },
  { _tag: 'HsmNotFound', rule: 'M-3', hsmId: 'hsm-a' },
  { _tag: 'HsmNotFound', rule: 'M-3', eniId: 'eni-a' },
  { _tag: 'HsmNotFound', rule: 'M-3', ipAddress: '10.0.0.9' },
  {
    _tag: 'NotWellFormed',
    rule: 'M-12',
    field: 'region',
    expected: 'a region, such as eu-west-1',
    actual: '"eu-centrl-1"',
  },
  { _tag: 'UnknownCommand', rule: 'M-13', type: 'Explode', known: ['Activate', 'Advance'] },
  { _tag: 'BackupNotFound', rule: 'M-3', backupId: 'backup-a' },
  { _tag: 'ResourceNotFound', rule: 'M-3', resourceId: 'backup-a' },
  { _tag: 'UserNotFound', rule: 'M-3', name: 'bob' },
  { _tag: 'KeyNotFound', rule: 'M-3', keyId: 'k1' },
  { _tag: 'IdTaken', rule: 'M-4', field: 'clusterId', id: 'cluster-a', existing: 'cluster-a' },
  { _tag: 'IdMissing', rule: 'M-4', field: 'clusterId' },
  { _tag: 'KeyExists', rule: 'M-4', keyId: 'k1' },
  { _tag: 'NothingInProgress', rule: 'M-5', id: 'hsm-a' },
  { _tag: 'WaitsForBackup', rule: 'M-5', id: 'hsm-a', backupId: 'backup-a' },
  { _tag: 'NoPeer', rule: 'M-6', state: 'DEGRADED' },
  { _tag: 'RegionOutOfReach', rule: 'M-7', region: 'eu-west-1', kind: 'UNREACHABLE' },
  { _tag: 'RegionOutOfReach', rule: 'M-7', region: 'eu-west-1', kind: 'DESTROYED' },
  { _tag: 'RegionAlreadyLost', rule: 'M-7', region: 'eu-west-1' },
  { _tag: 'RegionNotLost', rule: 'M-7', region: 'eu-west-1' },
  { _tag: 'RegionDestroyed', rule: 'M-7', region: 'eu-west-1' },
  { _tag: 'WrongHolder', rule: 'M-8', command: 'AddHsm', holder: 'backup-a' },
  { _tag: 'BadEdition', rule: 'M-9', field: 'graceDays', expected: 'a whole number', actual: '0' },
  { _tag: 'QuotaOutOfRange', rule: 'M-10', field: 'hsms', actual: -1 },
  { _tag: 'WrongState', rule: 'F-79', actual: 'ACTIVE', allowed: ['INITIALIZED'] },
  { _tag: 'WrongState', rule: 'U-80', actual: 'ACTIVE', allowed: [] },
  { _tag: 'NotYetActivated', rule: 'F-71' },
  { _tag: 'NoHsm', rule: 'F-73' },
  { _tag: 'NoHsm', rule: 'U-4' },
  { _tag: 'HsmNotActive', rule: 'F-73', hsmId: 'hsm-a', actual: 'DEGRADED' },
  { _tag: 'HsmNotActive', rule: 'F-73', hsmId: 'hsm-a', actual: 'CREATE_IN_PROGRESS' },
  { _tag: 'HsmNotActive', rule: 'F-73', hsmId: 'hsm-a', actual: 'DELETE_IN_PROGRESS' },
  { _tag: 'HsmNotActive', rule: 'F-79', hsmId: 'hsm-a', actual: 'DEGRADED' },
  { _tag: 'HsmNotActive', rule: 'F-79', hsmId: 'hsm-a', actual: 'DELETE_IN_PROGRESS' },
  { _tag: 'HsmNotOperating', rule: 'U-83', hsmId: 'hsm-a', actual: 'DEGRADED' },
  { _tag: 'StaleSigningRequest', rule: 'F-75', signingRequestId: 'csr-a', current: 'csr-b' },
  { _tag: 'StaleSigningRequest', rule: 'F-75', signingRequestId: 'csr-a', current: undefined },
  { _tag: 'NoSubnetInZone', rule: 'F-120', availabilityZone: 'eu-west-1d', zones: ['eu-west-1a'] },
  { _tag: 'IpAddressTaken', rule: 'F-89', ipAddress: '10.0.0.1', hsmId: 'hsm-a' },
  { _tag: 'TooManyHsms', rule: 'F-126', limit: 28 },
  { _tag: 'NothingToRestore', rule: 'U-8' },
  { _tag: 'HsmBusy', rule: 'U-82', hsmId: 'hsm-a', actual: 'DELETE_IN_PROGRESS' },
  { _tag: 'OneSelector', rule: 'U-19', given: 2 },
  { _tag: 'HsmsRemain', rule: 'F-105', hsmIds: ['hsm-a', 'hsm-b'] },
  {
    _tag: 'AddressOutsideSubnet',
    rule: 'F-89',
    ipAddress: '10.0.0.3',
    cidr: '10.0.0.0/24',
  },
  {
    _tag: 'NetworkTypeNotOffered',
    rule: 'F-122',
    networkType: 'DUALSTACK',
    hsmType: 'hsm1.medium',
  },
  { _tag: 'NoFreeAddress', rule: 'U-60', subnetId: 'subnet-00000001', cidr: '10.0.0.0/28' },
  { _tag: 'NotShareable', rule: 'F-175', backupId: 'backup-a', actual: 'PENDING_DELETION' },
  { _tag: 'NotShareable', rule: 'F-175', backupId: 'backup-a', actual: 'CREATE_IN_PROGRESS' },
  { _tag: 'NotShared', rule: 'F-178', backupId: 'backup-a', account: '111111111111' },
  { _tag: 'BadSubnets', rule: 'F-118', actual: 11, limit: 10, twice: undefined },
  { _tag: 'BadSubnets', rule: 'F-118', actual: 2, limit: 10, twice: 'eu-west-1a' },
  { _tag: 'ZoneOutsideRegion', rule: 'F-123', availabilityZone: 'us-east-1a', region: 'eu-west-1' },
  {
    _tag: 'HsmTypeNotOffered',
    rule: 'F-185',
    hsmType: 'hsm1.medium',
    mode: 'FIPS',
    offered: ['hsm2m.medium FIPS'],
  },
  {
    _tag: 'ClusterQuotaReached',
    rule: 'F-124',
    account: '000000000000',
    region: 'eu-west-1',
    limit: 4,
  },
  {
    _tag: 'HsmQuotaReached',
    rule: 'F-125',
    account: '000000000000',
    region: 'eu-west-1',
    limit: 6,
  },
  {
    _tag: 'RestoreNotSupported',
    rule: 'F-184',
    from: 'hsm2m.medium FIPS',
    to: 'hsm1.medium FIPS',
    supported: [],
  },
  { _tag: 'RetentionOutOfRange', rule: 'F-154', retentionDays: 6, min: 7, max: 379 },
  { _tag: 'SupportOnly', rule: 'F-162', field: 'retentionDays' },
  { _tag: 'NoBackupOnRequest', rule: 'F-139' },
  { _tag: 'BackupNotReady', rule: 'U-13', backupId: 'backup-a', actual: 'PENDING_DELETION' },
  { _tag: 'BackupNotReady', rule: 'U-13', backupId: 'backup-a', actual: 'CREATE_IN_PROGRESS' },
  { _tag: 'BackupNotPendingDeletion', rule: 'F-146', backupId: 'backup-a', actual: 'READY' },
  { _tag: 'ExemptionNotAllowed', rule: 'U-30', backupId: 'backup-a', actual: 'CREATE_IN_PROGRESS' },
  { _tag: 'ExemptionNotAllowed', rule: 'U-30', backupId: 'backup-a', actual: 'PENDING_DELETION' },
  { _tag: 'NoRetention', rule: 'F-169', backupId: 'backup-a' },
  { _tag: 'SameRegion', rule: 'U-15', region: 'eu-west-1' },
  {
    _tag: 'OtherPartition',
    rule: 'F-171',
    region: 'cn-north-1',
    partition: 'aws-cn',
    from: 'aws',
  },
  { _tag: 'TooManyTags', rule: 'F-60', actual: 51, limit: 50 },
  { _tag: 'UserExists', rule: 'F-195', field: 'name', name: 'bob' },
  { _tag: 'ReservedRole', rule: 'F-195', name: 'app_user', role: 'AU' },
  { _tag: 'LastCryptoOfficer', rule: 'U-28', name: 'admin' },
  { _tag: 'TooManyUsers', rule: 'F-129', limit: 1024 },
  { _tag: 'UserNameLength', rule: 'F-130', field: 'name', actual: 32, limit: 31 },
  { _tag: 'OwnerNotFound', rule: 'F-195', owner: 'admin' },
  { _tag: 'TooManyKeys', rule: 'F-128', limit: 16_666, kind: 'any' },
  { _tag: 'TooManyKeys', rule: 'F-128', limit: 3333, kind: 'asymmetric' },
  { _tag: 'TooManyCertificates', rule: 'F-132', limit: 60 },
];

describe('explain', () => {
  it.each(refusals)('says what is wrong, what helps, and the rule: $_tag', (refusal) => {
    const { id, statement, source } = ruleOf(refusal.rule);
    const sentence = explain(refusal);
    expect(sentence.endsWith(` (${id}: ${statement} Source: ${source}.)`)).toBe(true);
    expect(sentence).not.toMatch(/undefined|NaN|\[object/u);
  });

  it('is a sentence about this very case', () => {
    expect(
      explain({ _tag: 'RegionOutOfReach', rule: 'M-7', region: 'eu-west-1', kind: 'DESTROYED' }),
    ).toBe(
      'eu-west-1 is DESTROYED. Restore from a copy in another region. ' +
        '(M-7: A lost region answers no requests; a destroyed one never recovers. ' +
        'Source: this model.)',
    );
    expect(explain({ _tag: 'TooManyHsms', rule: 'F-126', limit: 28 })).toBe(
      'The cluster has 28 HSMs, the most it can have. Remove one first. ' +
        '(F-126: A cluster has at most 28 HSMs. Source: CloudHSM User Guide, limits.)',
    );
  });

  it('is what saying says, with the rule and its source', () => {
    for (const refusal of refusals) {
      const { id, statement, source } = ruleOf(refusal.rule);
      expect(`${saying(refusal)} (${id}: ${statement} Source: ${source}.)`).toBe(explain(refusal));
    }
    const books = [{ Mine: () => ['It is.', 'Wait.'] as const }];
    expect(saying({ _tag: 'Mine' }, { books })).toBe('It is. Wait.');
  });

  it('differs between cases', () => {
    expect(new Set(refusals.map((refusal) => explain(refusal))).size).toBe(refusals.length);
  });

  it('finds a sentence for every refusal', () => {
    const known = new Set<string>(ruleBook.map(({ id }) => id));
    assert(
      property(aHistory, ({ steps }) => {
        const refused = steps.flatMap(({ outcome }) =>
          outcome._tag === 'Left' ? [outcome.left] : [],
        );
        const said = refused.map((refusal) => explain(refusal));
        expect(said.filter((sentence) => /undefined|NaN/u.test(sentence))).toEqual([]);
        expect(refused.filter(({ rule }) => !known.has(rule))).toEqual([]);
      }),
      onlyFast,
    );
  });
});
