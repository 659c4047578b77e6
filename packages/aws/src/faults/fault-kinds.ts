/**
 * Which refusal of the model or the runtime becomes which error of the API.
 *
 * @module
 */
import type { AnyRefusal } from '@hsm-lifecycle/core';
import type { DispatchError } from '@hsm-lifecycle/runtime';

/** Why a command that was made of a request was not carried out. */
export type SubmitRefusal = AnyRefusal | DispatchError;

/**
 * NOT_FOUND, INVALID, TAGS and DENIED: the caller's to mend. REGION: a region out of reach. DOWN:
 * the endpoint's store fails. BUG: no request can lead to it.
 */
export type FaultKind = 'NOT_FOUND' | 'INVALID' | 'TAGS' | 'DENIED' | 'REGION' | 'DOWN' | 'BUG';

/** The kind of fault for every refusal. */
export const faultKinds: Readonly<Record<SubmitRefusal['_tag'], FaultKind>> = {
  BackupNotFound: 'NOT_FOUND',
  ClusterNotFound: 'NOT_FOUND',
  HsmNotFound: 'NOT_FOUND',
  ResourceNotFound: 'NOT_FOUND',

  TooManyTags: 'TAGS',
  NotShared: 'DENIED',
  RegionOutOfReach: 'REGION',

  AddressOutsideSubnet: 'INVALID',
  BackupNotPendingDeletion: 'INVALID',
  BackupNotReady: 'INVALID',
  BadSubnets: 'INVALID',
  ClusterQuotaReached: 'INVALID',
  ContentsUnknown: 'INVALID',
  ExemptionNotAllowed: 'INVALID',
  HsmBusy: 'INVALID',
  HsmNotActive: 'INVALID',
  HsmQuotaReached: 'INVALID',
  HsmTypeNotOffered: 'INVALID',
  HsmTypeUnsupported: 'INVALID',
  HsmsRemain: 'INVALID',
  IpAddressTaken: 'INVALID',
  MigrationNotSupported: 'INVALID',
  ModeRequired: 'INVALID',
  NetworkTypeNotOffered: 'INVALID',
  NoFreeAddress: 'INVALID',
  NoHsm: 'INVALID',
  NoRetention: 'INVALID',
  NoSubnetInZone: 'INVALID',
  NotShareable: 'INVALID',
  NotYetActivated: 'INVALID',
  NothingToRestore: 'INVALID',
  NothingToRollBackTo: 'INVALID',
  OneSelector: 'INVALID',
  OtherPartition: 'INVALID',
  RestoreNotSupported: 'INVALID',
  RetentionOutOfRange: 'INVALID',
  RollbackTooLate: 'INVALID',
  SameRegion: 'INVALID',
  StaleSigningRequest: 'INVALID',
  TooManyHsms: 'INVALID',
  WrongState: 'INVALID',
  ZoneNotOffered: 'INVALID',
  ZoneOutOfReach: 'INVALID',
  ZoneOutsideRegion: 'INVALID',

  ClaimLost: 'DOWN',
  Conflict: 'DOWN',
  LogUnreadable: 'DOWN',
  RuntimeClosed: 'DOWN',
  StorageFailed: 'DOWN',

  AlreadyActivated: 'BUG',
  BadEdition: 'BUG',
  CertificatesNotSupported: 'BUG',
  HostFailed: 'BUG',
  HsmNotOperating: 'BUG',
  IdMissing: 'BUG',
  IdTaken: 'BUG',
  InstantTooLate: 'BUG',
  KeyExists: 'BUG',
  KeyNotFound: 'BUG',
  LastCryptoOfficer: 'BUG',
  LimitedWrite: 'BUG',
  MalformedInput: 'BUG',
  MetadataNotJson: 'BUG',
  NoBackupOnRequest: 'BUG',
  NoPeer: 'BUG',
  NotAnInstant: 'BUG',
  NotKeyOwner: 'BUG',
  NotObservable: 'BUG',
  NotRelated: 'BUG',
  NotWellFormed: 'BUG',
  NothingInProgress: 'BUG',
  OwnerNotFound: 'BUG',
  QuotaOutOfRange: 'BUG',
  RecordDestroyed: 'BUG',
  RecordExists: 'BUG',
  RecordMissing: 'BUG',
  RegionAlreadyLost: 'BUG',
  RegionDestroyed: 'BUG',
  RegionNotLost: 'BUG',
  ReservedRole: 'BUG',
  SeenBefore: 'BUG',
  SettledByRuntime: 'BUG',
  SourceHasNoPeer: 'BUG',
  SupportOnly: 'BUG',
  TimeRanBackwards: 'BUG',
  TooManyCertificates: 'BUG',
  TooManyKeys: 'BUG',
  TooManyUsers: 'BUG',
  UnknownCommand: 'BUG',
  UserExists: 'BUG',
  UserNameCharacters: 'BUG',
  UserNameLength: 'BUG',
  UserNotFound: 'BUG',
  UserOwnsKeys: 'BUG',
  WaitsForBackup: 'BUG',
  WrongHolder: 'BUG',
  ZoneAlreadyLost: 'BUG',
  ZoneNotLost: 'BUG',
};
