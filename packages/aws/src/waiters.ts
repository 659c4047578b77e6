/**
 * Waiters for clients of the SDK for JavaScript v3: AWS publishes none for this service (F-5). They
 * work with the real service, too.
 *
 * @module
 */
import {
  DescribeBackupsCommand,
  DescribeClustersCommand,
  type CloudHSMV2Client,
} from '@aws-sdk/client-cloudhsm-v2';
import { GONE, type AwaitedName } from './waiters/awaited.ts';
import { waitUntil, type Looked, type WaitOptions, type WaitResult } from './waiters/wait-until.ts';

export type { Looked, WaitOptions, WaitResult } from './waiters/wait-until.ts';

/** The client, and how long to wait. */
export type WaitWith = WaitOptions & { readonly client: CloudHSMV2Client };

/** A cluster. */
export type OfCluster = { readonly ClusterId: string };

/** An HSM of a cluster. */
export type OfHsm = OfCluster & { readonly HsmId: string };

/** A backup. */
export type OfBackup = { readonly BackupId: string };

type LookWith = Pick<WaitWith, 'client'> & { readonly abortSignal: AbortSignal };

const lookAtCluster = async (
  { client, abortSignal }: LookWith,
  { ClusterId }: OfCluster,
): Promise<Looked> => {
  const asked = new DescribeClustersCommand({ Filters: { clusterIds: [ClusterId] } });
  const { Clusters } = await client.send(asked, { abortSignal });
  const it = Clusters?.[0];
  return { state: it?.State ?? GONE, message: it?.StateMessage };
};

const lookAtHsm = async (
  { client, abortSignal }: LookWith,
  { ClusterId, HsmId }: OfHsm,
): Promise<Looked> => {
  const asked = new DescribeClustersCommand({ Filters: { clusterIds: [ClusterId] } });
  const { Clusters } = await client.send(asked, { abortSignal });
  const it = Clusters?.[0]?.Hsms?.find((hsm) => hsm.HsmId === HsmId);
  return { state: it?.State ?? GONE, message: it?.StateMessage };
};

const lookAtBackup = async (
  { client, abortSignal }: LookWith,
  { BackupId }: OfBackup,
): Promise<Looked> => {
  const asked = new DescribeBackupsCommand({ Filters: { backupIds: [BackupId] } });
  const { Backups } = await client.send(asked, { abortSignal });
  return { state: Backups?.[0]?.BackupState ?? GONE };
};

type Waiter<Of> = (given: WaitWith, of: Of) => Promise<WaitResult>;

const waiter =
  <Of>(name: AwaitedName, look: (given: LookWith, of: Of) => Promise<Looked>): Waiter<Of> =>
  (given, of) =>
    waitUntil(name, given, (abortSignal) => look({ client: given.client, abortSignal }, of));

/** Waits until a new cluster can get its first HSM. */
export const waitUntilClusterUninitialized: Waiter<OfCluster> = waiter(
  'ClusterUninitialized',
  lookAtCluster,
);

/** Waits until a cluster has taken its certificate. */
export const waitUntilClusterInitialized: Waiter<OfCluster> = waiter(
  'ClusterInitialized',
  lookAtCluster,
);

/** Waits until a cluster is restored, activated, migrated, or has a working HSM again. */
export const waitUntilClusterActive: Waiter<OfCluster> = waiter('ClusterActive', lookAtCluster);

/** Waits until a cluster is DELETED, or not listed any more. */
export const waitUntilClusterDeleted: Waiter<OfCluster> = waiter('ClusterDeleted', lookAtCluster);

/** Waits until an HSM has joined its cluster. */
export const waitUntilHsmActive: Waiter<OfHsm> = waiter('HsmActive', lookAtHsm);

/** Waits until an HSM has left its cluster. */
export const waitUntilHsmDeleted: Waiter<OfHsm> = waiter('HsmDeleted', lookAtHsm);

/** Waits until a backup or a copy is READY. */
export const waitUntilBackupReady: Waiter<OfBackup> = waiter('BackupReady', lookAtBackup);

/** Waits until a backup that is marked for deletion is purged. */
export const waitUntilBackupPurged: Waiter<OfBackup> = waiter('BackupPurged', lookAtBackup);
