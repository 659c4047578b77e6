/**
 * Failing back to the home region.
 *
 * @module
 */
import { clusterIn, type Fleet, type Runbook } from '@hsm-lifecycle/core/fleet';
import {
  latestBackup,
  type AvailabilityZone,
  type Cluster,
  type Command,
  type EpochMillis,
  type Region,
} from '@hsm-lifecycle/core';
import { heirIn } from './fail-over.ts';
import { addNext } from './growing.ts';
import { firstZones, subnetsIn } from './new-subnets.ts';
import { isChanging, isInUse, isLost, peersOf, fleetReading, type Reading } from './reading.ts';

/** The options of `failBack`. */
export type FailBack = {
  /** Where clusters were before, and should be again. */
  readonly home: Region;
  /** How many HSMs each cluster gets there. */
  readonly hsms: number;
  /** The zones of the new cluster; the first two of the region if left out. */
  readonly zones?: readonly AvailabilityZone[];
  /** The retention of the new cluster, in days; the edition's default if left out. */
  readonly retentionDays?: number;
};

type Wanted = FailBack & { readonly at: EpochMillis };

/** Removes all HSMs: the last removal forces a backup that holds everything. */
const pausing = ({ clusterId, hsms }: Cluster, at: EpochMillis): readonly Command[] =>
  hsms.some(isChanging)
    ? []
    : hsms.map(({ hsmId }) => ({ type: 'RemoveHsm', data: { at, clusterId, hsmId } }));

const comingHome = (reading: Reading, away: Cluster, wanted: Wanted): readonly Command[] => {
  const { home, zones = firstZones(home), retentionDays, at } = wanted;
  const last = latestBackup(away);
  if (last === undefined || away.backups.some(({ state }) => state === 'CREATE_IN_PROGRESS'))
    return [];
  const { backupId } = last;
  const copy = reading.copies
    .filter(({ region }) => region === home)
    .flatMap(({ backups }) => backups)
    .find((it) => it.source?.backupId === backupId && it.state !== 'DELETED');
  if (copy === undefined) return [{ type: 'CopyToRegion', data: { at, backupId, region: home } }];
  const rest = retentionDays === undefined ? {} : { retentionDays };
  return copy.state === 'READY'
    ? [
        {
          type: 'Restore',
          data: { at, backupId: copy.backupId, subnets: subnetsIn(zones), ...rest },
        },
      ]
    : [];
};

const commandsFor = (
  fleet: Fleet,
  reading: Reading,
  { away, ...wanted }: Wanted & { readonly away: Cluster },
): readonly Command[] => {
  const { home, at } = wanted;
  const back = heirIn(reading, away, home);
  if (back !== undefined) return addNext(fleet, back, wanted);
  return peersOf(away).length > 0 || away.hsms.length > 0
    ? pausing(away, at)
    : comingHome(reading, away, wanted);
};

/** Whether a cluster was restored, elsewhere, from a backup of a cluster of this region. */
const isAwayFrom = (fleet: Fleet, home: Region, it: Cluster): boolean => {
  const origin = it.restoredFrom && clusterIn(fleet, it.restoredFrom.clusterId);
  return it.region !== home && origin?.region === home && isInUse(it);
};

/**
 * Brings clusters back to their home region once that is in reach, without losing what was written
 * meanwhile: pauses the cluster that stood in, which backs it up, copies that backup home, restores
 * it there and adds HSMs. The cluster that was lost at first stays as it is, with contents of that
 * time; delete both when you are sure. A destroyed region does not come back.
 *
 * Wake it by a schedule, such as each quarter of an hour of a night. Woken on `RegionRecovered`,
 * `HsmRemoved`, `BackupCreated`, `BackupCopied`, `ClusterRestored` and `HsmAdded`, it begins at
 * once.
 *
 * @example
 * const run = failBack({ home: 'eu-west-1', hsms: 2 });
 */
export const failBack =
  (wanted: FailBack): Runbook =>
  (fleet, at) => {
    if (isLost(fleet, wanted.home)) return [];
    const reading = fleetReading(fleet);
    return reading.clusters
      .filter((it) => isAwayFrom(fleet, wanted.home, it) && !isLost(fleet, it.region))
      .flatMap((away) => commandsFor(fleet, reading, { ...wanted, at, away }));
  };
