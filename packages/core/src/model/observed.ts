/**
 * Clusters and copies as somebody has seen them: what AWS lists, and what they are known to hold.
 *
 * @module
 */
import type { AccountId } from './account.ts';
import type { BackupSource } from './backup.ts';
import type { ClusterPhase } from './cluster-phase.ts';
import type { Access, Material } from './contents.ts';
import type { BackupId, ClusterId, EniId, HsmId } from './ids.ts';
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

/** When the work in progress ends: needed unless the edition leaves the end to a report. */
type Ends = { readonly expectedAt?: EpochMillis };

/** The phases in which a cluster can be observed; the end of a migration nobody can foresee. */
export type ObservedPhase = Exclude<ClusterPhase, 'MODIFY_IN_PROGRESS' | 'ROLLBACK_IN_PROGRESS'>;

/** What is known of contents. Others may be there too, since nobody can list a backup (U-72). */
export type ListedContents = {
  readonly material: Omit<Material, 'isComplete'>;
  readonly access: Omit<Access, 'isComplete'>;
};

/** An HSM as it was seen. */
export type ObservedHsm = Ends & {
  /** In AWS's form; it need not be one that this model would make. */
  readonly hsmId: HsmId;
  readonly availabilityZone: AvailabilityZone;
  readonly subnetId: string;
  readonly eniId: EniId;
  readonly ipAddress?: IpAddress;
  readonly ipAddressV6?: IpV6Address;
  readonly state: 'CREATE_IN_PROGRESS' | 'ACTIVE' | 'DEGRADED' | 'DELETE_IN_PROGRESS';
};

/** A backup as it was seen. */
export type ObservedBackup = Ends & {
  readonly backupId: BackupId;
  readonly state: 'CREATE_IN_PROGRESS' | 'READY' | 'PENDING_DELETION';
  readonly createdAt: EpochMillis;
  /** When it will be purged; needed if and only if it is PENDING_DELETION. */
  readonly deleteAt?: EpochMillis;
  readonly neverExpires?: boolean;
  readonly tags?: Tags;
  readonly hsmType: HsmType;
  readonly mode: ClusterMode;
  /** What it is known to hold; nothing is known if left out. */
  readonly contents?: ListedContents;
};

/** A cluster as it was seen, with its HSMs and its own backups. */
export type ObservedCluster = Ends & {
  /** In AWS's form; it need not be one that this model would make. */
  readonly clusterId: ClusterId;
  /** The owner; `000000000000` if left out. */
  readonly account?: AccountId;
  readonly region: Region;
  readonly createdAt: EpochMillis;
  readonly phase: ObservedPhase;
  readonly hsmType: HsmType;
  readonly mode: ClusterMode;
  /** IPV4 if left out. */
  readonly networkType?: NetworkType;
  readonly subnets: readonly Subnet[];
  /** Any number of days, more than can be set too (F-161). */
  readonly retention: Retention;
  readonly tags?: Tags;
  /** The signed cluster certificate, by which its lineage is recognized (F-111). */
  readonly certificate?: string;
  /**
   * What its HSMs are known to hold; nothing is known if left out. Only for an ACTIVE cluster with
   * an HSM that is not DEGRADED: until it is INITIALIZED it is clear what they hold.
   */
  readonly contents?: ListedContents;
  /** In the order in which they were added. */
  readonly hsms: readonly ObservedHsm[];
  /** In any order; of an INITIALIZED cluster only that of its activation (F-244). */
  readonly backups: readonly ObservedBackup[];
};

/** A backup copy as it was seen. */
export type ObservedCopy = ObservedBackup & {
  /** The owner; `000000000000` if left out. */
  readonly account?: AccountId;
  readonly region: Region;
  readonly copiedAt: EpochMillis;
  readonly source: BackupSource;
};
