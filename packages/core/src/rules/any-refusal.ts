/**
 * The union of all refusals.
 *
 * @module
 */
import type { BadEdition } from './custom-edition.ts';
import type {
  AddressOutsideSubnet,
  AlreadyActivated,
  BadSubnets,
  ClusterQuotaReached,
  HsmBusy,
  HsmNotActive,
  HsmNotOperating,
  HsmQuotaReached,
  HsmTypeNotOffered,
  HsmTypeUnsupported,
  HsmsRemain,
  IpAddressTaken,
  LimitedWrite,
  MigrationNotSupported,
  ModeRequired,
  NetworkTypeNotOffered,
  NoFreeAddress,
  NoHsm,
  NoSubnetInZone,
  NotYetActivated,
  NothingToRestore,
  NothingToRollBackTo,
  OneSelector,
  RestoreNotSupported,
  RollbackTooLate,
  StaleSigningRequest,
  TooManyHsms,
  WrongState,
  ZoneNotOffered,
  ZoneOutOfReach,
  ZoneOutsideRegion,
} from './cluster-refusals.ts';
import type {
  BackupNotPendingDeletion,
  BackupNotReady,
  CertificatesNotSupported,
  ContentsUnknown,
  ExemptionNotAllowed,
  KeyExists,
  LastCryptoOfficer,
  NoBackupOnRequest,
  NoRetention,
  OtherPartition,
  NotKeyOwner,
  NotRelated,
  NotShareable,
  NotShared,
  OwnerNotFound,
  ReservedRole,
  RetentionOutOfRange,
  SameRegion,
  SourceHasNoPeer,
  SupportOnly,
  TooManyCertificates,
  TooManyKeys,
  TooManyTags,
  TooManyUsers,
  UserExists,
  UserNameCharacters,
  UserNameLength,
  UserOwnsKeys,
} from './contents-refusals.ts';
import type {
  BackupNotFound,
  ClusterNotFound,
  HsmNotFound,
  IdMissing,
  IdTaken,
  KeyNotFound,
  NoPeer,
  NotAnInstant,
  NotObservable,
  NotWellFormed,
  NothingInProgress,
  QuotaOutOfRange,
  RegionAlreadyLost,
  RegionDestroyed,
  RegionNotLost,
  RegionOutOfReach,
  ResourceNotFound,
  TimeRanBackwards,
  UnknownCommand,
  UserNotFound,
  WaitsForBackup,
  WrongHolder,
  ZoneAlreadyLost,
  ZoneNotLost,
} from './model-refusals.ts';

/** Any refusal of core. */
export type AnyRefusal =
  | AddressOutsideSubnet
  | BackupNotFound
  | BackupNotPendingDeletion
  | BackupNotReady
  | BadEdition
  | BadSubnets
  | CertificatesNotSupported
  | ContentsUnknown
  | ClusterNotFound
  | ClusterQuotaReached
  | ExemptionNotAllowed
  | HsmBusy
  | HsmNotActive
  | HsmNotFound
  | HsmNotOperating
  | HsmQuotaReached
  | HsmTypeNotOffered
  | HsmTypeUnsupported
  | AlreadyActivated
  | HsmsRemain
  | IdMissing
  | IdTaken
  | IpAddressTaken
  | KeyExists
  | KeyNotFound
  | LastCryptoOfficer
  | LimitedWrite
  | MigrationNotSupported
  | ModeRequired
  | NetworkTypeNotOffered
  | NoFreeAddress
  | NoBackupOnRequest
  | NoHsm
  | NoPeer
  | NoRetention
  | NoSubnetInZone
  | NotAnInstant
  | NotObservable
  | NotKeyOwner
  | NotRelated
  | NotShareable
  | NotShared
  | NotWellFormed
  | NotYetActivated
  | NothingInProgress
  | NothingToRestore
  | NothingToRollBackTo
  | OneSelector
  | OtherPartition
  | OwnerNotFound
  | QuotaOutOfRange
  | RegionAlreadyLost
  | RegionDestroyed
  | RegionNotLost
  | RegionOutOfReach
  | ReservedRole
  | ResourceNotFound
  | RestoreNotSupported
  | RetentionOutOfRange
  | RollbackTooLate
  | SameRegion
  | SourceHasNoPeer
  | StaleSigningRequest
  | SupportOnly
  | TimeRanBackwards
  | TooManyCertificates
  | TooManyHsms
  | TooManyKeys
  | TooManyTags
  | TooManyUsers
  | UnknownCommand
  | UserExists
  | UserNameCharacters
  | UserNameLength
  | UserNotFound
  | UserOwnsKeys
  | WaitsForBackup
  | WrongHolder
  | WrongState
  | ZoneAlreadyLost
  | ZoneNotLost
  | ZoneNotOffered
  | ZoneOutOfReach
  | ZoneOutsideRegion;

/** The refusal of a tag, such as `RefusalOf<'HsmBusy'>`. */
export type RefusalOf<Tag extends AnyRefusal['_tag']> = Extract<AnyRefusal, { readonly _tag: Tag }>;
