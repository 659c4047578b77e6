/**
 * Shows clusters and backups after an action.
 *
 * @module
 */
import type { Cluster } from '@hsm-lifecycle/core';
import type { Fleet } from '@hsm-lifecycle/core/fleet';
import { notFoundFault, type Fault } from '../faults/fault.ts';
import { left, right, type Either } from '../kernel/either.ts';
import type { ValueOf } from '../model/action.ts';
import { backupView } from '../view/backup-view.ts';
import { clusterView } from '../view/cluster-view.ts';
import type { Context } from './context.ts';
import { seenBy } from './seen-by.ts';

/** A cluster, with the certificates of its HSM while they can be checked. */
export const showCluster = async (
  { certificates, subnets, host }: Context,
  cluster: Cluster,
): Promise<ValueOf<'Cluster'>> => {
  const { signingRequestId, account, region } = cluster;
  const hardware =
    signingRequestId === undefined ? undefined : await certificates.hardware(signingRequestId);
  const vpcId = subnets.vpcOf(cluster.subnets[0]?.subnetId ?? '', { account, region });
  return clusterView(cluster, { vpcId, hardware, now: host.now() });
};

/** The cluster that an action was about. */
export const shownCluster = async (
  context: Context,
  fleet: Fleet,
  clusterId: string,
): Promise<Either<Fault, { readonly Cluster: ValueOf<'Cluster'> }>> => {
  const it = seenBy(context.caller, fleet).cluster(clusterId);
  return it === undefined
    ? left(notFoundFault(clusterId))
    : right({ Cluster: await showCluster(context, it) });
};

/** The backup that an action was about. */
export const shownBackup = (
  { caller }: Context,
  fleet: Fleet,
  backupId: string,
): Either<Fault, { readonly Backup: ValueOf<'Backup'> }> => {
  const it = seenBy(caller, fleet).backup(backupId);
  return it === undefined ? left(notFoundFault(backupId)) : right({ Backup: backupView(it) });
};
