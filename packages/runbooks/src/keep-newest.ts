/**
 * Keeping a number of backup copies.
 *
 * @module
 */
import type { Region } from '@hsm-lifecycle/core';
import type { Runbook } from '@hsm-lifecycle/core/fleet';
import { isLost, fleetReading, readyCopiesIn } from './reading.ts';

/** The options of `keepNewest`. */
export type KeepNewest = {
  /** Where the copies are. */
  readonly region: Region;
  /** How many of each cluster to keep: at least 1. */
  readonly count: number;
};

/**
 * Deletes all copies in a region but the newest of each cluster. Copies have no retention (F-169),
 * so somebody has to. Keeps the newest one whatever `count` says.
 *
 * @example
 * const run = keepNewest({ region: 'eu-central-1', count: 7 });
 */
export const keepNewest =
  ({ region, count }: KeepNewest): Runbook =>
  (fleet, at) =>
    isLost(fleet, region)
      ? []
      : [...readyCopiesIn(fleetReading(fleet).copies, region).values()].flatMap((newestFirst) =>
          newestFirst
            .slice(Math.max(1, count))
            .map(({ backup: { backupId } }) => ({ type: 'DeleteBackup', data: { at, backupId } })),
        );
