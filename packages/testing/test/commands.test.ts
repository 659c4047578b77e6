import { describe, expect, it } from '@jest/globals';
import { assert, property, sample } from 'fast-check';
import { editions, type Command } from '@hsm-lifecycle/core';
import { step, type StepRefusal } from '@hsm-lifecycle/core/fleet';
import { aCommandFor, aCommandWith, aHistoryWith, fleet } from '@hsm-lifecycle/testing';
import { ending, histories, legalShare, narrow, tally } from './support.ts';

/** The commands of the growth, all of them legal. */
const GROWTH = 10;

const TYPES: Readonly<Record<Command['type'], true>> = {
  ObserveCluster: true,
  ObserveCopy: true,
  CreateCluster: true,
  Initialize: true,
  Activate: true,
  AddHsm: true,
  RemoveHsm: true,
  DeleteCluster: true,
  Restore: true,
  CopyToRegion: true,
  DeleteBackup: true,
  UndeleteBackup: true,
  SetNeverExpires: true,
  ShareBackup: true,
  UnshareBackup: true,
  SetRetention: true,
  ApplyRetention: true,
  CreateUser: true,
  DeleteUser: true,
  RecordLogin: true,
  ChangePassword: true,
  ReplicateUser: true,
  ReplicateKey: true,
  CreateKey: true,
  DeleteKey: true,
  PutCertificate: true,
  SetPolicy: true,
  Tag: true,
  Untag: true,
  Settle: true,
  FailHsm: true,
  ReplaceHsm: true,
  ChangeHsmType: true,
  LoseRegion: true,
  RecoverRegion: true,
  LoseZone: true,
  RecoverZone: true,
  SetZonesWithoutHsms: true,
  SetQuota: true,
  ForgetGone: true,
  Advance: true,
};

/** Every reason to refuse; those that a fleet never gives are for `decide` alone. */
const REFUSALS: Readonly<
  Record<
    StepRefusal['_tag'],
    | 'MET'
    | 'decide only: a fleet makes ids'
    | 'decide only: a fleet finds the holder'
    | 'a fleet checks its edition when it begins'
    | 'generated commands are of their form'
    | 'needs a subnet full of HSMs'
    | 'generated clusters are of hsm2m.medium'
    | 'old backups are seldom all deleted within a day'
  >
> = {
  TimeRanBackwards: 'MET',
  NotAnInstant: 'MET',
  NotWellFormed: 'generated commands are of their form',
  NotObservable: 'MET',
  ContentsUnknown: 'MET',
  UnknownCommand: 'generated commands are of their form',
  BadEdition: 'a fleet checks its edition when it begins',
  ClusterNotFound: 'MET',
  HsmNotFound: 'MET',
  BackupNotFound: 'MET',
  ResourceNotFound: 'MET',
  UserNotFound: 'MET',
  KeyNotFound: 'MET',
  IdTaken: 'MET',
  IdMissing: 'decide only: a fleet makes ids',
  NothingInProgress: 'MET',
  WaitsForBackup: 'MET',
  NoPeer: 'MET',
  RegionOutOfReach: 'MET',
  RegionAlreadyLost: 'MET',
  RegionNotLost: 'MET',
  RegionDestroyed: 'MET',
  WrongHolder: 'decide only: a fleet finds the holder',
  QuotaOutOfRange: 'MET',
  WrongState: 'MET',
  NotYetActivated: 'MET',
  NoHsm: 'MET',
  HsmNotActive: 'MET',
  HsmNotOperating: 'MET',
  StaleSigningRequest: 'MET',
  NoSubnetInZone: 'MET',
  IpAddressTaken: 'MET',
  AddressOutsideSubnet: 'MET',
  NoFreeAddress: 'needs a subnet full of HSMs',
  NetworkTypeNotOffered: 'MET',
  NotShareable: 'MET',
  NotShared: 'MET',
  TooManyHsms: 'MET',
  NothingToRestore: 'MET',
  HsmBusy: 'MET',
  MigrationNotSupported: 'MET',
  RollbackTooLate: 'MET',
  NothingToRollBackTo: 'old backups are seldom all deleted within a day',
  LimitedWrite: 'MET',
  OneSelector: 'MET',
  HsmsRemain: 'MET',
  BadSubnets: 'MET',
  HsmTypeNotOffered: 'MET',
  RestoreNotSupported: 'MET',
  RetentionOutOfRange: 'MET',
  SupportOnly: 'MET',
  NoBackupOnRequest: 'generated commands are of their form',
  BackupNotReady: 'MET',
  BackupNotPendingDeletion: 'MET',
  ExemptionNotAllowed: 'MET',
  NoRetention: 'MET',
  SameRegion: 'MET',
  OtherPartition: 'MET',
  ClusterQuotaReached: 'MET',
  HsmQuotaReached: 'MET',
  TooManyTags: 'MET',
  UserExists: 'MET',
  ReservedRole: 'MET',
  LastCryptoOfficer: 'MET',
  TooManyUsers: 'MET',
  UserNameLength: 'MET',
  UserNameCharacters: 'MET',
  UserOwnsKeys: 'MET',
  NotKeyOwner: 'MET',
  NotRelated: 'MET',
  SourceHasNoPeer: 'MET',
  CertificatesNotSupported: 'generated clusters are of hsm2m.medium',
  KeyExists: 'MET',
  OwnerNotFound: 'MET',
  TooManyKeys: 'MET',
  TooManyCertificates: 'MET',
  ModeRequired: 'MET',
  AlreadyActivated: 'MET',
  HsmTypeUnsupported: 'MET',
  ZoneAlreadyLost: 'MET',
  ZoneNotLost: 'MET',
  ZoneNotOffered: 'MET',
  ZoneOutOfReach: 'MET',
  ZoneOutsideRegion: 'MET',
};

describe('generated commands', () => {
  it.each([
    [undefined, 0.88, 0.92],
    [0, 0.998, 1],
    [0.3, 0.66, 0.74],
    [0.6, 0.35, 0.45],
    [1, 0, 0.05],
  ])('are legal in the share asked for: %s', (illegal, min, max) => {
    const share = legalShare(tally(histories(150, { illegal }), GROWTH));
    expect(share).toBeGreaterThanOrEqual(min);
    expect(share).toBeLessThanOrEqual(max);
  });

  it('are of every type, and each type is accepted', () => {
    const { accepted } = tally(
      [
        ...histories(150),
        ...histories(60, {
          only: ['Restore', 'AddHsm', 'CreateUser', 'CreateKey', 'ReplicateUser', 'ReplicateKey'],
        }),
        ...histories(20, {
          edition: editions.aws2024,
          begins: 'EMPTY',
          only: ['CreateCluster', 'ChangeHsmType', 'AddHsm', 'Initialize', 'Activate'],
        }),
      ],
      GROWTH,
    );
    expect([...accepted.keys()].toSorted()).toEqual(Object.keys(TYPES).toSorted());
  });

  it('are refused for every reason', () => {
    const { refused } = tally([
      ...histories(150, { illegal: 0.4 }),
      ...histories(300, { illegal: 0.5, begins: 'EMPTY' }),
      ...histories(100, {
        illegal: 0.7,
        begins: 'EMPTY',
        only: ['CreateCluster', 'AddHsm', 'Initialize', 'Activate', 'ReplaceHsm'],
      }),
      ...histories(200, { illegal: 0.5, edition: narrow }),
      ...histories(100, { illegal: 0.5, begins: 'EMPTY', edition: ending }),
      ...histories(100, {
        illegal: 0.6,
        begins: 'EMPTY',
        edition: ending,
        only: ['CreateCluster', 'AddHsm', 'Initialize', 'Activate'],
      }),
      ...histories(250, {
        illegal: 0.4,
        begins: 'EMPTY',
        edition: editions.aws2024,
        only: [
          'CreateCluster',
          'AddHsm',
          'Initialize',
          'Activate',
          'ChangeHsmType',
          'CreateUser',
          'DeleteBackup',
        ],
      }),
      ...histories(100, { illegal: 0.4, quotas: { clusters: 2, hsms: 3 } }),
    ]);
    const expected = Object.entries(REFUSALS).flatMap(([tag, met]) => (met === 'MET' ? [tag] : []));
    expect([...refused.keys()].toSorted()).toEqual(expected.toSorted());
  });

  it('are of the wanted types, and time', () => {
    const only = ['AddHsm', 'RemoveHsm'] as const;
    const { accepted, refused } = tally(histories(40, { only: [...only], illegal: 0.3 }), GROWTH);
    expect([...accepted.keys()].toSorted()).toEqual([...only, 'Advance'].toSorted());
    expect(refused.size).toBeGreaterThan(2);
  });

  it('fit one fleet, too', () => {
    const exampleFleet = fleet();
    const commands = sample(aCommandFor(exampleFleet), { numRuns: 1000, seed: 3 });
    const legal = commands.filter((command) => step(exampleFleet, command)._tag === 'Right');
    expect(legal.length).toBeGreaterThan(850);
    expect(new Set(legal.map(({ type }) => type)).size).toBeGreaterThan(20);
  });

  it('come with the fleet that they are for', () => {
    const met = sample(aCommandWith({ quotas: 'NONE', illegal: 0 }), { numRuns: 100, seed: 3 });
    expect(
      met.filter(({ fleet: exampleFleet, command }) => step(exampleFleet, command)._tag === 'Left'),
    ).toEqual([]);
  });

  it('come in order of time, except those refused for it', () => {
    assert(
      property(aHistoryWith({ quotas: 'NONE' }), ({ steps }) => {
        const dates = steps.flatMap(({ command, outcome }) =>
          outcome._tag === 'Right' ? [command.data.at] : [],
        );
        expect(dates).toEqual(dates.toSorted((a, b) => a - b));
      }),
      { numRuns: 50, seed: 5 },
    );
  });
});
