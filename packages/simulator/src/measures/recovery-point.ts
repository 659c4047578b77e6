/**
 * How old the newest point is from which one could recover, at every instant.
 *
 * Losses that strike at random see what time sees, so the distribution of this age over time is the
 * distribution of the age at a random loss. No region has to be lost to find it.
 *
 * @module
 */
import type { EpochMillis, Region } from '@hsm-lifecycle/core';
import type { Fleet } from '@hsm-lifecycle/core/fleet';
import { fleetReading, isInUse, isLost } from '@hsm-lifecycle/runbooks';
import type { Measure, Observation, MeasureReaction } from '../life/measure.ts';
import { BACKUP_EVENTS, originOf } from './reading.ts';

/** The options of `recoveryPointMeasure`. */
export type RecoveryPointIf = {
  /** The region whose loss is imagined. */
  readonly ifLost: Region;
};

/** For each cluster of the region, when its newest point elsewhere was created. */
type Points = ReadonlyMap<string, EpochMillis | undefined>;

type Since = { readonly points: Points; readonly at: EpochMillis };

const clusterIdsIn = (fleet: Fleet, region: Region): readonly string[] =>
  isLost(fleet, region)
    ? []
    : fleetReading(fleet)
        .clusters.filter((it) => it.region === region && isInUse(it))
        .map(({ clusterId }) => clusterId);

/** The newest READY point of each cluster of a region, in other regions that are in reach. */
const pointsElsewhere = (fleet: Fleet, region: Region): Points => {
  const points = new Map<string, EpochMillis | undefined>(
    clusterIdsIn(fleet, region).map((id) => [id, undefined]),
  );
  for (const holder of fleet.holders.values()) {
    if (holder.region === region || isLost(fleet, holder.region)) continue;
    for (const backup of holder.backups) {
      const origin = originOf(holder, backup) ?? '';
      if (backup.state === 'READY' && points.has(origin))
        points.set(origin, Math.max(points.get(origin) ?? 0, backup.createdAt));
    }
  }
  return points;
};

const areEqual = (a: Points, b: Points): boolean =>
  a.size === b.size && [...a].every(([id, point]) => b.has(id) && b.get(id) === point);

const until = ({ points, at }: Since, end: EpochMillis): readonly Observation[] =>
  end === at
    ? []
    : [...points.values()].flatMap((point): readonly Observation[] =>
        point === undefined
          ? [
              { kind: 'TIME', label: 'nothing', ms: end - at },
              { kind: 'BEYOND', label: 'age', ms: end - at },
            ]
          : [{ kind: 'RAMP', label: 'age', from: at - point, to: end - point }],
      );

/**
 * Measures the age of the newest READY point outside a region, for each cluster in it, while the
 * region is in reach.
 */
export const recoveryPointMeasure = ({ ifLost }: RecoveryPointIf): Measure => {
  const measure: Measure<Since> = {
    name: `RecoveryPoint if ${ifLost} is lost`,
    labels: {
      age: { kind: 'RAMP', unit: 'ms', about: 'age of the newest recoverable point' },
      nothing: { kind: 'TIME', unit: 'ms', about: 'time in which nothing is recoverable' },
    },
    sees: [
      ...BACKUP_EVENTS,
      'ClusterActivated',
      'ClusterRestored',
      'ClusterDeleting',
      'ClusterDeleted',
    ],
    begin: ({ fleet, at }) => ({ points: pointsElsewhere(fleet, ifLost), at }),
    see: (since, _, { fleet, at }): MeasureReaction<Since> => {
      const points = pointsElsewhere(fleet, ifLost);
      return areEqual(points, since.points) ? [since, []] : [{ points, at }, until(since, at)];
    },
    end: until,
  };
  return measure;
};
