/**
 * The example fleet, and giving it orders.
 *
 * @module
 */
import { HOUR_MS, type BackupCopy, type Cluster, type Command } from '@hsm-lifecycle/core';
import { step, type Fleet } from '@hsm-lifecycle/core/fleet';
import {
  clustersIn,
  copiesIn,
  ELSEWHERE,
  eventsOf,
  fleet,
  growFleet,
  REGION,
  subnets,
} from '@hsm-lifecycle/testing';

/**
 * An active cluster of two HSMs with a user and a key, and a copy of its newest backup elsewhere.
 */
export const exampleFleet: Fleet = fleet();

/** When the last thing in it happened. */
export const at: number = exampleFleet.asOf;

/** The fleet's first cluster. */
export const theCluster = (it: Fleet = exampleFleet): Cluster => {
  const [first] = clustersIn(it);
  if (first === undefined) throw new Error('no cluster');
  return first;
};

/** The fleet's first copy. */
export const theCopy = (it: Fleet = exampleFleet): BackupCopy => {
  const [first] = copiesIn(it);
  if (first === undefined) throw new Error('no copy');
  return first;
};

/** What the first cluster goes by. */
export const clusterId: Cluster['clusterId'] = theCluster().clusterId;

/** The ids of its HSMs, in order of arrival. */
export const hsmIds: readonly string[] = theCluster().hsms.map((it) => it.hsmId);

/** The ids of its backups, oldest first. */
export const backupIds: readonly string[] = theCluster().backups.map((it) => it.backupId);

/** What the copy goes by. */
export const copyId: BackupCopy['copyId'] = theCopy().copyId;

/** Gives orders, all of which must be accepted. */
export const ordered = (it: Fleet, ...commands: readonly Command[]): Fleet =>
  growFleet(it, ...commands.map((command) => () => command));

/** The streams and types of what an accepted order brings. */
export const storyOf = (it: Fleet, command: Command): readonly string[] =>
  eventsOf(step(it, command)).map(({ stream, event }) => `${stream} ${event.type}`);

type NewCluster = Extract<Command, { readonly type: 'CreateCluster' }>;

/** Orders a new cluster. */
export const creation = (changes: Partial<NewCluster['data']> = {}): NewCluster => ({
  type: 'CreateCluster',
  data: {
    at,
    region: REGION,
    hsmType: 'hsm2m.medium',
    mode: 'FIPS',
    subnets: subnets(2, changes.region ?? REGION),
    ...changes,
  },
});

/** Orders the newest backup to be copied elsewhere. */
export const copying = (
  changes: Partial<Extract<Command, { readonly type: 'CopyToRegion' }>['data']> = {},
): Command => ({
  type: 'CopyToRegion',
  data: { at, backupId: backupIds.at(-1) ?? 'none', region: ELSEWHERE, ...changes },
});

/** Orders a cluster from the newest backup. */
export const restoring = (
  changes: Partial<Extract<Command, { readonly type: 'Restore' }>['data']> = {},
): Command => ({
  type: 'Restore',
  data: { at, backupId: backupIds.at(-1) ?? 'none', subnets: subnets(2), ...changes },
});

/** Lets time pass. */
export const passing = (when: number): Command => ({ type: 'Advance', data: { at: when } });

/** Orders what is gone to be forgotten. */
export const forgetting = (when: number, goneSince?: number): Command => ({
  type: 'ForgetGone',
  data: { at: when, ...(goneSince !== undefined && { goneSince }) },
});

/** A cluster's id in the service's wider form, which no fleet makes. */
export const WIDE: Cluster['clusterId'] = 'cluster-ABCdef234567xyzZ';

/** The example fleet with a second cluster, blank and DELETED. */
export const blankDeleted = (id: Cluster['clusterId'] = WIDE): Fleet =>
  ordered(
    exampleFleet,
    creation({ clusterId: id }),
    passing(at + HOUR_MS),
    { type: 'DeleteCluster', data: { at: at + HOUR_MS, clusterId: id } },
    passing(at + 2 * HOUR_MS),
  );
