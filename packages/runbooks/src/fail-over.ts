/**
 * Failing over to another region.
 *
 * @module
 */
import type { AvailabilityZone, Cluster, Command, EpochMillis, Region } from '@hsm-lifecycle/core';
import type { Fleet, Runbook } from '@hsm-lifecycle/core/fleet';
import { addNext } from './growing.ts';
import { firstZones, subnetsIn } from './new-subnets.ts';
import { isInUse, isLost, newestCopyOf, fleetReading, type Reading } from './reading.ts';

/** The options of `failOver`. */
export type FailOver = {
  /** Where clusters start again. */
  readonly to: Region;
  /** Only clusters of this region; of any lost region if left out. */
  readonly from?: Region;
  /** How many HSMs each new cluster gets. */
  readonly hsms: number;
  /** The zones of the new cluster; the first two of the region if left out. */
  readonly zones?: readonly AvailabilityZone[];
  /** The retention of the new cluster, in days; the edition's default if left out. */
  readonly retentionDays?: number;
};

/** The living cluster in a region that was restored from a backup of another one. */
export const heirIn = (
  { clusters }: Reading,
  { clusterId }: Cluster,
  region: Region,
): Cluster | undefined =>
  clusters.find(
    (it) => it.region === region && isInUse(it) && it.restoredFrom?.clusterId === clusterId,
  );

const restoring = (
  reading: Reading,
  lost: Cluster,
  { to, zones = firstZones(to), retentionDays, at }: FailOver & { readonly at: EpochMillis },
): readonly Command[] => {
  const newest = newestCopyOf(reading.copies, lost.clusterId, to);
  if (newest === undefined) return [];
  const { backupId } = newest;
  const rest = retentionDays === undefined ? {} : { retentionDays };
  return [{ type: 'Restore', data: { at, backupId, subnets: subnetsIn(zones), ...rest } }];
};

const commandsFor = (
  fleet: Fleet,
  reading: Reading,
  { lost, ...wanted }: FailOver & { readonly at: EpochMillis; readonly lost: Cluster },
): readonly Command[] => {
  const heir = heirIn(reading, lost, wanted.to);
  return heir === undefined
    ? restoring(reading, lost, wanted)
    : addNext(fleet, heir, { hsms: wanted.hsms, at: wanted.at });
};

/**
 * Starts each cluster of a lost region again in another one: restores its newest copy there, and
 * adds HSMs until there are enough. Wake it on `RegionLost`, `ClusterRestored`, `HsmAdded` and
 * `BackupCopied`.
 *
 * @example
 * const run = failOver({ to: 'eu-central-1', hsms: 2 });
 */
export const failOver =
  (wanted: FailOver): Runbook =>
  (fleet, at) => {
    const { from, to } = wanted;
    if (isLost(fleet, to)) return [];
    const reading = fleetReading(fleet);
    return reading.clusters
      .filter((it) => isLost(fleet, it.region) && (from ?? it.region) === it.region && isInUse(it))
      .flatMap((lost) => commandsFor(fleet, reading, { ...wanted, at, lost }));
  };
