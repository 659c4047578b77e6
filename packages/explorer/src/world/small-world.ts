/**
 * A world small enough to be explored to the end.
 *
 * @module
 */
import { customEdition, editions, type Edition } from '@hsm-lifecycle/core';
import { type Fleet } from '@hsm-lifecycle/core/fleet';
import { growth } from '../../../testing/src/examples/fleet.ts';
import { START } from '../../../testing/src/examples/inputs.ts';
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
 * How the small world begins: with nothing, or with an active cluster of one HSM, a crypto user and
 * a key.
 */
export type SmallWorld = 'EMPTY' | 'ACTIVE';

const ORDERS: Readonly<Record<SmallWorld, number>> = { EMPTY: 0, ACTIVE: 6 };

/**
 * Makes a small world: two HSMs a cluster, two clusters and three HSMs a region, backups kept for a
 * day or two, a day of grace; the rest as in `editions.aws2026`.
 *
 * @param begins - `ACTIVE` if left out
 */
export const smallWorld = (begins: SmallWorld = 'ACTIVE'): Fleet =>
  worldFrom(
    { at: START, edition: smallEdition, quotas: { clusters: 2, hsms: 3 } },
    growth.slice(0, ORDERS[begins]),
  );
