/**
 * Editions: the limits, durations and choices that a holder lives under, with a named choice for
 * each point that AWS leaves undocumented.
 *
 * @module
 */
import type { ClusterMode, HsmType } from './placement.ts';
import type { EpochMillis, Millis } from './instant.ts';

/** How long work takes, in milliseconds; `'REPORTED'` if a host ends it with `settle`. */
export type Duration = Millis | 'REPORTED';

/** The reasons for a forced backup (F-136); editions of AWS's guide differ (F-137). */
export type BackupTrigger = 'ACTIVATION' | 'HSM_ADDED' | 'HSM_REMOVED';

/** The states in which an edition may let backups be copied. */
export type CopyableState = 'READY' | 'PENDING_DELETION';

/** How many keys and users one cluster of an HSM type can hold (F-128, F-129). */
export type Capacity = {
  readonly keysMax: number;
  readonly asymmetricKeysMax: number;
  readonly usersMax: number;
};

/** HSM type and mode together, as the restore matrix uses them. */
export type Platform = { readonly hsmType: HsmType; readonly mode: ClusterMode };

/**
 * When expired backups are marked: at once, every N hours counted from the epoch, or only by
 * `applyRetention` (U-9).
 */
export type Sweep = 'continuous' | 'MANUAL' | { readonly everyHours: number };

/** How long each kind of work takes (U-20; known facts: F-210 to F-219). */
export type Durations = {
  readonly clusterCreation: Duration;
  readonly restore: Duration;
  readonly initialization: Duration;
  /** From an activation until the service reports the cluster as ACTIVE (F-244). */
  readonly activation: Duration;
  readonly hsm: Duration;
  readonly backup: Duration;
  readonly copy: Duration;
  readonly hsmDeletion: Duration;
  readonly clusterDeletion: Duration;
  /** The change of one HSM to another type (F-188). */
  readonly migration: Duration;
};

/**
 * How the service replaces HSMs: how long it takes to detect that one has failed, and how long a
 * replacement takes (U-50). `'REPORTED'`: a host says so with `replaceHsm` and `settle`.
 */
export type Replacement = { readonly detectedAfter: Duration; readonly takes: Duration };

/** A change of HSM type. */
export type TypeChange = { readonly from: HsmType; readonly to: HsmType };

/** An edition. A holder keeps the edition that it was created under. */
export type Edition = {
  /** `aws2026`, `aws2024`, `instant`, or a name of your own. */
  readonly name: string;
  readonly hsmsPerClusterMax: number;
  readonly retentionDaysMin: number;
  readonly retentionDaysMax: number;
  readonly retentionDaysDefault: number;
  readonly graceDays: number;
  readonly backupEveryHours: number;
  readonly backupRetryAfterMinutes: number;
  /**
   * How long retention leaves an expired backup alone after it was undeleted (U-9). With 0 it is
   * marked again at that very instant: it can be saved only by lengthening the policy first, and a
   * DELETED cluster's expired backup cannot be saved at all.
   */
  readonly reprieveHours: number;
  /** The states in which a backup can be copied to another region (U-13). */
  readonly copyableStates: readonly CopyableState[];
  readonly sweep: Sweep;
  readonly forcedBackups: readonly BackupTrigger[];
  readonly userNameLengthMax: number;
  readonly certificatesMax: number;
  readonly tagsMax: number;
  readonly subnetsMax: number;
  /** The capacity of every HSM type. */
  readonly capacities: Readonly<Record<HsmType, Capacity>>;
  /** The platforms that a new cluster may have, newest first. */
  readonly creatable: readonly Platform[];
  /** The restore matrix: the platforms that backups of each platform may be restored to. */
  readonly restorable: readonly { readonly from: Platform; readonly to: readonly Platform[] }[];
  /** The changes of HSM type that a cluster can make in place (F-186). */
  readonly migratable: readonly TypeChange[];
  /** The most HSMs that a cluster may have when its migration starts (F-126). */
  readonly hsmsToMigrateMax: number;
  /** How long after its start a migration can be rolled back (F-190). */
  readonly rollbackHours: number;
  readonly durations: Durations;
  readonly replacement: Replacement;
  /** Since when the service makes no HSMs of a type, for types whose support ends (U-53). */
  readonly endOfSupport: Readonly<Record<HsmType, EpochMillis>>;
};

/** What a custom edition may change. */
export type EditionChanges = {
  readonly [Name in keyof Edition]?: Name extends 'durations' | 'replacement'
    ? Partial<Edition[Name]>
    : Edition[Name];
} & {
  readonly name: string;
};
