/**
 * Every event of a holder. The most durable public interface: events only ever gain members.
 *
 * Instants are absolute, so replaying needs no edition. A first event carries the contents that its
 * holder starts with, so a stream replays without others.
 *
 * @module
 */
import type { AccountId, SharedWith } from './account.ts';
import type { BackupCopy } from './backup-copy.ts';
import type { Cluster } from './cluster.ts';
import type { Edition } from './edition.ts';
import type { Access, Certificate, Contents, Key, Material, Role, User } from './contents.ts';
import type { BackupId, ClusterId, EniId, HsmId, HolderId, SigningRequestId, Stem } from './ids.ts';
import type { EpochMillis } from './instant.ts';
import type {
  AvailabilityZone,
  ClusterMode,
  HsmType,
  IpAddress,
  IpV6Address,
  NetworkType,
  Region,
  Retention,
  Subnet,
  Tags,
} from './placement.ts';
import type { BackupCause, BackupSource } from './backup.ts';
import type { RollbackCause, RollbackSource } from './migration.ts';

/** An event: its type, and its data with the instant `at`. */
export type Happened<Type extends string, Data = unknown> = {
  readonly type: Type;
  readonly data: {
    /** When it happened, in milliseconds since the epoch. */
    readonly at: EpochMillis;
  } & Data;
};

/** When the work that has begun ends; absent when a host reports the end. */
type Ends = { readonly expectedAt: EpochMillis | undefined };
type OfHsm = { readonly hsmId: HsmId };
type OfBackup = { readonly backupId: BackupId };
type OfZone = { readonly availabilityZone: AvailabilityZone };
type Because = { readonly reason: string };

/** How many keys and users no place of the holder holds any more. */
export type Gone = { readonly gone: { readonly keys: number; readonly users: number } };

/** Where the contents of a new HSM come from. */
export type HsmSource =
  | { readonly kind: 'BLANK' }
  | { readonly kind: 'PEER'; readonly hsmId: HsmId }
  | { readonly kind: 'BACKUP'; readonly backupId: BackupId }
  | { readonly kind: 'ORIGIN' };

/** The data of every cluster's first event. */
export type NewCluster = Ends & {
  readonly clusterId: ClusterId;
  readonly stem: Stem;
  readonly account: AccountId;
  readonly region: Region;
  readonly edition: Edition;
  readonly hsmType: HsmType;
  readonly mode: ClusterMode;
  readonly networkType: NetworkType;
  readonly subnets: readonly Subnet[];
  readonly retention: Retention;
  readonly tags: Tags;
};

/** The first event of a new cluster. */
export type ClusterCreating = Happened<'ClusterCreating', NewCluster>;
/** The first event of a cluster that is restored from a backup. */
export type ClusterRestoring = Happened<
  'ClusterRestoring',
  NewCluster & {
    readonly lineageId: ClusterId;
    readonly certificate: string | undefined;
    readonly restoredFrom: BackupSource;
    readonly origin: Contents;
  }
>;
/** The first event of a backup copy in another region. */
export type BackupCopying = Happened<
  'BackupCopying',
  OfBackup &
    Ends & {
      readonly stem: Stem;
      readonly account: AccountId;
      readonly region: Region;
      readonly lineageId: ClusterId;
      readonly certificate: string | undefined;
      readonly edition: Edition;
      readonly source: BackupSource;
      readonly cause: BackupCause;
      readonly createdAt: EpochMillis;
      readonly tags: Tags;
      readonly hsmType: HsmType;
      readonly mode: ClusterMode;
      readonly material: Material;
      readonly access: Access;
    }
>;

/** The first event of a cluster that existed before: its state as it was seen. */
export type ClusterObserved = Happened<'ClusterObserved', { readonly cluster: Cluster }>;
/** The first event of a backup copy that existed before: its state as it was seen. */
export type BackupCopyObserved = Happened<'BackupCopyObserved', { readonly copy: BackupCopy }>;

/** The first event of a stream. */
export type FirstEvent =
  ClusterCreating | ClusterRestoring | BackupCopying | ClusterObserved | BackupCopyObserved;

/** Events of a backup in any holder. */
export type BackupEvent =
  | Happened<
      'BackupDeletionScheduled',
      OfBackup & { readonly deleteAt: EpochMillis; readonly isLastReady: boolean }
    >
  | Happened<'BackupUndeleted', OfBackup & { readonly reprievedUntil: EpochMillis | undefined }>
  | Happened<'BackupPurged', OfBackup & Gone>
  | Happened<'BackupShared', OfBackup & { readonly policy: string; readonly accounts: SharedWith }>
  | Happened<'BackupUnshared', OfBackup>
  | Happened<'ResourceTagged', { readonly resourceId: HolderId; readonly tags: Tags }>
  | Happened<
      'ResourceUntagged',
      { readonly resourceId: HolderId; readonly keys: readonly string[] }
    >;

/** Events of a backup copy after its first. */
export type CopyEvent =
  | BackupEvent
  | Happened<'BackupCopied', OfBackup>
  | Happened<'BackupCopyFailed', OfBackup & Because & Gone & { readonly deleteAt: EpochMillis }>;

type LifeEvent =
  | Happened<'ClusterCreated'>
  | Happened<'ClusterRestored'>
  | Happened<'ClusterCreationFailed', Because>
  | Happened<'ClusterRestoreFailed', Because & Gone>
  | Happened<'ClusterInitializing', Ends & { readonly certificate: string | undefined }>
  | Happened<'ClusterInitialized'>
  | Happened<'ClusterInitializationFailed', Because>
  /** `expectedAt`: when the service reports it, and the phase becomes ACTIVE; `at` for at once. */
  | Happened<'ClusterActivated', Ends & { readonly admin: string }>
  | Happened<'ClusterActivationReported'>
  | Happened<'ClusterDeleting', Ends>
  | Happened<'ClusterDeleted', Gone>
  | Happened<'ClusterDeletionFailed', Because>
  | Happened<'ClusterIsolated'>
  | Happened<'ClusterReconnected'>
  | Happened<'ClusterZoneLost', OfZone>
  | Happened<'ClusterZoneRecovered', OfZone>
  | Happened<'RetentionSet', { readonly retention: Retention }>
  | Happened<'OriginDropped', Gone>;

type HsmEvent =
  | Happened<
      'HsmAdding',
      OfHsm &
        Ends & {
          readonly availabilityZone: AvailabilityZone;
          readonly subnetId: string;
          readonly eniId: EniId;
          readonly ipAddress: IpAddress | undefined;
          readonly ipAddressV6: IpV6Address | undefined;
          readonly from: HsmSource;
        }
    >
  | Happened<'HsmAdded', OfHsm & Gone & { readonly signingRequestId: SigningRequestId | undefined }>
  | Happened<'HsmAdditionFailed', OfHsm & Because & Gone>
  | Happened<'HsmRemoving', OfHsm & Ends & { readonly waitsFor: BackupId | undefined }>
  | Happened<'HsmRemoved', OfHsm & Gone>
  | Happened<'HsmRemovalFailed', OfHsm & Because>
  | Happened<'HsmDegraded', OfHsm & Because & Gone>
  | ReplacementEvent
  | MigrationEvent;

/** `hsmId` is the HSM that is replaced, `newHsmId` the one that comes in its place. */
type OfPair = OfHsm & { readonly newHsmId: HsmId };

/** Events of the replacement of an HSM by the service. */
export type ReplacementEvent =
  | Happened<'HsmReplacing', OfPair & Ends & { readonly from: HsmSource }>
  | Happened<
      'HsmReplaced',
      OfPair & Gone & { readonly signingRequestId: SigningRequestId | undefined }
    >
  | Happened<'HsmReplacementFailed', OfPair & Because & Gone>;

/** Events of the change of a cluster's HSM type, one HSM at a time. */
export type MigrationEvent =
  | Happened<'HsmTypeChanging', { readonly hsmType: HsmType; readonly rollbackUntil: EpochMillis }>
  | Happened<'HsmTypeChanged', { readonly hsmType: HsmType }>
  | Happened<
      'HsmTypeRollingBack',
      {
        readonly cause: RollbackCause;
        readonly hsmType: HsmType;
        readonly contentsFrom: RollbackSource | undefined;
      }
    >
  | Happened<'HsmTypeRolledBack', { readonly hsmType: HsmType }>
  | Happened<
      'HsmMigrating',
      OfHsm & Ends & Gone & { readonly hsmType: HsmType; readonly from: RollbackSource | undefined }
    >
  | Happened<'HsmMigrated', OfPair>
  | Happened<'HsmMigrationFailed', OfHsm & Because & Gone>;

type OwnBackupEvent =
  | Happened<'BackupCreating', OfBackup & OfHsm & Ends & { readonly cause: BackupCause }>
  | Happened<'BackupCreated', OfBackup & { readonly released: readonly (OfHsm & Ends)[] }>
  | Happened<'BackupCreationFailed', OfBackup & Because & Gone>
  | Happened<'BackupExpired', OfBackup & { readonly deleteAt: EpochMillis }>
  | Happened<'BackupNeverExpiresSet', OfBackup & { readonly neverExpires: boolean }>;

/** The HSMs that got a user: those that had none of the name. */
type OnHsms = { readonly hsmIds: readonly HsmId[] };
type FromCluster = { readonly from: ClusterId };

/** Events of the contents of a cluster's HSMs. */
export type ContentsEvent =
  | Happened<'UserCreated', { readonly name: string; readonly role: Role } & OnHsms>
  | Happened<'UserReplicated', { readonly user: User } & OnHsms & FromCluster>
  | Happened<'UserDeleted', { readonly name: string }>
  | Happened<'UserLoggedIn', { readonly name: string }>
  | Happened<'PasswordChanged', { readonly name: string }>
  | Happened<'KeyCreated', { readonly key: Key }>
  | Happened<'KeyReplicated', { readonly key: Key } & FromCluster>
  | Happened<'KeyDeleted', { readonly keyId: string }>
  | Happened<'CertificatePut', { readonly certificate: Certificate }>
  | Happened<'PolicySet', { readonly name: string; readonly value: string }>;

/** Events of a cluster after its first. */
export type ClusterEvent = LifeEvent | HsmEvent | OwnBackupEvent | BackupEvent | ContentsEvent;

/** Any event of a holder. */
export type HolderEvent = FirstEvent | ClusterEvent | CopyEvent;

/** The event of a type, such as `EventOf<'HsmAdded'>`. */
export type EventOf<Type extends HolderEvent['type']> = Extract<
  HolderEvent,
  { readonly type: Type }
>;
