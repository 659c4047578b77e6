/**
 * How much work a loss would cost, at every instant of a story.
 *
 * @module
 */
import type { EpochMillis, Millis } from '@hsm-lifecycle/core';
import {
  clusterIn,
  recoveryPoints,
  type Fleet,
  type RecoveryPoint,
} from '@hsm-lifecycle/core/fleet';
import type { Stop } from './replay.ts';

/** What would be lost: a region with all its backups, or nothing but the cluster itself. */
export type Loss = { readonly clusterId: string; readonly ifLost?: string };

/** A stretch of time with the same newest recovery point; none if nothing can be recovered. */
export type Stretch = {
  readonly from: EpochMillis;
  readonly to: EpochMillis;
  readonly newest: RecoveryPoint | undefined;
};

/** The newest recovery point of a cluster outside a region. */
export const newestPoint = (
  fleet: Fleet,
  { clusterId, ifLost, at }: Loss & { readonly at: EpochMillis },
): RecoveryPoint | undefined => {
  const found = recoveryPoints(fleet, { clusterId, at });
  return found._tag === 'Left'
    ? undefined
    : found.right.points.find(({ region }) => region !== ifLost);
};

/** How old a recovery point is at an instant. */
export const ageAt = ({ createdAt }: RecoveryPoint, at: EpochMillis): Millis => at - createdAt;

/** Whether there is anything to lose: an activated cluster, or one that was restored. */
const isAtStake = (fleet: Fleet, clusterId: string): boolean => {
  const cluster = clusterIn(fleet, clusterId);
  return cluster?.activatedAt !== undefined || cluster?.restoredFrom !== undefined;
};

const isSame = (a: RecoveryPoint | undefined, b: RecoveryPoint | undefined): boolean =>
  a?.backupId === b?.backupId;

/** Goes on with the last stretch, or begins another. */
const lengthen = (stretches: Stretch[], it: Stretch): void => {
  const last = stretches.at(-1);
  if (last === undefined || !isSame(last.newest, it.newest)) stretches.push(it);
  else stretches[stretches.length - 1] = { ...last, to: it.to };
};

/**
 * Asks core's `recoveryPoints` at every stop: between them nothing changes but the age. Begins when
 * there is something to lose.
 */
export const recoveryOver = (stops: readonly Stop[], loss: Loss): readonly Stretch[] => {
  const stretches: Stretch[] = [];
  const first = stops.findIndex(({ fleet }) => isAtStake(fleet, loss.clusterId));
  for (const [index, { at, fleet }] of stops.entries()) {
    const to = stops[index + 1]?.at ?? at;
    if (first < 0 || index < first || to === at) continue;
    lengthen(stretches, { from: at, to, newest: newestPoint(fleet, { ...loss, at }) });
  }
  return stretches;
};

/** The oldest that the newest recovery point gets in a story. */
export const worstAge = (stretches: readonly Stretch[]): Millis =>
  Math.max(0, ...stretches.map(({ newest, to }) => (newest === undefined ? 0 : ageAt(newest, to))));
