/**
 * Pausing clusters that nobody uses.
 *
 * @module
 */
import { usersOf, type Cluster, type EpochMillis, type Millis } from '@hsm-lifecycle/core';
import type { Runbook } from '@hsm-lifecycle/core/fleet';
import { isChanging, isInUse, isLost, peersOf, fleetReading } from './reading.ts';

/** The options of `pauseWhenIdle`. */
export type PauseWhenIdle = {
  /** How long nobody has logged in, changed a password or made a key. */
  readonly idle: Millis;
};

/** The last sign of use that the model knows. */
const usedAt = (it: Cluster): EpochMillis =>
  Math.max(
    it.peerSince ?? it.createdAt,
    ...usersOf(it).map(({ lastSeenAt, passwordSetAt }) => lastSeenAt ?? passwordSetAt),
    ...(it.material?.keys ?? []).map(({ createdAt }) => createdAt),
  );

/**
 * Removes all HSMs of each cluster that has been idle for some time: it costs nothing until an HSM
 * is added again, which starts from the last backup. A cluster whose HSMs are joining, leaving or
 * failing is left alone, and so is one that has just been resumed.
 *
 * @example
 * const run = pauseWhenIdle({ idle: 14 * DAY_MS });
 */
export const pauseWhenIdle =
  ({ idle }: PauseWhenIdle): Runbook =>
  (fleet, at) =>
    fleetReading(fleet)
      .clusters.filter(
        (it) =>
          isInUse(it) &&
          !isLost(fleet, it.region) &&
          peersOf(it).length > 0 &&
          peersOf(it).length === it.hsms.length &&
          !it.hsms.some(isChanging) &&
          at - usedAt(it) >= idle,
      )
      .flatMap(({ clusterId, hsms }) =>
        hsms.map(({ hsmId }) => ({ type: 'RemoveHsm', data: { at, clusterId, hsmId } })),
      );
