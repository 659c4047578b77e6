/**
 * Every command to a fleet, as plain data that a file, a queue or a test can hold.
 *
 * @module
 */
import type { AddHsm } from './add-hsm.ts';
import type { Activate } from './activate.ts';
import type { ApplyRetention } from './apply-retention.ts';
import type { ChangeHsmType } from './change-hsm-type.ts';
import type { ChangePassword } from './change-password.ts';
import type { CreateCluster } from './create-cluster.ts';
import type { CreateKey } from './create-key.ts';
import type { CreateUser } from './create-user.ts';
import type { DeleteBackup } from './delete-backup.ts';
import type { DeleteCluster } from './delete-cluster.ts';
import type { DeleteKey } from './delete-key.ts';
import type { DeleteUser } from './delete-user.ts';
import type { FailHsm } from './fail-hsm.ts';
import type { Initialize } from './initialize.ts';
import type { PutCertificate } from './put-certificate.ts';
import type { RecordLogin } from './record-login.ts';
import type { RemoveHsm } from './remove-hsm.ts';
import type { ReplaceHsm } from './replace-hsm.ts';
import type { ReplicateKey } from './replicate-key.ts';
import type { ReplicateUser } from './replicate-user.ts';
import type { Restore } from './restore.ts';
import type { SetNeverExpires } from './set-never-expires.ts';
import type { SetPolicy } from './set-policy.ts';
import type { SetRetention } from './set-retention.ts';
import type { Settle } from './settle.ts';
import type { ShareBackup } from './share-backup.ts';
import type { Tag } from './tag.ts';
import type { UndeleteBackup } from './undelete-backup.ts';
import type { UnshareBackup } from './unshare-backup.ts';
import type { Untag } from './untag.ts';
import type { Advance } from '../time/advance.ts';
import type { AccountId } from '../model/account.ts';
import type { ClusterId } from '../model/ids.ts';
import type { EpochMillis } from '../model/instant.ts';
import type { ObservedCluster, ObservedCopy } from '../model/observed.ts';
import type { AvailabilityZone, Region, Tags } from '../model/placement.ts';

/** A command: its type and its data. */
export type Asked<Type extends string, Data> = { readonly type: Type; readonly data: Data };

type OfCluster = { readonly clusterId: string };

/** Commands that one cluster decides. */
export type ClusterCommand =
  | Asked<'Initialize', OfCluster & Initialize>
  | Asked<'Activate', OfCluster & Activate>
  | Asked<'AddHsm', OfCluster & AddHsm>
  | Asked<'RemoveHsm', OfCluster & RemoveHsm>
  | Asked<'DeleteCluster', OfCluster & DeleteCluster>
  | Asked<'SetRetention', OfCluster & SetRetention>
  | Asked<'ApplyRetention', OfCluster & ApplyRetention>
  | Asked<'CreateUser', OfCluster & CreateUser>
  | Asked<'DeleteUser', OfCluster & DeleteUser>
  | Asked<'RecordLogin', OfCluster & RecordLogin>
  | Asked<'ChangePassword', OfCluster & ChangePassword>
  | Asked<'CreateKey', OfCluster & CreateKey>
  | Asked<'DeleteKey', OfCluster & DeleteKey>
  | Asked<'PutCertificate', OfCluster & PutCertificate>
  | Asked<'SetPolicy', OfCluster & SetPolicy>
  | Asked<'FailHsm', OfCluster & FailHsm>
  | Asked<'ReplaceHsm', OfCluster & ReplaceHsm>
  | Asked<'ChangeHsmType', OfCluster & ChangeHsmType>;

/** The cluster that something is replicated from, by its id. */
type FromCluster = { readonly from: string };

/**
 * Commands about two clusters: the first gets what the second, `from`, has. A fleet decides them.
 */
export type ReplicatingCommand =
  | Asked<'ReplicateKey', OfCluster & FromCluster & Omit<ReplicateKey, 'from'>>
  | Asked<'ReplicateUser', OfCluster & FromCluster & Omit<ReplicateUser, 'from'>>;

/** Commands that any holder of backups decides. */
export type BackupCommand =
  | Asked<'DeleteBackup', DeleteBackup>
  | Asked<'UndeleteBackup', UndeleteBackup>
  | Asked<'SetNeverExpires', SetNeverExpires>
  | Asked<'ShareBackup', ShareBackup>
  | Asked<'UnshareBackup', UnshareBackup>
  | Asked<'Tag', Tag>
  | Asked<'Untag', Untag>
  | Asked<'Settle', Settle>;

/** Commands that start a holder. The fleet generates ids that are not given. */
export type StartingCommand =
  | Asked<
      'CreateCluster',
      Omit<CreateCluster, 'clusterId' | 'stem' | 'edition'> & { readonly clusterId?: ClusterId }
    >
  | Asked<
      'Restore',
      Omit<Restore, 'clusterId' | 'stem' | 'edition'> & { readonly clusterId?: ClusterId }
    >
  | Asked<
      'CopyToRegion',
      {
        /** When, in milliseconds since the epoch. */
        readonly at: EpochMillis;
        readonly backupId: string;
        readonly region: Region;
        readonly tags?: Tags;
      }
    >;

/** Commands that take in what exists, as it was seen. */
export type ObservingCommand =
  | Asked<
      'ObserveCluster',
      ObservedCluster & {
        /** When it was seen so, in milliseconds since the epoch. */
        readonly at: EpochMillis;
      }
    >
  | Asked<
      'ObserveCopy',
      ObservedCopy & {
        /** When it was seen so, in milliseconds since the epoch. */
        readonly at: EpochMillis;
      }
    >;

/** How a region is lost: out of reach for a time, or for good. */
export type RegionLoss = 'UNREACHABLE' | 'DESTROYED';

type ForgetGone = {
  /** When, in milliseconds since the epoch. */
  readonly at: EpochMillis;
  /** Keep holders whose last event is later than this; `at` if left out. */
  readonly goneSince?: EpochMillis;
};

type OfZone = {
  /** When, in milliseconds since the epoch. */
  readonly at: EpochMillis;
  readonly availabilityZone: AvailabilityZone;
};

type SetZonesWithoutHsms = {
  /** When, in milliseconds since the epoch. */
  readonly at: EpochMillis;
  /** All zones of the fleet’s regions in which CloudHSM is not offered. */
  readonly availabilityZones: readonly AvailabilityZone[];
};

/** Commands that concern the fleet as a whole. */
export type FleetWideCommand =
  | Asked<
      'LoseRegion',
      {
        /** When, in milliseconds since the epoch. */
        readonly at: EpochMillis;
        readonly region: Region;
        readonly kind: RegionLoss;
      }
    >
  | Asked<
      'RecoverRegion',
      {
        /** When, in milliseconds since the epoch. */
        readonly at: EpochMillis;
        readonly region: Region;
      }
    >
  | Asked<
      'SetQuota',
      {
        /** When, in milliseconds since the epoch. */
        readonly at: EpochMillis;
        /** `000000000000` if left out. */
        readonly account?: AccountId;
        readonly region: Region;
        readonly clusters?: number;
        readonly hsms?: number;
      }
    >
  | Asked<'LoseZone', OfZone>
  | Asked<'RecoverZone', OfZone>
  | Asked<'SetZonesWithoutHsms', SetZonesWithoutHsms>
  | Asked<'ForgetGone', ForgetGone>
  | Asked<'Advance', Advance>;

/** A command to an existing holder. */
export type HolderCommand = ClusterCommand | BackupCommand;

/** Any command. */
export type Command =
  StartingCommand | ObservingCommand | HolderCommand | ReplicatingCommand | FleetWideCommand;

/** The command of a type, such as `CommandOf<'Activate'>`. */
export type CommandOf<Type extends Command['type']> = Extract<Command, { readonly type: Type }>;
