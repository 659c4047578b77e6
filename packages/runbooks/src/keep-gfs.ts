/**
 * Keeping copies by the grandfather-father-son scheme.
 *
 * @module
 */
import type { EpochMillis, Region } from '@hsm-lifecycle/core';
import type { Runbook } from '@hsm-lifecycle/core/fleet';
import { dayOf, monthOf, weekOf } from './calendar.ts';
import { isLost, fleetReading, readyCopiesIn, type ReadyCopy } from './reading.ts';

/** The options of `keepGfs`. */
export type KeepGfs = {
  /** Where the copies are. */
  readonly region: Region;
  /** For how many days to keep the newest copy of the day. */
  readonly daily: number;
  /** For how many weeks to keep the newest copy of the week. */
  readonly weekly: number;
  /** For how many months to keep the newest copy of the month. */
  readonly monthly: number;
};

/** The newest copy of each of the last periods that have one. */
const newestOfEach = (
  newestFirst: readonly ReadyCopy[],
  periodOf: (at: EpochMillis) => number,
  count: number,
): readonly ReadyCopy[] => {
  const kept = new Map<number, ReadyCopy>();
  for (const it of newestFirst) {
    const period = periodOf(it.backup.createdAt);
    if (kept.size < count && !kept.has(period)) kept.set(period, it);
  }
  return [...kept.values()];
};

const keptOf = (newestFirst: readonly ReadyCopy[], wanted: KeepGfs): ReadonlySet<ReadyCopy> =>
  new Set([
    ...newestFirst.slice(0, 1),
    ...newestOfEach(newestFirst, dayOf, wanted.daily),
    ...newestOfEach(newestFirst, weekOf, wanted.weekly),
    ...newestOfEach(newestFirst, monthOf, wanted.monthly),
  ]);

/**
 * Deletes copies in a region, but for the newest of each of the last days, weeks and months that
 * have one (UTC, weeks from Monday). Age counts from the backup, not from the copy. Keeps the
 * newest copy of each cluster in any case.
 *
 * @example
 * const run = keepGfs({ region: 'eu-central-1', daily: 7, weekly: 5, monthly: 12 });
 */
export const keepGfs =
  (wanted: KeepGfs): Runbook =>
  (fleet, at) =>
    isLost(fleet, wanted.region)
      ? []
      : [...readyCopiesIn(fleetReading(fleet).copies, wanted.region).values()].flatMap(
          (newestFirst) => {
            const kept = keptOf(newestFirst, wanted);
            return newestFirst
              .filter((it) => !kept.has(it))
              .map(({ backup: { backupId } }) => ({
                type: 'DeleteBackup',
                data: { at, backupId },
              }));
          },
        );
