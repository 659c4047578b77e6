/**
 * How long it takes until a lost cluster works again.
 *
 * @module
 */
import { isPeer, type EpochMillis } from '@hsm-lifecycle/core';
import type { Fleet, FleetEvent } from '@hsm-lifecycle/core/fleet';
import { fleetReading, isInUse, isLost } from '@hsm-lifecycle/runbooks';
import type { Measure, Observation, MeasureReaction } from '../life/measure.ts';

/** The options of `recoveryTimeMeasure`. */
export type RecoveryTimeTo = {
  /** How many ACTIVE HSMs the cluster, or the one that stands in for it, must have. */
  readonly hsms: number;
};

/** The clusters that are lost, and since when. */
type Lost = ReadonlyMap<string, EpochMillis>;

const works = (fleet: Fleet, clusterId: string, hsms: number): boolean =>
  fleetReading(fleet).clusters.some(
    (it) =>
      (it.clusterId === clusterId || it.restoredFrom?.clusterId === clusterId) &&
      !isLost(fleet, it.region) &&
      it.hsms.filter(isPeer).length >= hsms,
  );

const withLost = (lost: Lost, { event }: FleetEvent, fleet: Fleet): Lost => {
  if (event.type !== 'RegionLost') return lost;
  const { region, at } = event.data;
  const more = fleetReading(fleet).clusters.filter((it) => it.region === region && isInUse(it));
  return new Map([...more.map(({ clusterId }) => [clusterId, at] as const), ...lost]);
};

/**
 * Measures the time from the loss of a region until each of its clusters has enough ACTIVE HSMs
 * again: itself, or a cluster that was restored from its backups.
 */
export const recoveryTimeMeasure = ({ hsms }: RecoveryTimeTo): Measure => {
  const measure: Measure<Lost> = {
    name: 'RecoveryTime',
    labels: {
      time: { kind: 'VALUE', unit: 'ms', about: 'time from the loss until enough HSMs are ACTIVE' },
      unrecovered: { kind: 'TOTAL', unit: 'count', about: 'clusters still lost at the end' },
    },
    sees: ['RegionLost', 'RegionRecovered', 'HsmAdded', 'HsmReplaced'],
    begin: () => new Map(),
    see: (before, happened, { fleet, at }): MeasureReaction<Lost> => {
      const lost = withLost(before, happened, fleet);
      const back = new Map([...lost].filter(([clusterId]) => works(fleet, clusterId, hsms)));
      if (back.size === 0) return [lost, []];
      const still = [...lost].filter(([clusterId]) => !back.has(clusterId));
      const observations = [...back.values()].map((since): Observation => ({
        kind: 'VALUE',
        label: 'time',
        value: at - since,
      }));
      return [new Map(still), observations];
    },
    end: (lost) => [{ kind: 'TOTAL', label: 'unrecovered', amount: lost.size }],
  };
  return measure;
};
