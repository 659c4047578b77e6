import { describe, expect, it } from '@jest/globals';
import { explain, ruleBook, type AnyRefusal } from '@hsm-lifecycle/core';
import { sentences } from '../../src/rules/sentences.ts';

/** One refusal of each tag: the compiler asks for all of them, and for no other. */
const each: { readonly [Tag in AnyRefusal['_tag']]: Extract<AnyRefusal, { readonly _tag: Tag }> } =
  {
    BackupNotFound: { _tag: 'BackupNotFound', rule: 'M-3', backupId: 'backup-a' },
    BackupNotPendingDeletion: {
      _tag: 'BackupNotPendingDeletion',
      rule: 'F-146',
      backupId: 'backup-a',
      actual: 'READY',
    },
    BackupNotReady: {
      _tag: 'BackupNotReady',
      rule: 'U-13',
      backupId: 'backup-a',
      actual: 'DELETED',
    },
    BadEdition: {
      _tag: 'BadEdition',
      rule: 'M-9',
      field: 'tagsMax',
      expected: 'a whole number from 1 to 36525',
      actual: '0',
    },
    AddressOutsideSubnet: {
      _tag: 'AddressOutsideSubnet',
      rule: 'F-89',
      ipAddress: '10.0.0.3',
      cidr: '10.0.0.0/24',
    },
    NetworkTypeNotOffered: {
      _tag: 'NetworkTypeNotOffered',
      rule: 'F-122',
      networkType: 'DUALSTACK',
      hsmType: 'hsm1.medium',
    },
    NoFreeAddress: {
      _tag: 'NoFreeAddress',
      rule: 'U-60',
      subnetId: 'subnet-00000001',
      cidr: '10.0.0.0/28',
    },
    NotShareable: {
      _tag: 'NotShareable',
      rule: 'F-175',
      backupId: 'backup-a',
      actual: 'PENDING_DELETION',
    },
    NotShared: {
      _tag: 'NotShared',
      rule: 'F-178',
      backupId: 'backup-a',
      account: '111111111111',
    },
    BadSubnets: { _tag: 'BadSubnets', rule: 'F-118', actual: 0, limit: 10, twice: undefined },
    CertificatesNotSupported: {
      _tag: 'CertificatesNotSupported',
      rule: 'F-132',
      hsmType: 'hsm1.medium',
    },
    ClusterNotFound: { _tag: 'ClusterNotFound', rule: 'M-3', clusterId: 'cluster-a' },
    ClusterQuotaReached: {
      _tag: 'ClusterQuotaReached',
      rule: 'F-124',
      account: '000000000000',
      region: 'eu-west-1',
      limit: 4,
    },
    ExemptionNotAllowed: {
      _tag: 'ExemptionNotAllowed',
      rule: 'U-30',
      backupId: 'backup-a',
      actual: 'CREATE_IN_PROGRESS',
    },
    HsmBusy: { _tag: 'HsmBusy', rule: 'U-82', hsmId: 'hsm-a', actual: 'CREATE_IN_PROGRESS' },
    HsmNotActive: {
      _tag: 'HsmNotActive',
      rule: 'F-79',
      hsmId: 'hsm-a',
      actual: 'CREATE_IN_PROGRESS',
    },
    HsmNotFound: { _tag: 'HsmNotFound', rule: 'M-3', hsmId: 'hsm-a' },
    HsmNotOperating: { _tag: 'HsmNotOperating', rule: 'U-83', hsmId: 'hsm-a', actual: 'DEGRADED' },
    HsmQuotaReached: {
      _tag: 'HsmQuotaReached',
      rule: 'F-125',
      account: '000000000000',
      region: 'eu-west-1',
      limit: 6,
    },
    HsmTypeNotOffered: {
      _tag: 'HsmTypeNotOffered',
      rule: 'F-185',
      hsmType: 'hsm1.medium',
      mode: 'FIPS',
      offered: ['hsm2m.medium FIPS'],
    },
    HsmsRemain: { _tag: 'HsmsRemain', rule: 'F-105', hsmIds: ['hsm-a'] },
    IdMissing: { _tag: 'IdMissing', rule: 'M-4', field: 'clusterId' },
    IdTaken: { _tag: 'IdTaken', rule: 'M-4', field: 'hsmId', id: 'hsm-a', existing: 'cluster-a' },
    IpAddressTaken: { _tag: 'IpAddressTaken', rule: 'F-89', ipAddress: '10.0.0.1', hsmId: 'hsm-a' },
    KeyExists: { _tag: 'KeyExists', rule: 'M-4', keyId: 'k1' },
    KeyNotFound: { _tag: 'KeyNotFound', rule: 'M-3', keyId: 'k1' },
    LastCryptoOfficer: { _tag: 'LastCryptoOfficer', rule: 'U-28', name: 'admin' },
    LimitedWrite: { _tag: 'LimitedWrite', rule: 'F-189', actual: 'MODIFY_IN_PROGRESS' },
    MigrationNotSupported: {
      _tag: 'MigrationNotSupported',
      rule: 'F-186',
      from: 'hsm2m.medium',
      to: 'hsm1.medium',
      supported: [],
    },
    NothingToRollBackTo: { _tag: 'NothingToRollBackTo', rule: 'F-190', hsmType: 'hsm1.medium' },
    RollbackTooLate: { _tag: 'RollbackTooLate', rule: 'F-190', rollbackUntil: 86_400_000 },
    NoBackupOnRequest: { _tag: 'NoBackupOnRequest', rule: 'F-139' },
    NoHsm: { _tag: 'NoHsm', rule: 'F-73' },
    NoPeer: { _tag: 'NoPeer', rule: 'M-6', state: 'DEGRADED' },
    NoRetention: { _tag: 'NoRetention', rule: 'F-169', backupId: 'backup-a' },
    NoSubnetInZone: {
      _tag: 'NoSubnetInZone',
      rule: 'F-120',
      availabilityZone: 'eu-west-1d',
      zones: [],
    },
    NotAnInstant: { _tag: 'NotAnInstant', rule: 'M-2', at: -1 },
    ContentsUnknown: { _tag: 'ContentsUnknown', rule: 'U-72', field: 'keyId', given: 'k1' },
    NotKeyOwner: { _tag: 'NotKeyOwner', rule: 'F-232', keyId: 'k1', owner: 'alice', by: 'bob' },
    NotRelated: { _tag: 'NotRelated', rule: 'F-247', clusterId: 'cluster-a', from: 'cluster-b' },
    NotYetActivated: { _tag: 'NotYetActivated', rule: 'F-71' },
    NotObservable: {
      _tag: 'NotObservable',
      rule: 'M-15',
      field: 'expectedAt',
      expected: 'an instant',
      actual: 'left out',
    },
    NotWellFormed: {
      _tag: 'NotWellFormed',
      rule: 'M-12',
      field: 'region',
      expected: 'a region, such as eu-west-1',
      actual: '"eu-centrl-1"',
    },
    UnknownCommand: {
      _tag: 'UnknownCommand',
      rule: 'M-13',
      type: 'Explode',
      known: ['Activate', 'Advance'],
    },
    NothingInProgress: { _tag: 'NothingInProgress', rule: 'M-5', id: 'hsm-a' },
    NothingToRestore: { _tag: 'NothingToRestore', rule: 'U-8' },
    OneSelector: { _tag: 'OneSelector', rule: 'U-19', given: 0 },
    OtherPartition: {
      _tag: 'OtherPartition',
      rule: 'F-171',
      region: 'cn-north-1',
      partition: 'aws-cn',
      from: 'aws',
    },
    OwnerNotFound: { _tag: 'OwnerNotFound', rule: 'F-195', owner: 'admin' },
    QuotaOutOfRange: { _tag: 'QuotaOutOfRange', rule: 'M-10', field: 'clusters', actual: -1 },
    RegionAlreadyLost: { _tag: 'RegionAlreadyLost', rule: 'M-7', region: 'eu-west-1' },
    RegionDestroyed: { _tag: 'RegionDestroyed', rule: 'M-7', region: 'eu-west-1' },
    RegionNotLost: { _tag: 'RegionNotLost', rule: 'M-7', region: 'eu-west-1' },
    RegionOutOfReach: {
      _tag: 'RegionOutOfReach',
      rule: 'M-7',
      region: 'eu-west-1',
      kind: 'UNREACHABLE',
    },
    ReservedRole: { _tag: 'ReservedRole', rule: 'F-195', name: 'app_user', role: 'AU' },
    ResourceNotFound: { _tag: 'ResourceNotFound', rule: 'M-3', resourceId: 'backup-a' },
    RestoreNotSupported: {
      _tag: 'RestoreNotSupported',
      rule: 'F-184',
      from: 'hsm2m.medium FIPS',
      to: 'hsm1.medium FIPS',
      supported: [],
    },
    RetentionOutOfRange: {
      _tag: 'RetentionOutOfRange',
      rule: 'F-154',
      retentionDays: 6,
      min: 7,
      max: 379,
    },
    SameRegion: { _tag: 'SameRegion', rule: 'U-15', region: 'eu-west-1' },
    SourceHasNoPeer: {
      _tag: 'SourceHasNoPeer',
      rule: 'F-247',
      from: 'cluster-b',
      state: 'DEGRADED',
    },
    StaleSigningRequest: {
      _tag: 'StaleSigningRequest',
      rule: 'F-75',
      signingRequestId: 'csr-a',
      current: undefined,
    },
    SupportOnly: { _tag: 'SupportOnly', rule: 'F-162', field: 'retentionDays' },
    TimeRanBackwards: { _tag: 'TimeRanBackwards', rule: 'M-1', at: 1, asOf: 2 },
    TooManyCertificates: { _tag: 'TooManyCertificates', rule: 'F-132', limit: 60 },
    TooManyHsms: { _tag: 'TooManyHsms', rule: 'F-126', limit: 28 },
    TooManyKeys: { _tag: 'TooManyKeys', rule: 'F-128', limit: 3333, kind: 'asymmetric' },
    TooManyTags: { _tag: 'TooManyTags', rule: 'F-60', actual: 51, limit: 50 },
    TooManyUsers: { _tag: 'TooManyUsers', rule: 'F-129', limit: 1024 },
    UserExists: { _tag: 'UserExists', rule: 'F-195', field: 'name', name: 'admin' },
    UserNameCharacters: {
      _tag: 'UserNameCharacters',
      rule: 'F-234',
      field: 'name',
      name: 'no.body',
    },
    UserNameLength: { _tag: 'UserNameLength', rule: 'F-130', field: 'name', actual: 0, limit: 31 },
    UserOwnsKeys: { _tag: 'UserOwnsKeys', rule: 'F-231', name: 'alice', keyIds: ['k1'] },
    UserNotFound: { _tag: 'UserNotFound', rule: 'M-3', name: 'bob' },
    WaitsForBackup: { _tag: 'WaitsForBackup', rule: 'M-5', id: 'hsm-a', backupId: 'backup-a' },
    WrongHolder: { _tag: 'WrongHolder', rule: 'M-8', command: 'AddHsm', holder: 'backup-a' },
    WrongState: { _tag: 'WrongState', rule: 'U-80', actual: 'DELETED', allowed: ['ACTIVE'] },
    ModeRequired: { _tag: 'ModeRequired', rule: 'F-183', hsmType: 'hsm2m.medium' },
    AlreadyActivated: { _tag: 'AlreadyActivated', rule: 'F-244', activatedAt: 0 },
    HsmTypeUnsupported: {
      _tag: 'HsmTypeUnsupported',
      rule: 'U-53',
      hsmType: 'hsm1.medium',
      since: 0,
    },
    ZoneAlreadyLost: { _tag: 'ZoneAlreadyLost', rule: 'M-7', availabilityZone: 'us-east-1a' },
    ZoneNotLost: { _tag: 'ZoneNotLost', rule: 'M-7', availabilityZone: 'us-east-1a' },
    ZoneNotOffered: { _tag: 'ZoneNotOffered', rule: 'F-245', availabilityZone: 'us-east-1a' },
    ZoneOutOfReach: { _tag: 'ZoneOutOfReach', rule: 'U-51', availabilityZone: 'us-east-1a' },
    ZoneOutsideRegion: {
      _tag: 'ZoneOutsideRegion',
      rule: 'F-123',
      availabilityZone: 'us-east-1a',
      region: 'eu-west-1',
    },
  };
const all: readonly AnyRefusal[] = Object.values(each);

describe('explain', () => {
  it('knows every refusal, and no other', () => {
    expect(Object.keys(sentences).toSorted()).toEqual(Object.keys(each).toSorted());
  });

  it.each(all)('says two sentences, then the rule and its source: $_tag', (refusal) => {
    const rule = ruleBook.find(({ id }) => id === refusal.rule);
    const [told, reference] = explain(refusal).split(' (', 2);
    expect(told).toMatch(/^\S.*\.\s\S.*\.$/u);
    expect(reference).toContain(
      `${refusal.rule}: ${rule?.statement.split(' (', 1)[0] ?? 'nothing'}`,
    );
    expect(explain(refusal)).toContain(` Source: ${rule?.source ?? 'nobody'}.)`);
  });

  it.each(all)('contains all facts of the refusal, in plain words: $_tag', (refusal) => {
    const facts = Object.entries(refusal).filter(
      ([member, value]) => typeof value === 'string' && !['_tag', 'kind'].includes(member),
    );
    for (const [, value] of facts) expect(explain(refusal)).toContain(String(value));
    expect(explain(refusal)).not.toMatch(/undefined|null|NaN|\[object|function|\s\s|\s\./u);
  });
});
