/**
 * Removing keys and users for good: from the HSMs, and from every backup.
 *
 * @module
 */
import {
  usersOf,
  type Backup,
  type Cluster,
  type Command,
  type Contents,
  type EpochMillis,
  type Region,
} from '@hsm-lifecycle/core';
import type { Fleet, Runbook } from '@hsm-lifecycle/core/fleet';
import { isLost, peersOf, fleetReading, readyCopiesIn } from './reading.ts';

/** The options of `removeForGood`: what to remove. */
export type RemoveForGood = {
  readonly keyIds?: readonly string[];
  readonly userNames?: readonly string[];
  /** Also every key whose `expiresAt` has come. */
  readonly expired?: boolean;
};

const sameName = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** Makes the test whether contents hold something that is to go. */
const holding = ({ keyIds = [], userNames = [], expired = false }: RemoveForGood) => {
  const isKeyToGo = (
    { keyId, expiresAt }: Contents['material']['keys'][number],
    at: EpochMillis,
  ): boolean => keyIds.includes(keyId) || (expired && expiresAt !== undefined && expiresAt <= at);
  const isUserToGo = (name: string): boolean => userNames.some((it) => sameName(it, name));
  const isIn = ({ material, access }: Contents, at: EpochMillis): boolean =>
    material.keys.some((it) => isKeyToGo(it, at)) ||
    access.users.some(({ name }) => isUserToGo(name));
  return { isKeyToGo, isUserToGo, isIn };
};

type Holding = ReturnType<typeof holding>;

const fromHsms = (
  cluster: Cluster,
  { isKeyToGo, isUserToGo }: Holding,
  at: EpochMillis,
): readonly Command[] => {
  const { clusterId } = cluster;
  if (peersOf(cluster).length === 0) return [];
  const keys = (cluster.material?.keys ?? [])
    .filter((it) => isKeyToGo(it, at))
    .map(({ keyId }): Command => ({ type: 'DeleteKey', data: { at, clusterId, keyId } }));
  const names = new Set(
    usersOf(cluster)
      .map(({ name }) => name)
      .filter(isUserToGo),
  );
  return keys.concat(
    [...names].map((name): Command => ({ type: 'DeleteUser', data: { at, clusterId, name } })),
  );
};

const deleting = (at: EpochMillis, backups: readonly Backup[]): readonly Command[] =>
  backups.map(({ backupId }) => ({ type: 'DeleteBackup', data: { at, backupId } }));

/** All but the newest, if the newest is clean: then there is something to restore from. */
const olderThanClean = (
  newestFirst: readonly Backup[],
  { isIn }: Holding,
  at: EpochMillis,
): readonly Backup[] => {
  const [newest] = newestFirst;
  return newest === undefined || isIn(newest, at) ? [] : newestFirst.filter((it) => isIn(it, at));
};

const fromCopies = (fleet: Fleet, held: Holding, at: EpochMillis): readonly Command[] => {
  const { copies } = fleetReading(fleet);
  const commands: Command[] = [];
  for (const region of new Set<Region>(copies.map((copy) => copy.region))) {
    if (isLost(fleet, region)) continue;
    for (const list of readyCopiesIn(copies, region).values()) {
      const newestFirst = list.map(({ backup }) => backup);
      commands.push(...deleting(at, olderThanClean(newestFirst, held, at)));
    }
  }
  return commands;
};

const fromCluster = (it: Cluster, held: Holding, at: EpochMillis): readonly Command[] => {
  const newestFirst = it.backups.filter(({ state }) => state === 'READY').toReversed();
  return fromHsms(it, held, at).concat(deleting(at, olderThanClean(newestFirst, held, at)));
};

/**
 * Removes keys and users from the HSMs of every cluster, and then from backups: it deletes each
 * backup that holds one as soon as the newest READY backup of the cluster, or the newest copy in
 * the region, holds none. So there is always something to restore from. Deleted backups are purged
 * after the grace period.
 *
 * @example
 * const run = removeForGood({ keyIds: ['card-signing'], expired: true });
 */
export const removeForGood = (wanted: RemoveForGood): Runbook => {
  const held = holding(wanted);
  return (fleet, at) =>
    fleetReading(fleet)
      .clusters.filter(({ region }) => !isLost(fleet, region))
      .flatMap((it) => fromCluster(it, held, at))
      .concat(fromCopies(fleet, held, at));
};
