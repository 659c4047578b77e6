/**
 * What runbooks read off a fleet.
 *
 * @module
 */
import {
  isPeer,
  type AvailabilityZone,
  type Backup,
  type BackupCopy,
  type Cluster,
  type Hsm,
  type Region,
} from '@hsm-lifecycle/core';
import type { Fleet } from '@hsm-lifecycle/core/fleet';

/** The clusters and the backup copies of a fleet, from one pass over it. */
export type Reading = {
  readonly clusters: readonly Cluster[];
  readonly copies: readonly BackupCopy[];
};

/** Lists clusters and copies in one pass. */
export const fleetReading = (fleet: Fleet): Reading => {
  const clusters: Cluster[] = [];
  const copies: BackupCopy[] = [];
  for (const holder of fleet.holders.values())
    if (holder.kind === 'CLUSTER') clusters.push(holder);
    else copies.push(holder);
  return { clusters, copies };
};

/** Whether a region is out of reach or destroyed. */
export const isLost = ({ lost }: Fleet, region: Region): boolean => Object.hasOwn(lost, region);

/** Whether a cluster is activated, or was restored, and is not being deleted. */
export const isInUse = ({ phase, activatedAt, restoredFrom }: Cluster): boolean =>
  (activatedAt !== undefined || restoredFrom !== undefined) &&
  phase !== 'DELETE_IN_PROGRESS' &&
  phase !== 'DELETED';

/** Whether an HSM joins, leaves, or is being replaced. */
export const isChanging = ({ state, replaces }: Hsm): boolean =>
  state === 'CREATE_IN_PROGRESS' || state === 'DELETE_IN_PROGRESS' || replaces !== undefined;

/** Whether an HSM has failed to join: it stays, useless, until it is removed. */
export const hasNeverJoined = ({ state, failedAt }: Hsm): boolean =>
  state === 'DEGRADED' && failedAt === undefined;

/** The backup of a copy, if it is READY. */
export const readyIn = (copy: BackupCopy): Backup | undefined =>
  copy.backups.find(({ state }) => state === 'READY');

/** A READY copy, with its backup. */
export type ReadyCopy = { readonly copy: BackupCopy; readonly backup: Backup };

/** The READY copies in a region by the cluster that they come from, newest first. */
export const readyCopiesIn = (
  copies: readonly BackupCopy[],
  region: Region,
): ReadonlyMap<string, readonly ReadyCopy[]> => {
  const byCluster = new Map<string, ReadyCopy[]>();
  for (const copy of copies) {
    const backup = copy.region === region ? readyIn(copy) : undefined;
    if (backup === undefined) continue;
    const of = backup.source?.clusterId ?? copy.lineageId;
    byCluster.set(of, [...(byCluster.get(of) ?? []), { copy, backup }]);
  }
  for (const list of byCluster.values())
    list.sort((a, b) => b.backup.createdAt - a.backup.createdAt);
  return byCluster;
};

/** The newest READY copy of a cluster in a region. */
export const newestCopyOf = (
  copies: readonly BackupCopy[],
  clusterId: string,
  region: Region,
): Backup | undefined => readyCopiesIn(copies, region).get(clusterId)?.[0]?.backup;

/** The zone of a cluster that is in reach and has the fewest HSMs; the first one of several. */
export const emptiestZone = (
  fleet: Fleet,
  { subnets, hsms }: Pick<Cluster, 'subnets' | 'hsms'>,
): AvailabilityZone | undefined => {
  const countIn = (zone: AvailabilityZone): number =>
    hsms.filter(({ availabilityZone }) => availabilityZone === zone).length;
  return subnets
    .map(({ availabilityZone }) => availabilityZone)
    .filter((zone) => !fleet.lostZones.includes(zone) && !fleet.zonesWithoutHsms.includes(zone))
    .toSorted((a, b) => countIn(a) - countIn(b))[0];
};

/** The HSMs of a cluster that work. */
export const peersOf = ({ hsms }: Cluster): readonly Hsm[] => hsms.filter(isPeer);
