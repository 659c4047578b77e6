/**
 * Whether enough HSMs serve.
 *
 * @module
 */
import type { Cluster } from '@hsm-lifecycle/core';
import { fleetReading, isInUse } from '@hsm-lifecycle/runbooks';
import type { Measure } from '../life/measure.ts';
import type { World } from '../life/process.ts';
import { isServing } from './hsm-hours.ts';
import { HSM_EVENTS } from './reading.ts';
import { steadyMeasure, type Levels } from './steady.ts';

/** The options of `servingMeasure`. */
export type ServingWith = {
  /** How many HSMs should serve. */
  readonly hsms: number;
  /** In how many zones; 1 if left out. */
  readonly zones?: number;
};

const isEnough = (world: World, it: Cluster, { hsms, zones = 1 }: ServingWith): boolean => {
  const serving = it.hsms.filter((hsm) => isServing(world, it.region, hsm));
  const inZones = new Set(serving.map(({ availabilityZone }) => availabilityZone)).size;
  return serving.length >= hsms && inZones >= zones;
};

/** By lineage, since a clone stands in for its ancestor. */
const lineagesOf = (world: World): readonly (readonly Cluster[])[] => {
  const byLineage = new Map<string, Cluster[]>();
  for (const it of fleetReading(world.fleet).clusters) {
    if (!isInUse(it)) continue;
    const known = byLineage.get(it.lineageId);
    if (known === undefined) byLineage.set(it.lineageId, [it]);
    else known.push(it);
  }
  return [...byLineage.values()];
};

const read =
  (wanted: ServingWith) =>
  (world: World): Levels => {
    const lineages = lineagesOf(world);
    const without = (least: ServingWith): number =>
      lineages.filter((clusters) => !clusters.some((it) => isEnough(world, it, least))).length;
    return { below: without(wanted), down: without({ hsms: 1 }) };
  };

/**
 * Measures the time in which a cluster, or a clone in its place, has fewer serving HSMs than it
 * should, or in fewer zones, and the time in which it has none.
 *
 * @see F-227
 */
export const servingMeasure = (wanted: ServingWith): Measure =>
  steadyMeasure({
    name: 'Serving',
    labels: {
      below: { kind: 'TIME', unit: 'ms', about: 'time with too few HSMs or zones' },
      down: { kind: 'TIME', unit: 'ms', about: 'time without any HSM' },
    },
    sees: HSM_EVENTS,
    read: read(wanted),
  });
