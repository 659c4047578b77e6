/**
 * Worlds small enough to be explored completely.
 *
 * @module
 */
import { customEdition, editions, type Edition } from '@hsm-lifecycle/core';
import { type Fleet } from '@hsm-lifecycle/core/fleet';
import { growth, START } from '@hsm-lifecycle/testing/examples';
import { worldFrom } from './world-from.ts';

const small = customEdition(editions.aws2026, {
  name: 'small',
  hsmsPerClusterMax: 2,
  retentionDaysMin: 1,
  retentionDaysMax: 2,
  retentionDaysDefault: 1,
  graceDays: 1,
});

const smallEdition: Edition = small._tag === 'Right' ? small.right : editions.aws2026;

/**
 * How the small world begins: empty, or with an active cluster with one HSM, a crypto user and a
 * key.
 */
export type SmallWorld = 'EMPTY' | 'ACTIVE';

const COMMANDS: Readonly<Record<SmallWorld, number>> = { EMPTY: 0, ACTIVE: 6 };

/**
 * Makes a small world: at most two HSMs a cluster, two clusters and three HSMs a region, one or two
 * days of retention, one day of grace; otherwise as in `editions.aws2026`.
 *
 * @param begins - `ACTIVE` if left out
 * @example
 * smallWorld('EMPTY').holders.size; // => 0
 */
export const smallWorld = (begins: SmallWorld = 'ACTIVE'): Fleet =>
  worldFrom(
    { at: START, edition: smallEdition, quotas: { clusters: 2, hsms: 3 } },
    growth.slice(0, COMMANDS[begins]),
  );
