/**
 * The union of all refusals.
 *
 * @module
 */
import type { BadEdition } from './custom-edition.ts';
import type {
  AddressOutsideSubnet,
  BadSubnets,
  ClusterQuotaReached,
  HsmBusy,
  HsmNotActive,
  HsmNotOperating,
  HsmQuotaReached,
  HsmTypeNotOffered,
  HsmsRemain,
  IpAddressTaken,
  NetworkTypeNotOffered,
  NoFreeAddress,
  NoHsm,
  NoSubnetInZone,
  NotYetActivated,
  NothingToRestore,
  OneSelector,
  RestoreNotSupported,
  StaleSigningRequest,
  TooManyHsms,
  WrongState,
  ZoneOutsideRegion,
} from './cluster-refusals.ts';
import type {
  BackupNotPendingDeletion,
  BackupNotReady,
  ExemptionNotAllowed,
  KeyExists,
  LastCryptoOfficer,
  NoRetention,
  NotShareable,
  NotShared,
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
} from './model-refusals.ts';

/** Any refusal of core. */
export type AnyRefusal =
  | AddressOutsideSubnet
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
  | NetworkTypeNotOffered
  | NoFreeAddress
  | NoHsm
  | NoPeer
  | NoRetention
  | NoSubnetInZone
  | NotAnInstant
  | NotShareable
  | NotShared
  | NotWellFormed
  | NotYetActivated
  | NothingInProgress
  | NothingToChange
  | NothingToRestore
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
  | ZoneOutsideRegion;

/** The refusal of a tag, such as `RefusalOf<'HsmBusy'>`. */
export type RefusalOf<Tag extends AnyRefusal['_tag']> = Extract<AnyRefusal, { readonly _tag: Tag }>;
