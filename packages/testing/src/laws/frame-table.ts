/**
 * What each event may write. Whoever adds an event adds its row here, apart from the fold.
 *
 * @module
 */
import type {
  Access,
  Backup,
  Cluster,
  FirstEvent,
  HolderEvent,
  Hsm,
  Material,
} from '@hsm-lifecycle/core';
import type { Fleet, FleetWideEvent } from '@hsm-lifecycle/core/fleet';

/**
 * What an event may write; nothing where a member is left out. `asOf` is always written, and a
 * copy’s one backup is framed like a cluster’s.
 */
export type EventFrame = {
  readonly cluster?: readonly (keyof Cluster)[];
  readonly material?: readonly (keyof Material)[];
  /** Of the HSMs that the event names; of all HSMs if it names none. */
  readonly hsms?: readonly (keyof Hsm)[];
  /** Of the same HSMs. */
  readonly access?: readonly (keyof Access)[];
  /** Of the backup that the event names. */
  readonly backup?: readonly (keyof Backup)[];
  /** Of every other backup. */
  readonly otherBackups?: readonly (keyof Backup)[];
  /** The member of the event that has the id of what comes last in a list. */
  readonly comes?: 'hsmId' | 'newHsmId' | 'backupId';
  /** The member of the event that has the id of what leaves a list. */
  readonly goes?: 'hsmId' | 'newHsmId' | 'backupId';
};

const ACCESS = ['isComplete', 'users', 'policies', 'configuration'] as const;
const MATERIAL = ['isComplete', 'keys', 'certificates'] as const;
const PHASE = ['phase', 'state', 'peerSince'] as const;
const ENTRANCE = [...PHASE, 'expectedAt', 'stateMessage'] as const;
/** What follows from the states of the HSMs. */
const DERIVED = ['state', 'peerSince'] as const;
const JOINING = ['expectedAt', 'waitsFor', 'joinsFrom', 'joinsWith'] as const;
const PROGRESS = ['state', ...JOINING, 'leavesAs', 'migratesTo'] as const;
const FAILURE = [...PROGRESS, 'stateMessage', 'failedAt', 'access'] as const;
const DELETION = ['state', 'deleteAt', 'deletedBy', 'markableSince'] as const;
const MARKING = ['markableSince'] as const;

/** By event type, for all events of a holder but the first. */
export const eventFrames: {
  readonly [Type in Exclude<HolderEvent, FirstEvent>['type']]: EventFrame;
} = {
  ClusterCreated: { cluster: ENTRANCE },
  ClusterRestored: { cluster: [...ENTRANCE, 'initializedAt', 'activatedAt'] },
  ClusterCreationFailed: { cluster: [...ENTRANCE, 'deletedAt'] },
  ClusterRestoreFailed: { cluster: [...ENTRANCE, 'deletedAt', 'origin'] },
  ClusterInitializing: { cluster: [...ENTRANCE, 'certificate', 'signingRequestId'] },
  ClusterInitialized: { cluster: [...ENTRANCE, 'initializedAt'], access: ['users'] },
  ClusterInitializationFailed: { cluster: [...ENTRANCE, 'certificate', 'signingRequestId'] },
  ClusterActivated: { cluster: [...PHASE, 'activationDueAt', 'activatedAt'], access: ['users'] },
  ClusterActivationReported: { cluster: [...PHASE, 'activationDueAt'] },
  ClusterDeleting: { cluster: ENTRANCE },
  ClusterDeleted: { cluster: [...ENTRANCE, 'deletedAt', 'origin'] },
  ClusterDeletionFailed: { cluster: ENTRANCE },
  ClusterIsolated: { cluster: ['isolatedSince', 'peerSince'] },
  ClusterReconnected: { cluster: ['isolatedSince', 'peerSince'], hsms: ['failedAt'] },
  ClusterZoneLost: { cluster: ['lostZones'] },
  ClusterZoneRecovered: { cluster: ['lostZones'], hsms: ['failedAt'] },
  RetentionSet: { cluster: ['retention'], otherBackups: MARKING },
  OriginDropped: { cluster: ['origin'] },
  HsmAdding: { cluster: ['hsmsMade', 'hsmIdsGiven'], comes: 'hsmId' },
  HsmAdded: {
    cluster: [...DERIVED, 'signingRequestId'],
    material: MATERIAL,
    hsms: PROGRESS,
    access: ACCESS,
  },
  HsmAdditionFailed: { cluster: DERIVED, hsms: [...PROGRESS, 'stateMessage'] },
  HsmRemoving: { cluster: DERIVED, hsms: ['state', 'expectedAt', 'waitsFor', 'leavesAs'] },
  HsmRemoved: { cluster: [...DERIVED, 'signingRequestId'], goes: 'hsmId' },
  HsmRemovalFailed: { cluster: DERIVED, hsms: [...PROGRESS, 'stateMessage', 'failedAt'] },
  HsmDegraded: { cluster: [...DERIVED, 'migration'], hsms: FAILURE, access: ACCESS },
  HsmReplacing: { cluster: ['hsmsMade'], comes: 'newHsmId' },
  HsmReplaced: {
    cluster: [...DERIVED, 'signingRequestId'],
    material: MATERIAL,
    hsms: [...PROGRESS, 'replaces'],
    access: ACCESS,
    goes: 'hsmId',
  },
  HsmReplacementFailed: { hsms: ['failedAt'], goes: 'newHsmId' },
  HsmTypeChanging: { cluster: [...PHASE, 'stateMessage', 'migration'] },
  HsmTypeChanged: {
    cluster: [...PHASE, 'hsmType'],
    hsms: ['failedAt'],
    otherBackups: MARKING,
  },
  HsmTypeRollingBack: { cluster: [...PHASE, 'migration'], hsms: PROGRESS },
  HsmTypeRolledBack: {
    cluster: [...PHASE, 'hsmType', 'migration'],
    hsms: ['failedAt'],
    otherBackups: MARKING,
  },
  HsmMigrating: { material: MATERIAL, hsms: ['migratesTo', 'expectedAt'], access: ACCESS },
  HsmMigrated: {
    cluster: ['hsmsMade', 'migration'],
    hsms: ['hsmId', 'hsmType', 'stateMessage', 'expectedAt', 'migratesTo'],
    otherBackups: ['hsmId'],
  },
  HsmMigrationFailed: { cluster: [...DERIVED, 'migration'], hsms: FAILURE, access: ACCESS },
  BackupCreating: { cluster: ['backupsMade', 'migration'], comes: 'backupId' },
  BackupCreated: {
    cluster: ['lastBackupAt'],
    hsms: ['waitsFor', 'expectedAt', 'joinsWith'],
    backup: ['state', 'expectedAt', 'hsmId', 'markableSince'],
    otherBackups: MARKING,
  },
  BackupCreationFailed: { cluster: ['backupFailedAt', 'migration'], goes: 'backupId' },
  BackupCopied: { backup: ['state', 'expectedAt'] },
  BackupCopyFailed: { backup: ['state', 'expectedAt', 'deleteAt'] },
  BackupExpired: { backup: DELETION },
  BackupDeletionScheduled: { backup: DELETION, otherBackups: MARKING },
  BackupUndeleted: { backup: [...DELETION, 'reprievedUntil'], otherBackups: MARKING },
  BackupPurged: { goes: 'backupId' },
  BackupNeverExpiresSet: { backup: ['neverExpires', 'markableSince'], otherBackups: MARKING },
  BackupShared: { backup: ['share'] },
  BackupUnshared: { backup: ['share'] },
  ResourceTagged: { cluster: ['tags'], backup: ['tags'] },
  ResourceUntagged: { cluster: ['tags'], backup: ['tags'] },
  UserCreated: { access: ['users'] },
  UserReplicated: { access: ['users'] },
  UserDeleted: { access: ['users'] },
  UserLoggedIn: { access: ['users'] },
  PasswordChanged: { access: ['users'] },
  KeyCreated: { material: ['keys'] },
  KeyReplicated: { material: ['keys'] },
  KeyDeleted: { material: ['keys'] },
  CertificatePut: { material: ['certificates'] },
  PolicySet: { access: ['policies'] },
};

/** By type of a fleet-wide event, the members of the fleet that it may write. */
export const fleetFrames: {
  readonly [Type in FleetWideEvent['type']]: readonly (keyof Fleet)[];
} = {
  RegionLost: ['lost', 'usage'],
  RegionRecovered: ['lost'],
  QuotaSet: ['regionQuotas'],
  ZoneLost: ['lostZones'],
  ZoneRecovered: ['lostZones'],
  ZonesWithoutHsmsSet: ['zonesWithoutHsms'],
  ClusterForgotten: ['holders', 'forgotten'],
  BackupCopyForgotten: ['holders', 'forgotten'],
};

/** What any event of a holder may write in the fleet. */
export const HOLDER_FRAME: readonly (keyof Fleet)[] = ['holders', 'agenda', 'usage'];
/** What an event may write that makes an id: a first event, or the addition of an HSM. */
export const NAMING_FRAME: readonly (keyof Fleet)[] = [...HOLDER_FRAME, 'aliases', 'started'];
