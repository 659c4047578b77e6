/**
 * Copying the newest backup of each cluster to another region.
 *
 * @module
 */
import { latestBackup, type BackupCopy, type Cluster, type Region } from '@hsm-lifecycle/core';
import type { Fleet, Runbook } from '@hsm-lifecycle/core/fleet';
import { isInUse, isLost, fleetReading } from './reading.ts';

/** The options of `copyNewest`. */
export type CopyNewest = {
  /** Where copies go. */
  readonly to: Region;
  /** Copies the clusters of this region; of all other regions if left out. */
  readonly from?: Region;
};

/** The backups that have a copy in a region, READY or in progress. */
const copiedTo = (copies: readonly BackupCopy[], region: Region): ReadonlySet<string> =>
  new Set(
    copies.flatMap((copy) =>
      copy.region === region
        ? copy.backups
            .filter(({ state }) => state === 'READY' || state === 'CREATE_IN_PROGRESS')
            .flatMap(({ source }) => source?.backupId ?? [])
        : [],
    ),
  );

/**
 * Copies the newest READY backup of each cluster to a region, unless a copy of it is there or on
 * its way. A copy that failed is made again at the next wake.
 *
 * @example
 * const nightly = { name: 'nightly copy', run: copyNewest({ to: 'eu-central-1' }) };
 */
export const copyNewest = ({ to, from }: CopyNewest): Runbook => {
  const isSource = (fleet: Fleet, it: Cluster): boolean =>
    it.region !== to && (from ?? it.region) === it.region && !isLost(fleet, it.region);
  return (fleet, at) => {
    if (isLost(fleet, to)) return [];
    const { clusters, copies } = fleetReading(fleet);
    const copied = copiedTo(copies, to);
    return clusters
      .filter((it) => isInUse(it) && isSource(fleet, it))
      .flatMap((it) => latestBackup(it)?.backupId ?? [])
      .filter((backupId) => !copied.has(backupId))
      .map((backupId) => ({ type: 'CopyToRegion', data: { at, backupId, region: to } }));
  };
};
