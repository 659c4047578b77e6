/**
 * Rotating HSMs: a new one joins, then the oldest one leaves.
 *
 * @module
 */
import type { Cluster, Command, EpochMillis, Millis } from '@hsm-lifecycle/core';
import type { Fleet, Runbook } from '@hsm-lifecycle/core/fleet';
import { removeFailed } from './growing.ts';
import {
  emptiestZone,
  hasNeverJoined,
  isChanging,
  isInUse,
  isLost,
  peersOf,
  fleetReading,
} from './reading.ts';

/** The options of `rotateHsms`. */
export type RotateHsms = {
  /** How long after one HSM of a cluster was rotated the next one is. */
  readonly every: Millis;
};

/** When a cluster rotated last, in milliseconds since the epoch. */
const ROTATED = 'hsm-lifecycle:rotated';
/** The HSM that is to leave, and how many HSMs there were before. */
const ROTATING = 'hsm-lifecycle:rotating';

const begins = (it: Cluster, { every }: RotateHsms, at: EpochMillis): readonly Command[] => {
  const [oldest] = it.hsms;
  const since = Number(it.tags[ROTATED] ?? it.activatedAt ?? it.createdAt);
  const isQuiet = it.hsms.every(({ state }) => state === 'ACTIVE') && !it.hsms.some(isChanging);
  if (oldest === undefined || !isQuiet || at - since < every) return [];
  const tags = { [ROTATING]: `${oldest.hsmId} ${it.hsms.length}` };
  return [{ type: 'Tag', data: { at, resourceId: it.clusterId, tags } }];
};

const ends = (it: Cluster, at: EpochMillis): readonly Command[] => {
  const { clusterId: resourceId } = it;
  return [
    { type: 'Untag', data: { at, resourceId, keys: [ROTATING] } },
    { type: 'Tag', data: { at, resourceId, tags: { [ROTATED]: String(at) } } },
  ];
};

const goesOn = (
  fleet: Fleet,
  it: Cluster,
  { hsmId, before, at }: { readonly hsmId: string; readonly before: number; readonly at: number },
): readonly Command[] => {
  const { clusterId, hsms } = it;
  const leaving = hsms.find((each) => each.hsmId === hsmId);
  if (leaving === undefined || leaving.state !== 'ACTIVE') return ends(it, at);
  if (peersOf(it).length > before)
    return [{ type: 'RemoveHsm', data: { at, clusterId, hsmId } }, ...ends(it, at)];
  const availabilityZone = emptiestZone(fleet, it);
  const failed = removeFailed(it, at);
  const hasOneMore = hsms.filter((each) => !hasNeverJoined(each)).length > before;
  return hasOneMore || availabilityZone === undefined
    ? failed
    : failed.concat({ type: 'AddHsm', data: { at, clusterId, availabilityZone } });
};

const commandsFor = (
  fleet: Fleet,
  it: Cluster,
  { at, ...wanted }: RotateHsms & { readonly at: EpochMillis },
): readonly Command[] => {
  const [hsmId, before] = it.tags[ROTATING]?.split(' ') ?? [];
  if (hsmId !== undefined) return goesOn(fleet, it, { hsmId, before: Number(before), at });
  const begun = begins(it, wanted, at);
  const [oldest] = it.hsms;
  return begun.length === 0 || oldest === undefined
    ? []
    : [...begun, ...goesOn(fleet, it, { hsmId: oldest.hsmId, before: it.hsms.length, at })];
};

/**
 * Rotates the HSMs of each cluster, one after the other: adds one in the emptiest zone, and removes
 * the oldest once the new one is ACTIVE. Tags of the cluster say how far it is, since an HSM does
 * not say how old it is. Wake it on `HsmAdded` and `HsmAdditionFailed` too.
 *
 * Each rotation makes two forced backups. At the quota of HSMs, `AddHsm` is refused, and nothing
 * rotates.
 *
 * @example
 * const run = rotateHsms({ every: 90 * DAY_MS });
 */
export const rotateHsms =
  (wanted: RotateHsms): Runbook =>
  (fleet, at) =>
    fleetReading(fleet)
      .clusters.filter((it) => isInUse(it) && it.state === 'ACTIVE' && !isLost(fleet, it.region))
      .flatMap((it) => commandsFor(fleet, it, { ...wanted, at }));
