/**
 * The union of all refusals.
 *
 * @module
 */
import type { BadEdition } from './custom-edition.ts';
import type {
  BadSubnets,
  ClusterQuotaReached,
  HsmBusy,
  HsmNotActive,
  HsmNotOperating,
  HsmQuotaReached,
  HsmTypeNotOffered,
  HsmsRemain,
  IpAddressTaken,
  LimitedWrite,
  MigrationNotSupported,
  ModeRequired,
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
  ExemptionNotAllowed,
  KeyExists,
  LastCryptoOfficer,
  NoRetention,
  NotKeyOwner,
  NotRelated,
  NothingToChange,
  OwnerNotFound,
  ReservedRole,
  RetentionOutOfRange,
  SameRegion,
  SourceHasNoPeer,
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
  | BackupNotFound
  | BackupNotPendingDeletion
  | BackupNotReady
  | BadEdition
  | BadSubnets
  | CertificatesNotSupported
  | ClusterNotFound
  | ClusterQuotaReached
  | ExemptionNotAllowed
  | HsmBusy
  | HsmNotActive
  | HsmNotFound
  | HsmNotOperating
  | HsmQuotaReached
  | HsmTypeNotOffered
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
  | NoHsm
  | NoPeer
  | NoRetention
  | NoSubnetInZone
  | NotAnInstant
  | NotKeyOwner
  | NotRelated
  | NotWellFormed
  | NotYetActivated
  | NothingInProgress
  | NothingToChange
  | NothingToRestore
  | NothingToRollBackTo
  | OneSelector
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
