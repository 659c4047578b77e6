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
  ExemptionNotAllowed,
  KeyExists,
  LastCryptoOfficer,
  NoRetention,
  NothingToChange,
  OwnerNotFound,
  ReservedRole,
  RetentionOutOfRange,
  SameRegion,
  TooManyCertificates,
  TooManyKeys,
  TooManyTags,
  TooManyUsers,
  UserExists,
  UserNameLength,
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
  | StaleSigningRequest
  | TimeRanBackwards
  | TooManyCertificates
  | TooManyHsms
  | TooManyKeys
  | TooManyTags
  | TooManyUsers
  | UnknownCommand
  | UserExists
  | UserNameLength
  | UserNotFound
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
