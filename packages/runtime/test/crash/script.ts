/**
 * What an operator might do next, drawn from a seed.
 *
 * @module
 */
import type { BackupHolder, Cluster } from '@hsm-lifecycle/core';
import type { Fleet } from '@hsm-lifecycle/core/fleet';
import type { Timeless } from '@hsm-lifecycle/runtime';
import { AWAY, clusters, HOME, subnets } from '../support/world.ts';
import { pick, type Dice } from './dice.ts';

const create: Timeless = {
  type: 'CreateCluster',
  data: { region: HOME, hsmType: 'hsm2m.medium', mode: 'FIPS', subnets, retentionDays: 7 },
};

const readyBackup = (
  fleet: Fleet,
  roll: Dice,
): { holder: BackupHolder; backupId: string } | undefined => {
  const ready = [...fleet.holders.values()].flatMap((holder) =>
    holder.backups
      .filter(({ state }) => state === 'READY')
      .map(({ backupId }) => ({ holder, backupId })),
  );
  return pick(roll, ready);
};

const aboutBackup = (fleet: Fleet, roll: Dice): Timeless => {
  const it = readyBackup(fleet, roll);
  if (it === undefined) return create;
  const { backupId, holder } = it;
  const region = holder.region === HOME ? AWAY : HOME;
  const kind = roll();
  if (kind < 0.5) return { type: 'CopyToRegion', data: { backupId, region } };
  if (kind < 0.8) return { type: 'DeleteBackup', data: { backupId } };
  const own = subnets.map(({ subnetId, availabilityZone }) => ({
    subnetId,
    availabilityZone: availabilityZone.replace(HOME, holder.region),
  }));
  return { type: 'Restore', data: { backupId, subnets: own, retentionDays: 7 } };
};

/** What must come first, if anything must. */
const beginning = ({ clusterId, hsms, state, region }: Cluster): Timeless | undefined => {
  if (state === 'INITIALIZED') return { type: 'Activate', data: { clusterId } };
  if (state !== 'UNINITIALIZED') return undefined;
  if (hsms.length === 0)
    return { type: 'AddHsm', data: { clusterId, availabilityZone: `${region}a` } };
  return { type: 'Initialize', data: { clusterId } };
};

const aboutCluster = (cluster: Cluster, roll: Dice): Timeless => {
  const first = beginning(cluster);
  if (first !== undefined) return first;
  const { clusterId, hsms, region } = cluster;
  const kind = roll();
  const leaving = pick(roll, hsms)?.hsmId;
  if (kind < 0.3) return { type: 'AddHsm', data: { clusterId, availabilityZone: `${region}b` } };
  if (kind < 0.6 && leaving !== undefined)
    return { type: 'RemoveHsm', data: { clusterId, hsmId: leaving } };
  if (kind < 0.7 && leaving === undefined) return { type: 'DeleteCluster', data: { clusterId } };
  const name = `u${Math.floor(roll() * 1e9).toString(36)}`;
  return { type: 'CreateUser', data: { clusterId, name, role: 'CU' } };
};

/** Draws the next command, which may be refused. */
export const nextCommand = (fleet: Fleet, roll: Dice): Timeless => {
  const living = clusters(fleet).filter(({ state }) => state !== 'DELETED');
  if (living.length < 2) return create;
  if (roll() < 0.35) return aboutBackup(fleet, roll);
  const cluster = pick(roll, living);
  return cluster === undefined ? create : aboutCluster(cluster, roll);
};

/**
 * How long the operator waits: mostly not at all, now and then long enough for something to be
 * purged.
 */
export const nextWait = (roll: Dice): number => {
  const kind = roll();
  if (kind < 0.5) return 0;
  return kind < 0.8 ? 600_000 : Math.floor(roll() * 8) * 86_400_000;
};
