/**
 * How many backups are held.
 *
 * @module
 */
import type { Region } from '@hsm-lifecycle/core';
import { isLost } from '@hsm-lifecycle/runbooks';
import type { Measure } from '../life/measure.ts';
import type { World } from '../life/process.ts';
import { BACKUP_EVENTS } from './reading.ts';
import { steadyMeasure, type Levels } from './steady.ts';

/** The options of `backupsHeldMeasure`. */
export type BackupsHeldIn = {
  /** Only in this region; in all regions that are in reach if left out. */
  readonly region?: Region;
};

const read =
  ({ region }: BackupsHeldIn) =>
  ({ fleet }: World): Levels => {
    let [ready, pending] = [0, 0];
    for (const holder of fleet.holders.values()) {
      if (isLost(fleet, holder.region) || (region ?? holder.region) !== holder.region) continue;
      for (const { state } of holder.backups)
        if (state === 'READY') ready += 1;
        else if (state === 'PENDING_DELETION') pending += 1;
    }
    return { ready, pending };
  };

/** Measures how many backups and copies are READY, and how many are pending deletion. */
export const backupsHeldMeasure = (options: BackupsHeldIn = {}): Measure =>
  steadyMeasure({
    name: options.region === undefined ? 'BackupsHeld' : `BackupsHeld in ${options.region}`,
    labels: {
      ready: { kind: 'LEVEL', unit: 'count', about: 'READY backups' },
      pending: { kind: 'LEVEL', unit: 'count', about: 'backups pending deletion' },
    },
    sees: BACKUP_EVENTS,
    read: read(options),
  });
