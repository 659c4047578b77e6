/**
 * The loss that a story is about.
 *
 * @module
 */
import type { Cluster } from '@hsm-lifecycle/core';
import type { Outage } from './outages.ts';
import { stopIndexAt } from './moments.ts';
import type { Stop } from './replay.ts';
import type { Scene } from './scene.ts';

/** The clusters of a fleet at a stop. */
export const clustersOfStop = ({ fleet }: Stop): readonly Cluster[] =>
  [...fleet.holders.values()].filter((it) => it.kind === 'CLUSTER');

/** A region that was lost, and the first living cluster in it. */
export type LostRegion = {
  readonly outage: Outage;
  readonly clusterId: string;
  readonly stop: Stop;
};

/** Finds the first loss of a region that hits a living cluster. */
export const lossOf = ({ outages, stops }: Scene): LostRegion | undefined => {
  for (const outage of outages) {
    const stop = stops[stopIndexAt(stops, outage.from)];
    if (outage.kind !== 'REGION' || stop === undefined) continue;
    const hit = clustersOfStop(stop).find(
      ({ region, phase }) => region === outage.place && phase !== 'DELETED',
    );
    if (hit !== undefined) return { outage, clusterId: hit.clusterId, stop };
  }
  return undefined;
};
